using PetShop.Api.Core.Database;
using PetShop.Api.Core.Queue;
using PetShop.Api.Sales.Entities.Payments;
using PetShop.Api.Sales.Repositories.Payments;
using PetShop.Api.Sales.Services.Payments.Providers;

namespace PetShop.Api.Sales.Services.Payments.Notifications;

/// <summary>Stores messages of payment providers for a worker, each once.</summary>
internal sealed class PaymentInbox(
    IUnitOfWork work, PaymentNotificationRepository messages, IWorkQueue queue, TimeProvider clock)
{
    public const string QueueName = "payment-notifications";

    /// <summary>Which of these messages have come before.</summary>
    public Task<HashSet<string>> FindKnownAsync(string provider, string[] eventIds, CancellationToken ct) =>
        messages.FindKnownAsync(provider, eventIds, ct);

    /// <param name="body">As it came, after it was verified.</param>
    /// <returns>Whether the message is new.</returns>
    public Task<bool> StoreAsync(string provider, ProviderMessage message, byte[] body, CancellationToken ct) =>
        work.CommitAsync(async () =>
        {
            var received = PaymentNotification.Receive(
                provider, message.EventId, message.Type, body, clock.GetStoredNow());
            var isNew = await messages.AddAsync(received, ct);
            if (isNew)
                queue.Add(new(QueueName, $"{provider}/{message.EventId}", WorkItem.NoPayload));
            return isNew;
        }, ct);
}
