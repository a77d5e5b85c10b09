using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Refunds;
using PetShop.Api.Sales.Services.GivenRefunds;
using PetShop.Api.Sales.Services.Refunds;

namespace PetShop.Api.Sales.Controllers;

/// <summary>Refunds of orders.</summary>
[Route("sales/orders/{id:long}/refunds"), Tags("Refunds"), Authorize(Policy = Policies.SignedIn)]
public sealed class RefundsController(
    IRefundService refunds, IOrderRefundService giving, ICurrentUser user) : ShopController
{
    /// <summary>Lists an order's refunds.</summary>
    /// <remarks>
    /// The order's owner or an admin. A refund is made when a paid invoice is set to refunded, a paid order is
    /// cancelled, a return is processed, an admin gives money back, or money arrives that is not owed. Their sum never
    /// exceeds the payments.
    /// </remarks>
    /// <param name="id">The order's id.</param>
    /// <response code="200">A page of refunds, the oldest first.</response>
    [HttpGet]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<RefundResponse>>> List(
        long id, [FromQuery] RefundFilter filter, CancellationToken ct) =>
        OkNoStore(await refunds.ListAsync(user.Actor, id, filter, ct));

    /// <summary>Gives money of a paid order back without a return.</summary>
    /// <remarks>
    /// Admins, but not for their own orders. Either an <c>amount</c>, or what was charged for <c>items</c> and
    /// <c>shipping</c>. It goes back to the order's payments, the last one first; for a card, the payment provider
    /// moves the money. With <c>to</c>: <c>store_credit</c>, the customer gets store credit instead; a guest gets a
    /// gift card, whose code only this answer has.
    /// </remarks>
    /// <param name="id">The order's id.</param>
    /// <response code="201">The refund. Its <c>transfers</c> say how far the money is.</response>
    /// <response code="403">The caller is not an admin, or it is the caller's own order (`own-order`).</response>
    /// <response code="409">
    /// The order is not paid (`order-not-paid`). The refund exceeds what is left of the payment
    /// (`refund-exceeds-payment`), or the units exceed what can be refunded (`return-exceeds-order`; `items` lists the
    /// products). Nothing of it is left to refund (`nothing-to-refund`). A payment is disputed (`payment-disputed`). Or
    /// store credit is wanted for an account that was closed (`account-closed`), or whose credit is blocked
    /// (`store-credit-unusable`).
    /// </response>
    [HttpPost, Authorize(Policy = Policies.Admin), Idempotent]
    [ProducesResponseType(StatusCodes.Status201Created)]
    public async Task<ActionResult<RefundResponse>> Refund(
        long id, RefundOrderRequest request, CancellationToken ct) =>
        CreatedNoStore($"/sales/orders/{id}/refunds", await giving.RefundAsync(user.Actor, id, request, ct));
}
