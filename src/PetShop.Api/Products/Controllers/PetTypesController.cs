using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Products.Dtos.Reference;
using PetShop.Api.Products.Services.Reference;

namespace PetShop.Api.Products.Controllers;

/// <summary>The kinds of pets that products are for.</summary>
[Route("products/pet-types"), Tags("Pet types")]
public sealed class PetTypesController(IReferenceQueries queries, ICurrentUser user) : ShopController
{
    /// <summary>All pet types, by name.</summary>
    /// <remarks>Anyone.</remarks>
    /// <response code="304">Not modified: the ETag in If-None-Match is current.</response>
    /// <response code="400">An unknown parameter, or a cursor of another list.</response>
    [HttpGet, AllowAnonymous, PubliclyCached]
    [ProducesResponseType(StatusCodes.Status200OK), ProducesResponseType(StatusCodes.Status304NotModified)]
    public async Task<ActionResult<Page<PetTypeResponse>>> List(
        [FromQuery] ReferenceQuery query, CancellationToken ct) => Cacheable(await queries.PetTypesAsync(query, ct));

    /// <summary>One pet type.</summary>
    /// <remarks>Anyone. Admins get its version as ETag for If-Match.</remarks>
    /// <param name="id" example="1">The pet type's id.</param>
    /// <response code="304">Not modified: the ETag in If-None-Match is current.</response>
    /// <response code="404">The pet type does not exist.</response>
    [HttpGet("{id:long}"), AllowAnonymous, PubliclyCached]
    [ProducesResponseType(StatusCodes.Status200OK), ProducesResponseType(StatusCodes.Status304NotModified)]
    public async Task<ActionResult<PetTypeResponse>> Get(
        long id, [FromServices] Func<IPetTypeService> petTypes, CancellationToken ct)
    {
        if (!user.Actor.IsAdmin)
            return Cacheable(await queries.PetTypeAsync(id, ct));
        var found = await petTypes().GetAsync(id, ct);
        return OkNoStore(found.Entry, found.Version);
    }

    /// <summary>Adds a pet type.</summary>
    /// <remarks>Admins. Without a slug, one is generated from the name.</remarks>
    /// <response code="201">The pet type; Location is its URL, the ETag its version.</response>
    /// <response code="400">A field is invalid, or the slug is taken (`duplicate-slug`).</response>
    [HttpPost, Authorize(Policy = Policies.Admin)]
    [ProducesResponseType(StatusCodes.Status201Created)]
    public async Task<ActionResult<PetTypeResponse>> Create(
        CreatePetTypeRequest request, [FromServices] IPetTypeService petTypes, CancellationToken ct)
    {
        var made = await petTypes.CreateAsync(request, ct);
        return CreatedNoStore($"/products/pet-types/{made.Entry.Id}", made.Entry, made.Version);
    }

    /// <summary>Changes a pet type (JSON Merge Patch): absent fields are unchanged.</summary>
    /// <remarks>
    /// Admins. Products show the new name and slug at once; links and filters with an old slug stop working.
    /// </remarks>
    /// <param name="id" example="1">The pet type's id.</param>
    /// <response code="200">The pet type, with its new version as ETag.</response>
    /// <response code="400">A field is invalid, or the slug is taken (`duplicate-slug`).</response>
    /// <response code="404">The pet type does not exist.</response>
    /// <response code="412">It was changed since the ETag in If-Match.</response>
    [HttpPut("{id:long}"), Authorize(Policy = Policies.Admin), AcceptsIfMatch]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<PetTypeResponse>> Update(
        long id, UpdatePetTypeRequest request, [FromServices] IPetTypeService petTypes, CancellationToken ct)
    {
        var edited = await petTypes.UpdateAsync(id, request, IfMatch, ct);
        return OkNoStore(edited.Entry, edited.Version);
    }

    /// <summary>Removes a pet type that nothing uses.</summary>
    /// <remarks>Admins.</remarks>
    /// <param name="id" example="1">The pet type's id.</param>
    /// <response code="404">The pet type does not exist.</response>
    /// <response code="409">`in-use`: products have it.</response>
    /// <response code="412">It was changed since the ETag in If-Match.</response>
    [HttpDelete("{id:long}"), Authorize(Policy = Policies.Admin), AcceptsIfMatch]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<ActionResult> Delete(long id, [FromServices] IPetTypeService petTypes, CancellationToken ct)
    {
        await petTypes.DeleteAsync(id, IfMatch, ct);
        return NoContentNoStore();
    }
}
