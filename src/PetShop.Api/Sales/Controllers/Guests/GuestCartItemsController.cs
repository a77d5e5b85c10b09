using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Limits;
using PetShop.Api.Core.OpenApi;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Carts;
using PetShop.Api.Sales.Services.Carts.Editing;
using PetShop.Api.Sales.Services.Carts.Owners;

namespace PetShop.Api.Sales.Controllers.Guests;

/// <summary>Single lines of a guest's cart.</summary>
[Route("sales/carts/guest/items/{product_id:long}"), Tags("Guests"), AllowAnonymous]
public sealed class GuestCartItemsController(ICartUpdateService editing, ICurrentUser user) : ShopController
{
    /// <summary>Adds units of a product to the guest's cart.</summary>
    /// <remarks>
    /// Anyone with its token. Without a body, one unit is added; concurrent additions all count. A request is refused
    /// if it would lead to more than 100 units of a product, more than 100 lines, or more units than a guest may order
    /// unpaid, or if the product is unknown or not on sale.
    /// </remarks>
    /// <param name="token">The token of the cart, from `POST /sales/carts/guest`.</param>
    /// <param name="productId" example="1">The product's id.</param>
    /// <response code="200">The whole cart.</response>
    /// <response code="404">The token is missing, or the shop did not issue it (`cart-token-invalid`).</response>
    [HttpPost, GuestWrite]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<CartResponse>> Add(
        [FromHeader(Name = CartToken.Header), Credential] string? token,
        [FromRoute(Name = "product_id")] long productId,
        [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] AddCartItemRequest? request, CancellationToken ct) =>
        OkNoStore(await editing.AddAsync(
            user.Actor, CartReference.OfGuest(token), productId, (request ?? new()).Quantity, ct));

    /// <summary>Sets the quantity of a product in the guest's cart.</summary>
    /// <remarks>Anyone with its token. A missing line is created; 0 removes the line.</remarks>
    /// <param name="token">The token of the cart, from `POST /sales/carts/guest`.</param>
    /// <param name="productId" example="1">The product's id.</param>
    /// <response code="200">The whole cart.</response>
    /// <response code="404">The token is missing, or the shop did not issue it (`cart-token-invalid`).</response>
    [HttpPut, GuestWrite]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<CartResponse>> Set(
        [FromHeader(Name = CartToken.Header), Credential] string? token,
        [FromRoute(Name = "product_id")] long productId, SetCartItemRequest request, CancellationToken ct) =>
        OkNoStore(await editing.SetAsync(
            user.Actor, CartReference.OfGuest(token), productId, request.Quantity!.Value, ct));

    /// <summary>Removes a product from the guest's cart.</summary>
    /// <remarks>Anyone with its token.</remarks>
    /// <param name="token">The token of the cart, from `POST /sales/carts/guest`.</param>
    /// <param name="productId" example="1">The product's id.</param>
    /// <response code="204">The product is removed.</response>
    /// <response code="404">
    /// The cart has no such line. Or the token is missing, or the shop did not issue it (`cart-token-invalid`).
    /// </response>
    [HttpDelete, GuestWrite]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<ActionResult> Remove(
        [FromHeader(Name = CartToken.Header), Credential] string? token,
        [FromRoute(Name = "product_id")] long productId, CancellationToken ct)
    {
        await editing.RemoveAsync(user.Actor, CartReference.OfGuest(token), productId, ct);
        return NoContentNoStore();
    }
}
