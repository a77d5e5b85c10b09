using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Carts;
using PetShop.Api.Sales.Services.Carts.Editing;
using PetShop.Api.Sales.Services.Carts.Owners;

namespace PetShop.Api.Sales.Controllers;

/// <summary>The promotion codes of a cart, and taking over a guest's cart.</summary>
[Route("sales/carts"), Tags("Carts"), Authorize(Policy = Policies.SignedIn)]
public sealed class CartCodesController(ICartCodeService codes, ICartMergeService merging, ICurrentUser user)
    : ShopController
{
    /// <summary>Sets a cart's promotion codes.</summary>
    /// <remarks>
    /// Its owner or an admin. They are kept on the cart, for quotes and the order, and are removed when it is ordered.
    /// A code is kept whether it can be used or not: a notice of the cart says why it has no effect.
    /// </remarks>
    /// <param name="userId" example="1">The account whose cart it is.</param>
    /// <response code="200">The whole cart.</response>
    /// <response code="409">The cart is empty (`cart-empty`).</response>
    [HttpPut("{user_id:long}/promotion-codes")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<CartResponse>> Set(
        [FromRoute(Name = "user_id")] long userId, CartCodesRequest request, CancellationToken ct) =>
        OkNoStore(await codes.SetAsync(user.Actor, CartReference.OfAccount(userId), request, ct));

    /// <summary>Removes a cart's promotion codes.</summary>
    /// <remarks>Its owner or an admin.</remarks>
    /// <param name="userId" example="1">The account whose cart it is.</param>
    /// <response code="204">The cart has no codes.</response>
    [HttpDelete("{user_id:long}/promotion-codes")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<ActionResult> Remove([FromRoute(Name = "user_id")] long userId, CancellationToken ct)
    {
        await codes.RemoveAsync(user.Actor, CartReference.OfAccount(userId), ct);
        return NoContentNoStore();
    }

    /// <summary>Takes over a guest's cart.</summary>
    /// <remarks>
    /// Any signed-in user, for themselves, after signing in. Adds the quantities and promotion codes of the guest's
    /// cart to one's own, and deletes the guest's cart: a second merge adds nothing. What does not fit into the limits
    /// of a cart is left out; a notice (<c>not_merged</c>) names each such product and code. Send an Idempotency-Key so
    /// that a retry returns these notices again.
    /// </remarks>
    /// <response code="200">The whole cart of the caller.</response>
    /// <response code="404">The shop did not issue the token (`cart-token-invalid`).</response>
    [HttpPost("merge"), Idempotent]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<CartResponse>> Merge(MergeCartRequest request, CancellationToken ct) =>
        OkNoStore(await merging.MergeAsync(user.Actor, request, ct));
}
