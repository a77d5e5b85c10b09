using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Products.Dtos.Reference;
using PetShop.Api.Products.Services.Reference;

namespace PetShop.Api.Products.Controllers;

/// <summary>The tree of categories.</summary>
[Route("products/categories"), Tags("Categories")]
public sealed class CategoriesController(IReferenceQueries queries, ICurrentUser user) : ShopController
{
    /// <summary>All categories, as a tree.</summary>
    /// <remarks>Anyone. `items` are the top-level categories with their subcategories, always on one page.</remarks>
    /// <response code="304">Not modified: the ETag in If-None-Match is current.</response>
    [HttpGet, AllowAnonymous, PubliclyCached]
    [ProducesResponseType(StatusCodes.Status200OK), ProducesResponseType(StatusCodes.Status304NotModified)]
    public async Task<ActionResult<Page<CategoryResponse>>> List(CancellationToken ct) =>
        Cacheable(await queries.CategoriesAsync(ct));

    /// <summary>One category.</summary>
    /// <remarks>Anyone. Admins get its version as ETag for If-Match.</remarks>
    /// <param name="id" example="1">The category's id.</param>
    /// <response code="304">Not modified: the ETag in If-None-Match is current.</response>
    /// <response code="404">The category does not exist.</response>
    [HttpGet("{id:long}"), AllowAnonymous, PubliclyCached]
    [ProducesResponseType(StatusCodes.Status200OK), ProducesResponseType(StatusCodes.Status304NotModified)]
    public async Task<ActionResult<CategoryResponse>> Get(
        long id, [FromServices] Func<ICategoryService> categories, CancellationToken ct)
    {
        if (!user.Actor.IsAdmin)
            return Cacheable(await queries.CategoryAsync(id, ct));
        var found = await categories().GetAsync(id, ct);
        return OkNoStore(found.Entry, found.Version);
    }

    /// <summary>Adds a category.</summary>
    /// <remarks>Admins. Without a slug, one is generated from the name.</remarks>
    /// <response code="201">The category; Location is its URL, the ETag its version.</response>
    /// <response code="400">
    /// A field is invalid, the parent is unknown, or the slug is taken (`duplicate-slug`).
    /// </response>
    [HttpPost, Authorize(Policy = Policies.Admin)]
    [ProducesResponseType(StatusCodes.Status201Created)]
    public async Task<ActionResult<CategoryResponse>> Create(
        CreateCategoryRequest request, [FromServices] ICategoryService categories, CancellationToken ct)
    {
        var made = await categories.CreateAsync(request, ct);
        return CreatedNoStore($"/products/categories/{made.Entry.Id}", made.Entry, made.Version);
    }

    /// <summary>Changes a category (JSON Merge Patch): absent fields are unchanged.</summary>
    /// <remarks>
    /// Admins. `parent` moves it with its subcategories; null moves it to the top. Products show a new slug at once.
    /// </remarks>
    /// <param name="id" example="1">The category's id.</param>
    /// <response code="200">The category, with its new version as ETag.</response>
    /// <response code="400">
    /// A field is invalid, the slug is taken (`duplicate-slug`), or the new parent is unknown or in the category
    /// itself.
    /// </response>
    /// <response code="404">The category does not exist.</response>
    /// <response code="412">It was changed since the ETag in If-Match.</response>
    [HttpPut("{id:long}"), Authorize(Policy = Policies.Admin), AcceptsIfMatch]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<CategoryResponse>> Update(
        long id, UpdateCategoryRequest request, [FromServices] ICategoryService categories, CancellationToken ct)
    {
        var edited = await categories.UpdateAsync(id, request, IfMatch, ct);
        return OkNoStore(edited.Entry, edited.Version);
    }

    /// <summary>Removes a category that nothing uses.</summary>
    /// <remarks>Admins.</remarks>
    /// <param name="id" example="1">The category's id.</param>
    /// <response code="404">The category does not exist.</response>
    /// <response code="409">`in-use`: it contains products or categories.</response>
    /// <response code="412">It was changed since the ETag in If-Match.</response>
    [HttpDelete("{id:long}"), Authorize(Policy = Policies.Admin), AcceptsIfMatch]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<ActionResult> Delete(long id, [FromServices] ICategoryService categories, CancellationToken ct)
    {
        await categories.DeleteAsync(id, IfMatch, ct);
        return NoContentNoStore();
    }
}
