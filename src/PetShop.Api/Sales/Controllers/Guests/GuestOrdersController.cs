using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Limits;
using PetShop.Api.Core.OpenApi;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Edits;
using PetShop.Api.Sales.Dtos.Guests;
using PetShop.Api.Sales.Dtos.Orders;
using PetShop.Api.Sales.Services.Checkout;
using PetShop.Api.Sales.Services.GuestOrders;

namespace PetShop.Api.Sales.Controllers.Guests;

/// <summary>Orders of customers without an account: placed with a cart's token, then opened by a link.</summary>
[Route("sales/orders/guest"), Tags("Guests"), AllowAnonymous]
public sealed class GuestOrdersController(
    IGuestCheckoutService checkout, IGuestOrderService orders, ICurrentUser user) : ShopController
{
    /// <summary>Places an order as a guest.</summary>
    /// <remarks>
    /// Anyone with the token of a guest's cart. Orders the <c>items</c> or, without them, the cart, which is empty
    /// afterwards. The order is prepaid, and its deadline is shorter than that of an account. The response contains the
    /// links by which the guest can read, cancel and return it: nothing else opens it. They are valid for at least 60
    /// days by default, and until 60 days after the order can no longer be returned.
    /// The order belongs to no account, also if the e-mail address has one. Prices, codes and <c>expected_total</c> are
    /// as for an account. Send an Idempotency-Key so that a retry never orders twice; it belongs to the token.
    /// </remarks>
    /// <param name="token">The token of the cart, from `POST /sales/carts/guest`.</param>
    /// <response code="201">The order, its invoice and its links.</response>
    /// <response code="404">The token is missing, or the shop did not issue it (`cart-token-invalid`).</response>
    /// <response code="409">
    /// There is not enough stock (`insufficient-stock`; `items` lists the products). The total is not `expected_total`
    /// (`total-changed`). A promotion was used up or withdrawn since its price was shown (`promotion-used-up`;
    /// `promotions` lists them). The shop does not deliver there (`no-shipping`). There are too many unpaid orders for
    /// the e-mail address or from the caller's network (`too-much-unpaid-as-guest`). Or the cart is empty
    /// (`cart-empty`). Nothing was ordered.
    /// </response>
    /// <response code="429">
    /// Too many unpaid orders for the e-mail address, or from the caller's network, were cancelled within a day
    /// (`too-many-cancellations`).
    /// </response>
    [HttpPost, Idempotent(OwnerHeader = CartToken.Header), GuestWrite]
    [ProducesResponseType(StatusCodes.Status201Created)]
    public async Task<ActionResult<GuestCheckoutResponse>> Place(
        [FromHeader(
            Name = CartToken.Header), Credential] string? token, GuestCheckoutRequest request, CancellationToken ct)
    {
        var placed = await checkout.PlaceAsync(user.Actor, token, request, ct);
        return CreatedNoStore(placed.Links.Order, placed);
    }

    /// <summary>Reads a guest's order.</summary>
    /// <remarks>Anyone with its link.</remarks>
    /// <param name="id">The order's id.</param>
    /// <param name="token">The token of the link.</param>
    /// <response code="200">The order.</response>
    /// <response code="403">The link has expired (`order-link-expired`).</response>
    /// <response code="404">The order does not exist, or the token is not for it.</response>
    [HttpGet("{id:long}")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<OrderResponse>> Get(
        long id, [Credential] string? token, CancellationToken ct) =>
        Answer(await orders.GetAsync(user.Actor, id, token, ct));

    /// <summary>Explains the amounts of a guest's order.</summary>
    /// <remarks>
    /// Anyone with its link. Every amount with its rule, what the rule was applied to, its rate and its rounding.
    /// </remarks>
    /// <param name="id">The order's id.</param>
    /// <param name="token">The token of the link.</param>
    /// <response code="200">The steps, in the order of computation.</response>
    /// <response code="403">The link has expired (`order-link-expired`).</response>
    /// <response code="404">The order does not exist, or the token is not for it.</response>
    [HttpGet("{id:long}/explain")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<OrderExplanation>> Explain(
        long id, [Credential] string? token, CancellationToken ct) =>
        OkNoStore(await orders.ExplainAsync(user.Actor, id, token, ct));

    /// <summary>Cancels a guest's order, or units of it.</summary>
    /// <remarks>
    /// Anyone with its link. Without a body, everything that has not been shipped is cancelled: the stock is restored
    /// once, a pending invoice is voided, and what is left of a paid one is recorded as a refund. With <c>items</c>,
    /// these units are, until the order is paid; it goes on with the others.
    /// </remarks>
    /// <param name="id">The order's id.</param>
    /// <param name="token">The token of the link.</param>
    /// <response code="200">The order.</response>
    /// <response code="403">The link has expired (`order-link-expired`).</response>
    /// <response code="404">The order does not exist, or the token is not for it.</response>
    /// <response code="409">
    /// The order has already shipped, or was delivered or cancelled (`status-not-allowed`). There are more units than
    /// can be cancelled (`cancellation-exceeds-order`; `products` lists them). The order is paid, and a part of it
    /// would be left (`order-paid`). Or that was done too often (`order-edited-too-often`).
    /// </response>
    [HttpPost("{id:long}/cancel"), Idempotent, GuestWrite]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<OrderResponse>> Cancel(
        long id, [Credential] string? token,
        [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] CancelOrderRequest? request, CancellationToken ct) =>
        Answer(await orders.CancelAsync(user.Actor, id, token, request, ct));

    private ActionResult<OrderResponse> Answer(OrderResponse order) => OkNoStore(order, order.Version);
}
