using PetShop.Api.Core.Errors;
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

internal sealed class PaymentNotificationService(PaymentProviders providers, PaymentInbox inbox)
    : IPaymentNotificationService
{
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
        await inbox.StoreAsync(found.Name, message, body, ct);
    }

    private IPaymentProvider Find(string provider) => providers.Find(provider) is { SignatureHeader: not null } found
        ? found : throw ShopException.NotFound("There is no such payment provider.");
}
