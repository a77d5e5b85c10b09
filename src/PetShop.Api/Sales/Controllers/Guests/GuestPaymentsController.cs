using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Limits;
using PetShop.Api.Core.OpenApi;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Payments;
using PetShop.Api.Sales.Services.GuestOrders;

namespace PetShop.Api.Sales.Controllers.Guests;

/// <summary>Payments of guests' orders, by the order's link.</summary>
[Route("sales/orders/guest/{id:long}/payments"), Tags("Guests"), AllowAnonymous]
public sealed class GuestPaymentsController(IGuestPaymentService payments, ICurrentUser user) : ShopController
{
    /// <summary>Lists the payments of a guest's order, and says what is left to pay.</summary>
    /// <remarks>Anyone with the order's link.</remarks>
    /// <param name="id">The order's id.</param>
    /// <param name="token">The token of the link.</param>
    /// <response code="200">The payments, the oldest first.</response>
    /// <response code="403">The link has expired (`order-link-expired`).</response>
    /// <response code="404">The order does not exist, or the token is not for it.</response>
    [HttpGet]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<OrderPaymentsResponse>> List(
        long id, [Credential] string? token, CancellationToken ct) =>
        OkNoStore(await payments.ListAsync(user.Actor, id, token, ct));

    /// <summary>Reads a payment of a guest's order.</summary>
    /// <remarks>Anyone with the order's link.</remarks>
    /// <param name="id">The order's id.</param>
    /// <param name="number">The number of the payment within the order.</param>
    /// <param name="token">The token of the link.</param>
    /// <response code="200">The payment.</response>
    /// <response code="403">The link has expired (`order-link-expired`).</response>
    /// <response code="404">The order or payment does not exist, or the token is not for it.</response>
    [HttpGet("{number:int}")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<PaymentResponse>> Get(
        long id, int number, [Credential] string? token, CancellationToken ct) =>
        Answer(await payments.GetAsync(user.Actor, id, number, token, ct));

    /// <summary>Pays a guest's order by card or gift card, or a part of it.</summary>
    /// <remarks>
    /// Anyone with the order's link. A card that is declined makes a payment with the status <c>failed</c>; start
    /// another one. If the status is <c>requires_action</c>, send the customer to <c>action_url</c>. If it is
    /// <c>processing</c>, read it again in a few seconds. Send an Idempotency-Key so that a retry never charges twice.
    /// </remarks>
    /// <param name="id">The order's id.</param>
    /// <param name="token">The token of the link.</param>
    /// <response code="201">The payment.</response>
    /// <response code="403">The link has expired (`order-link-expired`), or only admins record such
    /// payments.</response>
    /// <response code="404">The order does not exist, or the token is not for it.</response>
    /// <response code="409">
    /// Nothing is left to pay (`nothing-to-pay`), or less than `amount` (`payment-exceeds-due`). Another payment is in
    /// progress (`payment-in-progress`). The shop takes no cards (`payment-method-unavailable`). There were too many
    /// tries (`too-many-payments`). The gift card cannot be used (`gift-card-unusable`), is in another currency
    /// (`store-credit-currency`), or less than `amount` is left of it (`store-credit-too-low`).
    /// </response>
    [HttpPost, Idempotent, GuestWrite]
    [ProducesResponseType(StatusCodes.Status201Created)]
    public async Task<ActionResult<PaymentResponse>> Start(
        long id, [Credential] string? token, StartPaymentRequest request, CancellationToken ct)
    {
        var started = await payments.StartAsync(user.Actor, id, token, request, ct);
        return CreatedNoStore($"/sales/orders/guest/{id}/payments/{started.Number}?token={token}", started);
    }

    /// <summary>Gives up a payment of a guest's order that is not completed.</summary>
    /// <remarks>Anyone with the order's link.</remarks>
    /// <param name="id">The order's id.</param>
    /// <param name="number">The number of the payment within the order.</param>
    /// <param name="token">The token of the link.</param>
    /// <response code="200">The payment.</response>
    /// <response code="403">The link has expired (`order-link-expired`), or the amount is authorised.</response>
    /// <response code="404">The order or payment does not exist, or the token is not for it.</response>
    /// <response code="409">
    /// It cannot be cancelled (`payment-not-cancellable`). The provider is working on it (`payment-in-progress`), or
    /// refuses (`payment-refused`).
    /// </response>
    [HttpPost("{number:int}/cancel"), Idempotent, GuestWrite, AcceptsIfMatch]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<PaymentResponse>> Cancel(
        long id, int number, [Credential] string? token, CancellationToken ct) =>
        Answer(await payments.CancelAsync(user.Actor, id, number, token, IfMatch, ct));

    private ActionResult<PaymentResponse> Answer(PaymentResponse payment) => OkNoStore(payment, payment.Version);
}
