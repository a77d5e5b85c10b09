using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Limits;
using PetShop.Api.Core.OpenApi;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Carts;
using PetShop.Api.Sales.Dtos.Guests;
using PetShop.Api.Sales.Services.Carts;
using PetShop.Api.Sales.Services.Carts.Editing;
using PetShop.Api.Sales.Services.Carts.Owners;
using PetShop.Api.Sales.Services.Checkout;

namespace PetShop.Api.Sales.Controllers.Guests;

/// <summary>The cart of a customer without an account.</summary>
[Route("sales/carts/guest"), Tags("Guests"), AllowAnonymous]
public sealed class GuestCartController(
    ICartService carts, ICartUpdateService editing, ICartCodeService codes, IGuestCartTokens tokens, ICurrentUser user)
    : ShopController
{
    /// <summary>Begins a guest's cart.</summary>
    /// <remarks>
    /// Anyone. Returns a token, also in the header <c>Cart-Token</c>; send it in the same header with all other
    /// requests for the cart. Nothing is stored before a product is added. A cart that is not changed is deleted after
    /// a time, by default 30 days.
    /// </remarks>
    /// <response code="201">The token and the empty cart.</response>
    [HttpPost, GuestWrite, SendsHeader(CartToken.Header)]
    [ProducesResponseType(StatusCodes.Status201Created)]
    public async Task<ActionResult<GuestCartResponse>> Begin(CancellationToken ct)
    {
        var begun = await tokens.BeginAsync(ct);
        Response.Headers[CartToken.Header] = begun.Token;
        return CreatedNoStore("/sales/carts/guest", begun);
    }

    /// <summary>Reads the guest's cart.</summary>
    /// <remarks>
    /// Anyone with its token. Prices are current; notices say what has changed since a line was added. The cart of a
    /// token that was never used is empty.
    /// </remarks>
    /// <param name="token">The token of the cart, from `POST /sales/carts/guest`.</param>
    /// <response code="200">The cart.</response>
    /// <response code="404">The token is missing, or the shop did not issue it (`cart-token-invalid`).</response>
    [HttpGet]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<CartResponse>> Get(
        [FromHeader(Name = CartToken.Header), Credential] string? token, CancellationToken ct) =>
        OkNoStore(await carts.GetAsync(user.Actor, CartReference.OfGuest(token), ct));

    /// <summary>Replaces the lines of the guest's cart.</summary>
    /// <remarks>
    /// Anyone with its token. The previous lines are replaced. A product that is unknown or not on sale is refused and
    /// named. Leave <c>user_id</c> out.
    /// </remarks>
    /// <param name="token">The token of the cart, from `POST /sales/carts/guest`.</param>
    /// <response code="200">The whole cart.</response>
    /// <response code="404">The token is missing, or the shop did not issue it (`cart-token-invalid`).</response>
    [HttpPut, GuestWrite]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<CartResponse>> Replace(
        [FromHeader(
            Name = CartToken.Header), Credential] string? token, SetCartRequest request, CancellationToken ct) =>
        OkNoStore(await editing.ReplaceAsync(user.Actor, CartReference.OfGuest(token), request, ct));

    /// <summary>Empties the guest's cart.</summary>
    /// <remarks>Anyone with its token. Emptying an empty cart changes nothing.</remarks>
    /// <param name="token">The token of the cart, from `POST /sales/carts/guest`.</param>
    /// <response code="204">The cart is empty.</response>
    /// <response code="404">The token is missing, or the shop did not issue it (`cart-token-invalid`).</response>
    [HttpDelete, GuestWrite]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<ActionResult> Clear(
        [FromHeader(Name = CartToken.Header), Credential] string? token, CancellationToken ct)
    {
        await editing.EmptyAsync(user.Actor, CartReference.OfGuest(token), ct);
        return NoContentNoStore();
    }

    /// <summary>Quotes what the guest's cart would cost.</summary>
    /// <remarks>
    /// Anyone with its token. Prices the cart as a checkout would, with promotions, shipping and tax, and explains
    /// every amount. Without <c>promotion_codes</c>, those of the cart are used; whether this customer has used one
    /// before is known only at checkout. It reserves and changes nothing: send <c>total_amount</c> as
    /// <c>expected_total</c> with the order. Give the address, if at all, by its fields: a guest has no address book.
    /// </remarks>
    /// <param name="token">The token of the cart, from `POST /sales/carts/guest`.</param>
    /// <response code="200">The quote.</response>
    /// <response code="404">The token is missing, or the shop did not issue it (`cart-token-invalid`).</response>
    /// <response code="409">
    /// The cart is empty (`cart-empty`), or the shop does not deliver there (`no-shipping`).
    /// </response>
    [HttpPost("quote"), GuestWrite]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<QuoteResponse>> Quote(
        [FromHeader(Name = CartToken.Header), Credential] string? token, QuoteRequest request,
        [FromServices] IQuoteService quotes, CancellationToken ct) =>
        OkNoStore(await quotes.QuoteAsync(user.Actor, CartReference.OfGuest(token), request, ct));

    /// <summary>Sets the promotion codes of the guest's cart.</summary>
    /// <remarks>
    /// Anyone with its token. They are kept on the cart, for quotes and the order, and are removed when it is ordered.
    /// A code is kept whether it can be used or not: a notice of the cart says why it has no effect.
    /// </remarks>
    /// <param name="token">The token of the cart, from `POST /sales/carts/guest`.</param>
    /// <response code="200">The whole cart.</response>
    /// <response code="404">The token is missing, or the shop did not issue it (`cart-token-invalid`).</response>
    /// <response code="409">The cart is empty (`cart-empty`).</response>
    [HttpPut("promotion-codes"), GuestWrite]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<CartResponse>> SetCodes(
        [FromHeader(
            Name = CartToken.Header), Credential] string? token, CartCodesRequest request, CancellationToken ct) =>
        OkNoStore(await codes.SetAsync(user.Actor, CartReference.OfGuest(token), request, ct));

    /// <summary>Removes the promotion codes of the guest's cart.</summary>
    /// <remarks>Anyone with its token.</remarks>
    /// <param name="token">The token of the cart, from `POST /sales/carts/guest`.</param>
    /// <response code="204">The cart has no codes.</response>
    /// <response code="404">The token is missing, or the shop did not issue it (`cart-token-invalid`).</response>
    [HttpDelete("promotion-codes"), GuestWrite]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<ActionResult> RemoveCodes(
        [FromHeader(Name = CartToken.Header), Credential] string? token, CancellationToken ct)
    {
        await codes.RemoveAsync(user.Actor, CartReference.OfGuest(token), ct);
        return NoContentNoStore();
    }
}
