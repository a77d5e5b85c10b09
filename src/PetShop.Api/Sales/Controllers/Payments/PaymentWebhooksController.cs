using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Sales.Services.Payments.Notifications;

namespace PetShop.Api.Sales.Controllers.Payments;

/// <summary>Messages of payment providers.</summary>
[Route("sales/payments/webhooks"), Tags("Payments"), AllowAnonymous]
public sealed class PaymentWebhooksController(IPaymentNotificationService notifications) : ShopController
{
    /// <summary>Receives a message of a payment provider.</summary>
    /// <remarks>
    /// Anyone who can sign like the provider. The message is stored as it came and handled afterwards; one that came
    /// before changes nothing.
    /// </remarks>
    /// <param name="provider">Its name, such as <c>stripe</c>.</param>
    /// <response code="204">The message is stored.</response>
    /// <response code="400">The signature is wrong, or older than five minutes (`invalid-signature`).</response>
    [HttpPost("{provider}")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<ActionResult> Receive(string provider, CancellationToken ct)
    {
        var signature = Request.Headers[notifications.SignatureHeaderOf(provider)];
        using var body = new MemoryStream();
        await Request.Body.CopyToAsync(body, ct);
        await notifications.ReceiveAsync(provider, body.ToArray(), signature.Count == 1 ? signature[0] : null, ct);
        return NoContentNoStore();
    }
}
