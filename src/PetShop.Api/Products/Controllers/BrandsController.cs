using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Products.Dtos.Reference;
using PetShop.Api.Products.Services.Reference;

namespace PetShop.Api.Products.Controllers;

/// <summary>Manufacturers of products.</summary>
[Route("products/brands"), Tags("Brands")]
public sealed class BrandsController(IReferenceQueries queries, ICurrentUser user) : ShopController
{
    /// <summary>All brands, by name.</summary>
    /// <remarks>Anyone.</remarks>
    /// <response code="304">Not modified: the ETag in If-None-Match is current.</response>
    /// <response code="400">An unknown parameter, or a cursor of another list.</response>
    [HttpGet, AllowAnonymous, PubliclyCached]
    [ProducesResponseType(StatusCodes.Status200OK), ProducesResponseType(StatusCodes.Status304NotModified)]
    public async Task<ActionResult<Page<BrandResponse>>> List([FromQuery] ReferenceQuery query, CancellationToken ct) =>
        Cacheable(await queries.BrandsAsync(query, ct));

    /// <summary>One brand.</summary>
    /// <remarks>Anyone. Admins get its version as ETag for If-Match.</remarks>
    /// <param name="id" example="1">The brand's id.</param>
    /// <response code="304">Not modified: the ETag in If-None-Match is current.</response>
    /// <response code="404">The brand does not exist.</response>
    [HttpGet("{id:long}"), AllowAnonymous, PubliclyCached]
    [ProducesResponseType(StatusCodes.Status200OK), ProducesResponseType(StatusCodes.Status304NotModified)]
    public async Task<ActionResult<BrandResponse>> Get(
        long id, [FromServices] Func<IBrandService> brands, CancellationToken ct)
    {
        if (!user.Actor.IsAdmin)
            return Cacheable(await queries.BrandAsync(id, ct));
        var found = await brands().GetAsync(id, ct);
        return OkNoStore(found.Entry, found.Version);
    }

    /// <summary>Adds a brand.</summary>
    /// <remarks>Admins. Without a slug, one is generated from the name.</remarks>
    /// <response code="201">The brand; Location is its URL, the ETag its version.</response>
    /// <response code="400">
    /// A field is invalid, or the name or slug is taken (`duplicate-name`, `duplicate-slug`).
    /// </response>
    [HttpPost, Authorize(Policy = Policies.Admin)]
    [ProducesResponseType(StatusCodes.Status201Created)]
    public async Task<ActionResult<BrandResponse>> Create(
        CreateBrandRequest request, [FromServices] IBrandService brands, CancellationToken ct)
    {
        var made = await brands.CreateAsync(request, ct);
        return CreatedNoStore($"/products/brands/{made.Entry.Id}", made.Entry, made.Version);
    }

    /// <summary>Changes a brand (JSON Merge Patch): absent fields are unchanged.</summary>
    /// <remarks>
    /// Admins. Products show the new name and slug at once; links and filters with an old slug stop working.
    /// </remarks>
    /// <param name="id" example="1">The brand's id.</param>
    /// <response code="200">The brand, with its new version as ETag.</response>
    /// <response code="400">
    /// A field is invalid, or the name or slug is taken (`duplicate-name`, `duplicate-slug`).
    /// </response>
    /// <response code="404">The brand does not exist.</response>
    /// <response code="412">It was changed since the ETag in If-Match.</response>
    [HttpPut("{id:long}"), Authorize(Policy = Policies.Admin), AcceptsIfMatch]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<BrandResponse>> Update(
        long id, UpdateBrandRequest request, [FromServices] IBrandService brands, CancellationToken ct)
    {
        var edited = await brands.UpdateAsync(id, request, IfMatch, ct);
        return OkNoStore(edited.Entry, edited.Version);
    }

    /// <summary>Removes a brand that nothing uses.</summary>
    /// <remarks>Admins.</remarks>
    /// <param name="id" example="1">The brand's id.</param>
    /// <response code="404">The brand does not exist.</response>
    /// <response code="409">`in-use`: products have it.</response>
    /// <response code="412">It was changed since the ETag in If-Match.</response>
    [HttpDelete("{id:long}"), Authorize(Policy = Policies.Admin), AcceptsIfMatch]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<ActionResult> Delete(long id, [FromServices] IBrandService brands, CancellationToken ct)
    {
        await brands.DeleteAsync(id, IfMatch, ct);
        return NoContentNoStore();
    }
}
