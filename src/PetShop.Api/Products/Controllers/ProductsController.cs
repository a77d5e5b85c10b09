using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Products.Dtos.Catalog;
using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Products.Services.Editing;
using PetShop.Api.Products.Services.Shared;

namespace PetShop.Api.Products.Controllers;

/// <summary>
/// The catalogue: searching, reading and managing products. Services that write are injected into their actions only,
/// so that reads open no database connection.
/// </summary>
[Route("products"), Tags("Products")]
public sealed class ProductsController(IProductQueries queries, ICurrentUser user) : ShopController
{
    /// <summary>Lists products, filtered by category, pet type, brand, price, stock or search terms.</summary>
    /// <remarks>
    /// Anyone. Use `next_cursor` to get the next page; a cursor belongs to its sort and, with `relevance`, to its
    /// search terms. Admins also see hidden products, with `admin_data`, and may filter by `is_active`, `min_stock` and
    /// `low_stock`.
    /// </remarks>
    /// <response code="200">A page. The public response has an ETag.</response>
    /// <response code="304">Not modified: the ETag in If-None-Match is current.</response>
    /// <response code="400">
    /// An unknown parameter, category, pet type or brand; a parameter that only admins may use; a cursor of another
    /// sort.
    /// </response>
    /// <response code="401">
    /// A parameter that only admins may use, with an access token that has expired or whose session has ended
    /// (`unauthenticated`).
    /// </response>
    [HttpGet, AllowAnonymous, PubliclyCached(ProductCache.Reference)]
    [ProducesResponseType(StatusCodes.Status200OK), ProducesResponseType(StatusCodes.Status304NotModified)]
    public async Task<ActionResult<Page<ProductResponse>>> List(
        [FromQuery] ProductFilter filter, CancellationToken ct) => user.Actor.IsAdmin
            ? OkNoStore(await queries.ListForAdminAsync(filter, ct))
            : Cacheable(await queries.ListAsync(user.Actor, filter, ct));

    /// <summary>One product.</summary>
    /// <remarks>
    /// Anyone. Admins also see hidden products, with `admin_data`, and get the version as ETag for If-Match.
    /// </remarks>
    /// <param name="id" example="1">The product's id.</param>
    /// <response code="304">Not modified: the ETag in If-None-Match is current.</response>
    /// <response code="404">The product does not exist, or is hidden from the public.</response>
    [HttpGet("{id:long}"), AllowAnonymous, PubliclyCached]
    [ProducesResponseType(StatusCodes.Status200OK), ProducesResponseType(StatusCodes.Status304NotModified)]
    public Task<ActionResult<ProductResponse>> Get(long id, CancellationToken ct) =>
        ShowAsync(ProductLocator.OfId(id), ct);

    /// <summary>One product, by its SKU, ignoring case.</summary>
    /// <remarks>Anyone. See the operation by id.</remarks>
    /// <param name="sku" example="DOG-FOOD-KD918">The product's stock-keeping unit.</param>
    /// <response code="304">Not modified: the ETag in If-None-Match is current.</response>
    /// <response code="404">The product does not exist, or is hidden from the public.</response>
    [HttpGet("by-sku/{sku}"), AllowAnonymous, PubliclyCached(ProductCache.Names)]
    [ProducesResponseType(StatusCodes.Status200OK), ProducesResponseType(StatusCodes.Status304NotModified)]
    public Task<ActionResult<ProductResponse>> GetBySku(string? sku, CancellationToken ct) =>
        ShowAsync(ProductLocator.OfSku(sku), ct);

