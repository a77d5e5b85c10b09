using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Queue;
using PetShop.Api.Sales.Entities.Payments;
using PetShop.Api.Sales.Repositories.Payments;
using PetShop.Api.Sales.Services.Payments.Providers;

namespace PetShop.Api.Sales.Services.Payments.Notifications;

/// <summary>Receives messages of payment providers.</summary>
public interface IPaymentNotificationService
{
    /// <summary>The header in which the provider signs its messages.</summary>
    /// <exception cref="ShopException">404: there is no such provider.</exception>
    string SignatureHeaderOf(string provider);

    /// <summary>Stores a message as it came. A worker handles it; a message that came before is not stored again.
    /// </summary>
    /// <param name="signature">The header with the signature; null if it is missing.</param>
    /// <exception cref="ShopException">400: the signature is wrong or too old. 404: there is no such provider.
    /// </exception>
    Task ReceiveAsync(string provider, byte[] body, string? signature, CancellationToken ct);
}

internal sealed class PaymentNotificationService(
    IUnitOfWork work, PaymentProviders providers, PaymentNotificationRepository messages, IWorkQueue queue,
    TimeProvider clock) : IPaymentNotificationService
{
    public const string QueueName = "payment-notifications";

    private static readonly ProblemType WrongSignature =
        new("invalid-signature", "The signature is not valid.", ProblemKind.Invalid)
        {
            Example = "The message is not signed with the shop's secret, or is older than five minutes.",
        };

    public string SignatureHeaderOf(string provider) => Find(provider).SignatureHeader!;

    public async Task ReceiveAsync(string provider, byte[] body, string? signature, CancellationToken ct)
    {
        var found = Find(provider);
        var message = found.Verify(body, signature) ?? throw new ShopException(
            WrongSignature, "The message is not signed with the shop's secret, or is older than five minutes.");
        await work.CommitAsync(async () =>
        {
            var received = PaymentNotification.Receive(
                found.Name, message.EventId, message.Type, body, clock.GetStoredNow());
            if (await messages.AddAsync(received, ct))
                queue.Add(new(QueueName, KeyOf(found.Name, message.EventId), WorkItem.NoPayload));
        }, ct);
    }

    private IPaymentProvider Find(string provider) => providers.Find(provider) is { SignatureHeader: not null } found
        ? found : throw ShopException.NotFound("There is no such payment provider.");

    private static string KeyOf(string provider, string eventId) => $"{provider}/{eventId}";
}
