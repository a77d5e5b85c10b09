using PetShop.Api.Core.Database;
using PetShop.Api.Core.Queue;
using PetShop.Api.Sales.Repositories.Payments;
using PetShop.Api.Sales.Services.Payments.Calls;
using PetShop.Api.Sales.Services.Payments.Providers;

namespace PetShop.Api.Sales.Services.Payments.Notifications;

/// <summary>
/// Handles messages of payment providers. A message only says which payment to look at: the provider is asked for the
/// payment as it is now, so messages can be lost, repeated or come in any order.
/// </summary>
internal sealed class PaymentNotificationHandler(
    IUnitOfWork work, PaymentNotificationRepository messages, PaymentRepository payments, PaymentCallRepository calls,
    PaymentProviders providers, PaymentSync sync, TimeProvider clock) : IWorkHandler
{
    private static readonly TimeSpan UntilTheAnswerIsKnown = TimeSpan.FromSeconds(2);

    public string Queue => PaymentNotificationService.QueueName;

    public QueuePolicy Policy { get; } = new()
    {
        Lease = TimeSpan.FromMinutes(3),
        Attempts = null,
        Age = TimeSpan.FromDays(1),
        FirstPause = TimeSpan.FromSeconds(2),
        LongestPause = TimeSpan.FromMinutes(15),
    };

    public async Task HandleAsync(Work item, CancellationToken ct)
    {
        var slash = item.Key.IndexOf('/', StringComparison.Ordinal);
        var (provider, eventId) = (item.Key[..slash], item.Key[(slash + 1)..]);
        if (await messages.FindAsync(provider, eventId, ct) is not { HandledAt: null } stored)
            return;
        var message = providers.Of(provider).ReadVerified(stored.Body);
        var outcome = await HandleAsync(provider, message, ct);
        await work.CommitAsync(async () =>
        {
            if (await messages.LoadAsync(provider, eventId, ct) is { } handled)
                handled.Handle(outcome, clock.GetStoredNow());
        }, ct);
    }

    /// <returns>What came of it.</returns>
    private async Task<string> HandleAsync(string provider, ProviderMessage message, CancellationToken ct)
    {
        if (message.Reference is not { } reference)
            return "It is about no payment.";
        if (await payments.FindAsync(provider, reference, ct) is { } payment)
        {
            await sync.SyncAsync(payment, reference, ct);
            return "The payment was compared with the provider.";
        }
        if (message.Target is not { } target)
            return "The shop has no such payment.";
        // The message came before the answer to the call that began the payment, or instead of it.
        if (await calls.FindStartAsync(target.OrderId, target.Number, ct) is not null)
            throw new WorkPostponedException(clock.GetUtcNow() + UntilTheAnswerIsKnown);
        return await sync.AdoptAsync(provider, target, reference, ct)
            ? "The shop did not know the payment. It was added to the order." : "The shop has no such order.";
    }
}
