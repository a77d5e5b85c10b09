using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Carts;
using PetShop.Api.Sales.Services.Carts;
using PetShop.Api.Sales.Services.Carts.Editing;
using PetShop.Api.Sales.Services.Carts.Owners;
using PetShop.Api.Sales.Services.Checkout;

namespace PetShop.Api.Sales.Controllers;

/// <summary>Carts as a whole: reading, setting, emptying.</summary>
[Route("sales/carts"), Tags("Carts"), Authorize(Policy = Policies.SignedIn)]
public sealed class CartsController(ICartService carts, ICartUpdateService editing, ICurrentUser user) : ShopController
{
    /// <summary>Lists carts.</summary>
    /// <remarks>Any signed-in user: a list of one, their own cart. Admins: all carts, by id.</remarks>
    /// <response code="200">A page of carts, at current prices.</response>
    [HttpGet]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<CartResponse>>> List([FromQuery] CartFilter filter, CancellationToken ct) =>
        OkNoStore(await carts.ListAsync(user.Actor, filter, ct));

    /// <summary>Sets a cart's lines.</summary>
    /// <remarks>
    /// Any signed-in user, for themselves; an admin for any account, by <c>user_id</c>. The previous lines are
    /// replaced. A product that is unknown or not on sale is refused and named.
    /// </remarks>
    /// <response code="200">The whole cart.</response>
    /// <response code="403"><c>user_id</c> is another account.</response>
    [HttpPost]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<CartResponse>> Set(SetCartRequest request, CancellationToken ct) =>
        OkNoStore(await editing.ReplaceAsync(user.Actor, cart: null, request, ct));

    /// <summary>Reads a cart.</summary>
    /// <remarks>
    /// Its owner or an admin. Prices are current; notices say what has changed since a line was added. An account
    /// without a cart gets an empty one.
    /// </remarks>
    /// <param name="userId" example="1">The account whose cart it is.</param>
    /// <response code="200">The cart.</response>
    [HttpGet("{user_id:long}")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<CartResponse>> Get(
        [FromRoute(Name = "user_id")] long userId, CancellationToken ct) =>
        OkNoStore(await carts.GetAsync(user.Actor, CartReference.OfAccount(userId), ct));

    /// <summary>Replaces a cart's lines.</summary>
    /// <remarks>
    /// Its owner or an admin. The previous lines are replaced. A product that is unknown or not on sale is refused and
    /// named.
    /// </remarks>
    /// <param name="userId" example="1">The account whose cart it is.</param>
    /// <response code="200">The whole cart.</response>
    [HttpPut("{user_id:long}")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<CartResponse>> Replace(
        [FromRoute(Name = "user_id")] long userId, SetCartRequest request, CancellationToken ct) =>
        OkNoStore(await editing.ReplaceAsync(user.Actor, CartReference.OfAccount(userId), request, ct));

    /// <summary>Quotes what a cart would cost.</summary>
    /// <remarks>
    /// Its owner or an admin. Prices the cart as a checkout would, with promotions, shipping and tax, and explains
    /// every amount. Without <c>promotion_codes</c>, those of the cart are used. It reserves and changes nothing: send
    /// <c>total_amount</c> as <c>expected_total</c> with the order.
    /// </remarks>
    /// <param name="userId" example="1">The account whose cart it is.</param>
    /// <response code="200">The quote.</response>
    /// <response code="409">
    /// The cart is empty (`cart-empty`), or the shop does not deliver there (`no-shipping`).
    /// </response>
    [HttpPost("{user_id:long}/quote")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<QuoteResponse>> Quote(
        [FromRoute(Name = "user_id")] long userId, QuoteRequest request, [FromServices] IQuoteService quotes,
        CancellationToken ct) =>
        OkNoStore(await quotes.QuoteAsync(user.Actor, CartReference.OfAccount(userId), request, ct));

    /// <summary>Empties a cart.</summary>
    /// <remarks>Its owner or an admin. Emptying an empty cart changes nothing.</remarks>
    /// <param name="userId" example="1">The account whose cart it is.</param>
    /// <response code="204">The cart is empty.</response>
    [HttpDelete("{user_id:long}")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<ActionResult> Clear([FromRoute(Name = "user_id")] long userId, CancellationToken ct)
    {
        await editing.EmptyAsync(user.Actor, CartReference.OfAccount(userId), ct);
        return NoContentNoStore();
    }
}
