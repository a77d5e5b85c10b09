using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Security;
using PetShop.Api.Operations.Dtos;
using PetShop.Api.Operations.Services;

namespace PetShop.Api.Operations.Controllers;

/// <summary>The cache: statistics, and removing entries.</summary>
[Route("admin/cache"), Tags("Operations"), Authorize(Policy = Policies.Admin)]
public sealed class CacheController(ICacheService cache) : ShopController
{
    /// <summary>Hit rate, sizes and removals of all nodes.</summary>
    /// <remarks>
    /// Admins. The node that answers comes first; the figures of the others are at most about a second old.
    /// </remarks>
    [HttpGet]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public ActionResult<CacheResponse> Get() => OkNoStore(cache.Current());

    /// <summary>Removes cache entries with matching keys, on all nodes.</summary>
    /// <remarks>
    /// Admins. No data is lost: removed entries are read from the database again. Keys look like `products:id:42`. `*`
    /// matches any sequence of characters and `?` any single one: `products:*` removes the whole catalogue, `*`
    /// everything.
    /// </remarks>
    /// <param name="pattern" example="products:*">1 to 200 characters, compared with whole keys.</param>
    /// <response code="204">Matching entries were removed, if there were any.</response>
    /// <response code="400">The pattern is missing or too long.</response>
    [HttpDelete]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<ActionResult> Remove(string? pattern)
    {
        await cache.RemoveAsync(pattern);
        return NoContentNoStore();
    }
}
