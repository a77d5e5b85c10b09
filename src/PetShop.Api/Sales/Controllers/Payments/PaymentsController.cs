using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Payments;
using PetShop.Api.Sales.Services.Payments;

namespace PetShop.Api.Sales.Controllers.Payments;

/// <summary>Payments of orders.</summary>
[Route("sales/orders/{id:long}/payments"), Tags("Payments"), Authorize(Policy = Policies.SignedIn)]
public sealed class PaymentsController(
    IPaymentService payments, IPaymentStartService starting, IPaymentDecisionService decisions, ICurrentUser user)
    : ShopController
{
    /// <summary>Lists an order's payments, and says what is left to pay.</summary>
    /// <remarks>The order's owner or an admin.</remarks>
    /// <param name="id">The order's id.</param>
    /// <response code="200">The payments, the oldest first.</response>
    [HttpGet]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<OrderPaymentsResponse>> List(long id, CancellationToken ct) =>
        OkNoStore(await payments.ListAsync(user.Actor, id, ct));

    /// <summary>Reads a payment.</summary>
    /// <remarks>The order's owner or an admin.</remarks>
    /// <param name="id">The order's id.</param>
    /// <param name="number">The number of the payment within the order.</param>
    /// <response code="200">The payment.</response>
    [HttpGet("{number:int}")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<PaymentResponse>> Get(long id, int number, CancellationToken ct) =>
        Answer(await payments.GetAsync(user.Actor, id, number, ct));

    /// <summary>Pays an order, or a part of it.</summary>
    /// <remarks>
    /// The order's owner by <c>card</c>, or by <c>store_credit</c> with the code of a gift card or a store credit of
    /// the account, which pays at once; an admin also records money that has arrived in another way
    /// (<c>bank_transfer</c>, <c>pick_up</c>, <c>other</c>), but not for their own orders. A card that is declined
    /// makes a payment with the status <c>failed</c>; start another one. If the status is <c>requires_action</c>, send
    /// the customer to <c>action_url</c>. If it is <c>processing</c>, the provider has not decided, or has not
    /// answered: the shop asks it again. A payment that the customer has begun and not completed is given up when
    /// another one is started. Send an Idempotency-Key so that a retry never charges twice.
    /// </remarks>
    /// <param name="id">The order's id.</param>
    /// <response code="201">The payment.</response>
    /// <response code="403">
    /// The order is another user's; or only admins record such payments, and not for their own orders (`own-order`).
    /// </response>
    /// <response code="409">
    /// Nothing is left to pay (`nothing-to-pay`), or less than `amount` (`payment-exceeds-due`). Another payment is in
    /// progress (`payment-in-progress`). The shop does not take such payments (`payment-method-unavailable`). There
    /// were too many tries (`too-many-payments`). The gift card or the store credit cannot be used
    /// (`gift-card-unusable`, `store-credit-unusable`), is in another currency (`store-credit-currency`), or less than
    /// `amount` is left of it (`store-credit-too-low`).
    /// </response>
    [HttpPost, Idempotent]
    [ProducesResponseType(StatusCodes.Status201Created)]
    public async Task<ActionResult<PaymentResponse>> Start(
        long id, StartPaymentRequest request, CancellationToken ct)
    {
        var started = await starting.StartAsync(user.Actor, id, request, ct);
        return CreatedNoStore($"/sales/orders/{id}/payments/{started.Number}", started);
    }

    /// <summary>Captures an authorised payment, or a part of it.</summary>
    /// <remarks>
    /// Admins, but not for their own orders. What is not captured is released; a payment can be captured once.
    /// </remarks>
    /// <param name="id">The order's id.</param>
    /// <param name="number">The number of the payment within the order.</param>
    /// <response code="200">The payment.</response>
    /// <response code="403">The caller is not an admin, or it is the caller's own order (`own-order`).</response>
    /// <response code="409">
    /// It is not authorised (`payment-not-authorised`). Nothing is due (`nothing-to-pay`), or less than `amount`
    /// (`payment-exceeds-due`). The provider is working on it (`payment-in-progress`), or refuses (`payment-refused`).
    /// </response>
    [HttpPost("{number:int}/capture"), Authorize(Policy = Policies.Admin), Idempotent, AcceptsIfMatch]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<PaymentResponse>> Capture(
        long id, int number, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] CapturePaymentRequest? request,
        CancellationToken ct) =>
        Answer(await decisions.CaptureAsync(user.Actor, id, number, request, IfMatch, ct));

    /// <summary>Gives up a payment of which nothing was captured.</summary>
    /// <remarks>The order's owner or an admin; if the amount is authorised, only an admin.</remarks>
    /// <param name="id">The order's id.</param>
    /// <param name="number">The number of the payment within the order.</param>
    /// <response code="200">The payment.</response>
    /// <response code="403">The order is another user's, or the amount is authorised.</response>
    /// <response code="409">
    /// It cannot be cancelled (`payment-not-cancellable`). The provider is working on it (`payment-in-progress`), or
    /// refuses (`payment-refused`).
    /// </response>
    [HttpPost("{number:int}/cancel"), Idempotent, AcceptsIfMatch]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<PaymentResponse>> Cancel(long id, int number, CancellationToken ct) =>
        Answer(await decisions.CancelAsync(user.Actor, id, number, IfMatch, ct));

    private ActionResult<PaymentResponse> Answer(PaymentResponse payment) => OkNoStore(payment, payment.Version);
}
