using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Edits;
using PetShop.Api.Sales.Dtos.Orders;
using PetShop.Api.Sales.Services.Checkout;
using PetShop.Api.Sales.Services.Edits;
using PetShop.Api.Sales.Services.Orders;

namespace PetShop.Api.Sales.Controllers;

/// <summary>Orders: placing, reading, changing the status, cancelling.</summary>
[Route("sales/orders"), Tags("Orders"), Authorize(Policy = Policies.SignedIn)]
public sealed class OrdersController(
    ICheckoutService checkout, IOrderService orders, IOrderStatusService statuses, ICurrentUser user) : ShopController
{
    /// <summary>Lists orders, newest first.</summary>
    /// <remarks>
    /// Any signed-in user: their own. Admins: all, with the filters <c>user_id</c>, <c>number</c>, <c>q</c> and
    /// <c>archived</c>. Archived orders are listed only on request.
    /// </remarks>
    /// <response code="200">A page of orders.</response>
    [HttpGet]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<OrderResponse>>> List([FromQuery] OrderFilter filter, CancellationToken ct) =>
        OkNoStore(await orders.ListAsync(user.Actor, filter, ct));

    /// <summary>Places an order.</summary>
    /// <remarks>
    /// Any signed-in user, for themselves; an admin for any account, by <c>user_id</c>. Orders the <c>items</c> or,
    /// without them, the cart, which is empty afterwards. It is sent to <c>ship_to</c>: an address, or the
    /// <c>address_id</c> of one of the account; without it, to the account's default address. The shop sets prices,
    /// totals and status, by the <c>promotion_codes</c> and the <c>shipping_method_id</c>: a quote of the cart shows
    /// them. A product that is unknown or not on sale, and a code that cannot be used, are refused and named. Send
    /// <c>expected_total</c> so that nobody pays a price that they did not see: if the total differs, the order is
    /// refused with the current total. Send an Idempotency-Key so that a retry never orders twice.
    /// </remarks>
    /// <response code="201">The order and its invoice.</response>
    /// <response code="403">
    /// <c>user_id</c> is another account, or <c>address_id</c> is an address of another account.
    /// </response>
    /// <response code="409">
    /// There is not enough stock (`insufficient-stock`; `items` lists the products). The total is not `expected_total`
    /// (`total-changed`). A promotion was used up or withdrawn since its price was shown (`promotion-used-up`;
    /// `promotions` lists them). The shop does not deliver there (`no-shipping`). The account has too many unpaid
    /// orders (`too-much-unpaid`). Or the cart is empty (`cart-empty`). Nothing was ordered.
    /// </response>
    /// <response code="429">
    /// The account cancelled too many unpaid orders within a day (`too-many-cancellations`).
    /// </response>
    [HttpPost, Idempotent]
    [ProducesResponseType(StatusCodes.Status201Created)]
    public async Task<ActionResult<CheckoutResponse>> Place(CheckoutRequest request, CancellationToken ct)
    {
        var placed = await checkout.PlaceAsync(user.Actor, request, ct);
        return CreatedNoStore($"/sales/orders/{placed.Order.Id}", placed);
    }

    /// <summary>Reads an order.</summary>
    /// <remarks>Its owner or an admin, also if the order is archived.</remarks>
    /// <param name="id">The order's id.</param>
    /// <response code="200">The order.</response>
    [HttpGet("{id:long}")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<OrderResponse>> Get(long id, CancellationToken ct) =>
        Answer(await orders.GetAsync(user.Actor, id, ct));

    /// <summary>Explains an order's amounts.</summary>
    /// <remarks>
    /// Its owner or an admin. Every amount with its rule, what the rule was applied to, its rate and its rounding, as
    /// it was when the order was placed; each step has a sentence to read out.
    /// </remarks>
    /// <param name="id">The order's id.</param>
    /// <response code="200">The steps, in the order of computation.</response>
    [HttpGet("{id:long}/explain")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<OrderExplanation>> Explain(long id, CancellationToken ct) =>
        OkNoStore(await orders.ExplainAsync(user.Actor, id, ct));

    /// <summary>Changes an order.</summary>
    /// <remarks>
    /// Admins. The status changes from pending to confirmed, processing, shipped and delivered, or to cancelled before
    /// anything is shipped; shipped ships everything that has not been shipped yet. The address can be changed before
    /// it is shipped, and <c>pay_by</c>, the deadline for the payment, while the order is pending, prepaid and unpaid.
    /// Admins cannot change the status or the deadline of their own orders.
    /// </remarks>
    /// <param name="id">The order's id.</param>
    /// <response code="200">The order.</response>
    /// <response code="403">
    /// The caller is not an admin, or it is the caller's own order and the status or the deadline would change
    /// (`own-order`). Or <c>address_id</c> is not an address of the order's customer.
    /// </response>
    /// <response code="409">
    /// This status change is not allowed (`status-not-allowed`): `allowed` lists the possible ones. The order has
    /// already shipped (`order-shipped`). The new address would change the price
    /// (`price-depends-on-address`). Or it is not waiting for its payment (`payment-not-awaited`).
    /// </response>
    [HttpPut("{id:long}"), Authorize(Policy = Policies.Admin), AcceptsIfMatch]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<OrderResponse>> Update(long id, UpdateOrderRequest request, CancellationToken ct) =>
        Answer(await statuses.UpdateAsync(user.Actor, id, request, IfMatch, ct));

    /// <summary>Changes an order's status.</summary>
    /// <remarks>
    /// Admins, but not for their own orders. pending → confirmed → processing → shipped → delivered. Setting it to
    /// shipped makes a shipment of everything that has not been shipped yet. Any status before a shipment can change to
    /// cancelled, with the same effects as cancelling the order. Only shipments set partially_shipped.
    /// </remarks>
    /// <param name="id">The order's id.</param>
    /// <response code="200">The order.</response>
    /// <response code="403">The caller is not an admin, or it is the caller's own order (`own-order`).</response>
    /// <response code="409">
    /// This status change is not allowed (`status-not-allowed`): `allowed` lists the possible ones.
    /// </response>
    [HttpPatch("{id:long}/status"), Authorize(Policy = Policies.Admin), AcceptsIfMatch]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<OrderResponse>> Move(long id, OrderStatusRequest request, CancellationToken ct) =>
        Answer(await statuses.MoveAsync(user.Actor, id, request, IfMatch, ct));

    /// <summary>Cancels an order, or units of it.</summary>
    /// <remarks>
    /// Its owner or an admin. Without a body, everything that has not been shipped is cancelled. If nothing is left of
    /// the order, it is cancelled: the stock is restored once, a pending invoice is voided, and what is left of a paid
    /// one is recorded as a refund. Otherwise the order goes on with the other units, at the prices that they had, and
    /// with a new invoice; this is possible only until it is paid.
    /// </remarks>
    /// <param name="id">The order's id.</param>
    /// <response code="200">The order.</response>
    /// <response code="409">
    /// Everything has shipped, or the order was delivered or cancelled (`status-not-allowed`). More units would be
    /// cancelled than have not shipped (`cancellation-exceeds-order`; `products` lists them). Units of a paid
    /// order would be cancelled (`order-paid`). Or that was done too often (`order-edited-too-often`).
    /// </response>
    [HttpPost("{id:long}/cancel"), Idempotent]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<OrderResponse>> Cancel(
        long id, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] CancelOrderRequest? request,
        [FromServices] IOrderCancelService cancellation, CancellationToken ct) =>
        Answer(await cancellation.CancelAsync(user.Actor, id, request, ct));

    /// <summary>Archives an order.</summary>
    /// <remarks>
    /// Admins. It is removed from lists, but can still be read by its id, as can its invoices: financial records are
    /// never deleted. Archiving it again changes nothing.
    /// </remarks>
    /// <param name="id">The order's id.</param>
    /// <response code="204">The order is archived.</response>
    [HttpDelete("{id:long}"), Authorize(Policy = Policies.Admin), AcceptsIfMatch]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<ActionResult> Archive(long id, CancellationToken ct)
    {
        await statuses.ArchiveAsync(user.Actor, id, IfMatch, ct);
        return NoContentNoStore();
    }

    private ActionResult<OrderResponse> Answer(OrderResponse order) => OkNoStore(order, order.Version);
}