    /// <summary>One product, by its slug.</summary>
    /// <remarks>Anyone. See the operation by id.</remarks>
    /// <param name="slug" example="chicken-and-brown-rice-adult-dry-food-2-kg">The product's name in URLs.</param>
    /// <response code="304">Not modified: the ETag in If-None-Match is current.</response>
    /// <response code="404">The product does not exist, or is hidden from the public.</response>
    [HttpGet("by-slug/{slug}"), AllowAnonymous, PubliclyCached(ProductCache.Names)]
    [ProducesResponseType(StatusCodes.Status200OK), ProducesResponseType(StatusCodes.Status304NotModified)]
    public Task<ActionResult<ProductResponse>> GetBySlug(string? slug, CancellationToken ct) =>
        ShowAsync(ProductLocator.OfSlug(slug), ct);

    /// <summary>Adds a product.</summary>
    /// <remarks>Admins. Without an SKU, one is generated, and so is the slug; an unknown brand is created.</remarks>
    /// <response code="201">The product as admins see it; Location is its URL, the ETag its version.</response>
    /// <response code="400">
    /// A field is invalid, the category or pet type is unknown, or the SKU is taken (`duplicate-sku`).
    /// </response>
    [HttpPost, Authorize(Policy = Policies.Admin)]
    [ProducesResponseType(StatusCodes.Status201Created)]
    public async Task<ActionResult<ProductResponse>> Create(
        CreateProductRequest request, [FromServices] IProductCreationService products, CancellationToken ct)
    {
        var made = await products.CreateAsync(user.Actor, request, ct);
        return CreatedNoStore($"/products/{made.Product.Id}", made.Product, made.Version);
    }

    /// <summary>Changes a product (JSON Merge Patch): absent fields are unchanged, null clears optional ones.</summary>
    /// <remarks>
    /// Admins. The stock cannot be changed here, so that an edit cannot undo sales: use `PUT /products/{id}/stock` or
    /// `POST /products/{id}/stock/movements`.
    /// </remarks>
    /// <param name="id" example="1">The product's id.</param>
    /// <response code="200">The product as admins see it, with its new version as ETag.</response>
    /// <response code="400">
    /// A field is invalid, the category or pet type is unknown, the SKU is taken (`duplicate-sku`), or stock_quantity
    /// was sent.
    /// </response>
    /// <response code="404">The product does not exist.</response>
    /// <response code="409">
    /// More units are on back-order than the new limit allows (`backorder-limit-exceeded`).
    /// </response>
    /// <response code="412">It was changed since the ETag in If-Match. Sales do not count as changes.</response>
    [HttpPut("{id:long}"), HttpPatch("{id:long}"), Authorize(Policy = Policies.Admin), AcceptsIfMatch]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<ProductResponse>> Update(
        long id, UpdateProductRequest request, [FromServices] IProductUpdateService products, CancellationToken ct)
    {
        var edited = await products.UpdateAsync(id, request, IfMatch, ct);
        return OkNoStore(edited.Product, edited.Version);
    }

    /// <summary>Removes or archives a product.</summary>
    /// <remarks>
    /// Admins. A product that was ever ordered is archived and kept for its orders. Any other product is deleted, also
    /// from carts; what is left of its stock is written off.
    /// </remarks>
    /// <param name="id" example="1">The product's id.</param>
    /// <response code="204">The public no longer sees it.</response>
    /// <response code="404">The product does not exist.</response>
    /// <response code="412">It was changed since the ETag in If-Match.</response>
    [HttpDelete("{id:long}"), Authorize(Policy = Policies.Admin), AcceptsIfMatch]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<ActionResult> Delete(
        long id, [FromServices] IProductDeletionService products, CancellationToken ct)
    {
        await products.DeleteAsync(user.Actor, id, IfMatch, ct);
        return NoContentNoStore();
    }

    private async Task<ActionResult<ProductResponse>> ShowAsync(ProductLocator name, CancellationToken ct)
    {
        if (!user.Actor.IsAdmin)
            return Cacheable<IProductQueries>((products, reading) => products.GetAsync(name, reading), name.NotFound);
        var found = await queries.GetForAdminAsync(name, ct);
        return OkNoStore(found.Product, found.Version);
    }
}
