using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Security;
using PetShop.Api.Operations.Dtos;
using PetShop.Api.Operations.Services;

namespace PetShop.Api.Operations.Controllers;

/// <summary>The cache: how it does, and emptying it by hand.</summary>
[Route("admin/cache"), Authorize(Policy = Policies.Admin), Tags("Operations")]
public sealed class CacheController(ICacheService cache) : ShopController
{
    /// <summary>Hit rate, sizes and removals of all nodes.</summary>
    /// <remarks>Admins. The node that answers is named first; the figures of the others are at most about a second old.</remarks>
    [HttpGet, ProducesResponseType<CacheResponse>(200)]
    public ActionResult<CacheResponse> Get() => Private(cache.Current());

    /// <summary>Removes what is cached under matching keys, on all nodes.</summary>
    /// <remarks>
    /// Admins. Nothing is lost: what is asked for next is read from the database again. Keys look like `products:id:42`;
    /// `*` stands for any run of characters, `?` for any one, so `products:*` removes all of the catalogue and `*` everything.
    /// </remarks>
    /// <param name="pattern" example="products:*">1 to 200 characters, compared with whole keys.</param>
    /// <response code="204">Removed; also when nothing matched.</response>
    /// <response code="400">The pattern is missing or too long.</response>
    [HttpDelete, ProducesResponseType(204)]
    public async Task<IActionResult> Remove(string? pattern)
    {
        await cache.RemoveAsync(pattern);
        return DonePrivate();
    }
}
