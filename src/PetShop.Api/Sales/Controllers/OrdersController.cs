using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Orders;
using PetShop.Api.Sales.Services.Orders;

namespace PetShop.Api.Sales.Controllers;

/// <summary>Orders: placing, reading, moving on, cancelling.</summary>
[Route("sales/orders"), Authorize(Policy = Policies.SignedIn), Tags("Orders")]
public sealed class OrdersController(ICheckoutService checkout, IOrderService orders, IOrderStatusService statuses, ICurrentUser user) : ShopController
{
    /// <summary>Lists orders, newest first.</summary>
    /// <remarks>Anyone signed in: their own. Admins: all, and the filters <c>user_id</c>, <c>number</c>, <c>q</c> and <c>archived</c>. Archived orders are left out unless asked for.</remarks>
    /// <response code="200">A page of orders.</response>
    [HttpGet, ProducesResponseType<Page<OrderResponse>>(StatusCodes.Status200OK)]
    public async Task<ActionResult> List([FromQuery] OrderFilter filter, CancellationToken ct) =>
        Private(await orders.ListAsync(user.Actor, filter, ct));

    /// <summary>Places an order.</summary>
    /// <remarks>
    /// Anyone signed in, for themselves; an admin for any account, by <c>user_id</c>. With <c>items</c> these are ordered; without, the cart
    /// is, and is empty afterwards. Prices, totals and status are the shop's. A product that is unknown or not on sale is refused and named.
    /// With <c>expected_total</c> nobody pays a price they did not see: another total is refused with the present one. Send an
    /// Idempotency-Key, and a retry can never order twice.
    /// </remarks>
    /// <response code="201">The order and its invoice.</response>
    /// <response code="403"><c>user_id</c> is another account.</response>
    /// <response code="409">
    /// Too little stock (`insufficient-stock`): `items` names every such product. The total is not `expected_total` (`total-changed`). The account
    /// has too much ordered and not paid (`too-much-unpaid`). Or the cart is empty (`cart-empty`). Nothing was taken.
    /// </response>
    /// <response code="429">The account cancelled too many unpaid orders within a day (`too-many-cancellations`).</response>
    [HttpPost, Idempotent, ProducesResponseType<CheckoutResponse>(StatusCodes.Status201Created)]
    public async Task<ActionResult> Place(CheckoutRequest request, CancellationToken ct)
    {
        var placed = await checkout.PlaceAsync(user.Actor, request, ct);
        return CreatedPrivate($"/sales/orders/{placed.Order.Id}", placed);
    }

    /// <summary>Reads an order.</summary>
    /// <remarks>Its owner or an admin. Archived orders stay readable.</remarks>
    /// <param name="id">The order's id.</param>
    /// <response code="200">The order.</response>
    [HttpGet("{id:long}"), ProducesResponseType<OrderResponse>(StatusCodes.Status200OK)]
    public async Task<ActionResult> Get(long id, CancellationToken ct) => Answer(await orders.GetAsync(user.Actor, id, ct));

    /// <summary>Changes an order.</summary>
    /// <remarks>
    /// Admins. The status moves pending → confirmed → processing → shipped → delivered, or to cancelled before it is shipped. The address can be
    /// changed before it is shipped. An admin cannot change the status of an own order.
    /// </remarks>
    /// <param name="id">The order's id.</param>
    /// <response code="200">The order.</response>
    /// <response code="403">The caller is no admin, or it is the caller's own order and the status would change (`own-order`).</response>
    /// <response code="409">The status cannot change to this one (`status-not-allowed`): `allowed` lists those it can. Or the order has been shipped (`order-shipped`).</response>
    [HttpPut("{id:long}"), AcceptsIfMatch, Authorize(Policy = Policies.Admin), ProducesResponseType<OrderResponse>(StatusCodes.Status200OK)]
    public async Task<ActionResult> Update(long id, UpdateOrderRequest request, CancellationToken ct) =>
        Answer(await statuses.UpdateAsync(user.Actor, id, request, IfMatch, ct));

    /// <summary>Moves an order on.</summary>
    /// <remarks>
    /// Admins, not for their own orders. pending → confirmed → processing → shipped → delivered; cancelled from anything before shipped, with all
    /// that cancelling does.
    /// </remarks>
    /// <param name="id">The order's id.</param>
    /// <response code="200">The order.</response>
    /// <response code="403">The caller is no admin, or it is the caller's own order (`own-order`).</response>
    /// <response code="409">The status cannot change to this one (`status-not-allowed`): `allowed` lists those it can.</response>
    [HttpPatch("{id:long}/status"), AcceptsIfMatch, Authorize(Policy = Policies.Admin), ProducesResponseType<OrderResponse>(StatusCodes.Status200OK)]
    public async Task<ActionResult> Move(long id, OrderStatusRequest request, CancellationToken ct) =>
        Answer(await statuses.MoveAsync(user.Actor, id, request, IfMatch, ct));

    /// <summary>Cancels an order.</summary>
    /// <remarks>Its owner or an admin, before it is shipped. The goods go back on the shelf, once; a pending invoice is made void, what is left of a paid one is booked as a refund.</remarks>
    /// <param name="id">The order's id.</param>
    /// <response code="200">The order.</response>
    /// <response code="409">It is shipped, delivered or cancelled already (`status-not-allowed`).</response>
    [HttpPost("{id:long}/cancel"), Idempotent, ProducesResponseType<OrderResponse>(StatusCodes.Status200OK)]
    public async Task<ActionResult> Cancel(long id, CancellationToken ct) => Answer(await statuses.CancelAsync(user.Actor, id, ct));

    /// <summary>Archives an order.</summary>
    /// <remarks>Admins. It leaves the lists but stays readable by its id, as do its invoices: financial records are never erased. Again changes nothing.</remarks>
    /// <param name="id">The order's id.</param>
    /// <response code="204">It is archived.</response>
    [HttpDelete("{id:long}"), AcceptsIfMatch, Authorize(Policy = Policies.Admin), ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<ActionResult> Archive(long id, CancellationToken ct)
    {
        await statuses.ArchiveAsync(user.Actor, id, IfMatch, ct);
        return DonePrivate();
    }

    private ObjectResult Answer(OrderResponse order) => Private(order, order.Version);
}
