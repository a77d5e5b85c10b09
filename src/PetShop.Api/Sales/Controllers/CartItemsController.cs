using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Carts;
using PetShop.Api.Sales.Services.Carts.Editing;
using PetShop.Api.Sales.Services.Carts.Owners;

namespace PetShop.Api.Sales.Controllers;

/// <summary>Single lines of a cart.</summary>
[Route("sales/carts/{user_id:long}/items/{product_id:long}"), Tags("Carts"), Authorize(Policy = Policies.SignedIn)]
public sealed class CartItemsController(ICartUpdateService editing, ICurrentUser user) : ShopController
{
    /// <summary>Adds units of a product.</summary>
    /// <remarks>
    /// The cart's owner or an admin. Without a body, one unit is added; concurrent additions all count. A request is
    /// refused if it would lead to more than 100 units of a product, more than 100 lines, or more units than one
    /// account may order unpaid, or if the product is unknown or not on sale.
    /// </remarks>
    /// <param name="userId" example="1">The account whose cart it is.</param>
    /// <param name="productId" example="1">The product's id.</param>
    /// <response code="200">The whole cart.</response>
    [HttpPost]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<CartResponse>> Add(
        [FromRoute(Name = "user_id")] long userId, [FromRoute(Name = "product_id")] long productId,
        [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] AddCartItemRequest? request, CancellationToken ct) =>
        OkNoStore(await editing.AddAsync(
            user.Actor, CartReference.OfAccount(userId), productId, (request ?? new()).Quantity, ct));

    /// <summary>Sets the quantity of a product.</summary>
    /// <remarks>The cart's owner or an admin. A missing line is created; 0 removes the line.</remarks>
    /// <param name="userId" example="1">The account whose cart it is.</param>
    /// <param name="productId" example="1">The product's id.</param>
    /// <response code="200">The whole cart.</response>
    [HttpPut]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<CartResponse>> Set(
        [FromRoute(Name = "user_id")] long userId, [FromRoute(Name = "product_id")] long productId,
        SetCartItemRequest request, CancellationToken ct) =>
        OkNoStore(await editing.SetAsync(
            user.Actor, CartReference.OfAccount(userId), productId, request.Quantity!.Value, ct));

    /// <summary>Removes a product.</summary>
    /// <remarks>The cart's owner or an admin.</remarks>
    /// <param name="userId" example="1">The account whose cart it is.</param>
    /// <param name="productId" example="1">The product's id.</param>
    /// <response code="204">The product is removed.</response>
    /// <response code="404">The cart has no such line.</response>
    [HttpDelete]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<ActionResult> Remove([FromRoute(
        Name = "user_id")] long userId, [FromRoute(Name = "product_id")] long productId, CancellationToken ct)
    {
        await editing.RemoveAsync(user.Actor, CartReference.OfAccount(userId), productId, ct);
        return NoContentNoStore();
    }
}
