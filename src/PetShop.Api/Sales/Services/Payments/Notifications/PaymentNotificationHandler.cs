using PetShop.Api.Core.Database;
using PetShop.Api.Core.Queue;
using PetShop.Api.Sales.Entities.Payments;
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
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(2);
    private static readonly TimeSpan ClockDifference = TimeSpan.FromSeconds(10);

    public string Queue => PaymentInbox.QueueName;

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
        var outcome = await HandleAsync(provider, message, stored.ReceivedAt, ct);
        await work.CommitAsync(async () =>
        {
            if (await messages.LoadAsync(provider, eventId, ct) is { } handled)
                handled.Handle(outcome, clock.GetStoredNow());
        }, ct);
    }

    /// <returns>What came of it.</returns>
    private async Task<string> HandleAsync(
        string provider, ProviderMessage message, DateTimeOffset received, CancellationToken ct)
    {
        if (message.Reference is not { } reference)
            return "It is about no payment.";
        if (await FindAsync(provider, message, received, ct) is { } payment)
        {
            await sync.SyncAsync(payment, reference, ct);
            return "The payment was compared with the provider.";
        }
        if (message.Target is not { } target)
            return "The shop has no such payment.";
        // The message came before the answer to the call that began the payment, or instead of it.
        if (await calls.FindStartAsync(target.OrderId, target.Number, ct) is not null)
            throw new WorkPostponedException(clock.GetUtcNow() + UntilTheAnswerIsKnown);
        if (!await sync.AdoptAsync(provider, target, reference, ct))
            return "The shop has no such order.";
        // Another message may have added it, from an answer that was older than this message.
        if (await payments.FindAsync(provider, reference, ct) is { } added)
            await sync.SyncAsync(added, reference, ct);
        return "The shop did not know the payment. It was added to the order.";
    }

    /// <summary>
    /// The payment that the message is about; null if it is none of the shop's. What happens to a payment that the shop
    /// has started may be told before the shop knows which one it is, and messages about disputes do not say.
    /// </summary>
    private async Task<Payment?> FindAsync(
        string provider, ProviderMessage message, DateTimeOffset received, CancellationToken ct)
    {
        if (await payments.FindAsync(provider, message.Reference!, ct) is { } known)
            return known;
        if (message.Target is not null)
            return null;
        if (clock.GetUtcNow() - received < LongestWait && await calls.IsStartOpenAsync(received + ClockDifference, ct))
            throw new WorkPostponedException(clock.GetUtcNow() + UntilTheAnswerIsKnown);
        return await payments.FindAsync(provider, message.Reference!, ct);     // it may have become known meanwhile
    }
}
