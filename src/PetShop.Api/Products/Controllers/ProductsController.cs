using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Security;
using PetShop.Api.Products.Dtos;
using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Products.Services.Editing;
using PetShop.Api.Products.Services.Shared;

namespace PetShop.Api.Products.Controllers;

/// <summary>The catalogue: finding products, and keeping them. What writes is asked for by its action, so that reading opens no database.</summary>
[Route("products"), Tags("Products")]
public sealed class ProductsController(IProductPages pages, ICurrentUser user) : ShopController
{
    /// <summary>Lists products by category, pet type, brand, price, stock and words.</summary>
    /// <remarks>
    /// Anyone. Pages are joined by `next_cursor`; a cursor belongs to its sort, and with `relevance` to its words.
    /// Admins see hidden products too, with `admin_data`, and may filter by `is_active`, `min_stock` and `low_stock`.
    /// </remarks>
    /// <response code="200">A page. The public's carries an ETag.</response>
    /// <response code="304">The public page is still the one in If-None-Match.</response>
    /// <response code="400">An unknown parameter, category, pet type or brand; a parameter for admins; a cursor of another sort.</response>
    /// <response code="401">A parameter for admins, with an access token that has expired or whose session has ended (`unauthenticated`).</response>
    [HttpGet, AllowAnonymous, PubliclyCached(ProductCache.Reference)]
    [ProducesResponseType<Page<ProductResponse>>(200), ProducesResponseType(304)]
    public async Task<IActionResult> List([FromQuery] ProductFilter filter, CancellationToken ct) => user.Actor.IsAdmin
        ? Private(await pages.ListForAdminAsync(filter, ct))
        : Cacheable(await pages.ListAsync(user.Actor, filter, ct));

    /// <summary>One product.</summary>
    /// <remarks>Anyone. Admins see a hidden one too, with `admin_data`, and get its edit counter as ETag for If-Match.</remarks>
    /// <param name="id" example="1">Its number.</param>
    /// <response code="304">The public product is still the one in If-None-Match.</response>
    /// <response code="404">There is none, or it is hidden from the public.</response>
    [HttpGet("{id:long}"), AllowAnonymous, PubliclyCached]
    [ProducesResponseType<ProductResponse>(200), ProducesResponseType(304)]
    public Task<IActionResult> Get(long id, CancellationToken ct) => ShowAsync(ProductName.OfId(id), ct);

    /// <summary>One product, by its SKU in any case.</summary>
    /// <remarks>Anyone; otherwise as by id.</remarks>
    /// <param name="sku" example="DOG-FOOD-KD918">Its stock-keeping unit.</param>
    /// <response code="304">The public product is still the one in If-None-Match.</response>
    /// <response code="404">There is none, or it is hidden from the public.</response>
    [HttpGet("by-sku/{sku}"), AllowAnonymous, PubliclyCached(ProductCache.Names)]
    [ProducesResponseType<ProductResponse>(200), ProducesResponseType(304)]
    public Task<IActionResult> GetBySku(string? sku, CancellationToken ct) => ShowAsync(ProductName.OfSku(sku), ct);

    /// <summary>One product, by its slug.</summary>
    /// <remarks>Anyone; otherwise as by id.</remarks>
    /// <param name="slug" example="chicken-and-brown-rice-adult-dry-food-2-kg">Its name in links.</param>
    /// <response code="304">The public product is still the one in If-None-Match.</response>
    /// <response code="404">There is none, or it is hidden from the public.</response>
    [HttpGet("by-slug/{slug}"), AllowAnonymous, PubliclyCached(ProductCache.Names)]
    [ProducesResponseType<ProductResponse>(200), ProducesResponseType(304)]
    public Task<IActionResult> GetBySlug(string? slug, CancellationToken ct) => ShowAsync(ProductName.OfSlug(slug), ct);

    /// <summary>Puts a new product into the shop.</summary>
    /// <remarks>Admins. SKU and slug are made when the request has none; an unknown brand is made.</remarks>
    /// <response code="201">The product as admins see it; Location is its address, the ETag its edit counter.</response>
    /// <response code="400">A field is not valid, the category or pet type is unknown, or the SKU is taken (`duplicate-sku`).</response>
    [HttpPost, Authorize(Policy = Policies.Admin)]
    [ProducesResponseType<ProductResponse>(201)]
    public async Task<IActionResult> Create(CreateProductRequest request, [FromServices] IProductCreation products, CancellationToken ct)
    {
        var made = await products.CreateAsync(user.Actor, request, ct);
        return CreatedPrivate($"/products/{made.Product.Id}", made.Product, made.Version);
    }

    /// <summary>Changes a product (JSON Merge Patch): what is absent stays, null clears what is optional.</summary>
    /// <remarks>Admins. Stock is not edited here, so that an edit cannot undo sales: use `PUT /products/{id}/stock`.</remarks>
    /// <param name="id" example="1">Its number.</param>
    /// <response code="200">The product as admins see it, with its new edit counter as ETag.</response>
    /// <response code="400">A field is not valid, the category or pet type is unknown, the SKU is taken (`duplicate-sku`), or stock_quantity was sent.</response>
    /// <response code="404">There is no such product.</response>
    /// <response code="412">It was edited since the ETag in If-Match. Sales do not count.</response>
    [HttpPut("{id:long}"), HttpPatch("{id:long}"), Authorize(Policy = Policies.Admin), AcceptsIfMatch]
    [ProducesResponseType<ProductResponse>(200)]
    public async Task<IActionResult> Update(long id, UpdateProductRequest request, [FromServices] IProductEditing products, CancellationToken ct)
    {
        var edited = await products.UpdateAsync(id, request, IfMatch, ct);
        return Private(edited.Product, edited.Version);
    }

    /// <summary>Takes a product out of the shop.</summary>
    /// <remarks>Admins. One that was ever ordered is archived, so that the orders stay whole; any other is removed, from carts too.</remarks>
    /// <param name="id" example="1">Its number.</param>
    /// <response code="204">It is gone from the public's view.</response>
    /// <response code="404">There is no such product.</response>
    /// <response code="412">It was edited since the ETag in If-Match.</response>
    [HttpDelete("{id:long}"), Authorize(Policy = Policies.Admin), AcceptsIfMatch]
    [ProducesResponseType(204)]
    public async Task<IActionResult> Delete(long id, [FromServices] IProductRemoval products, CancellationToken ct)
    {
        await products.DeleteAsync(id, IfMatch, ct);
        return DonePrivate();
    }

    private async Task<IActionResult> ShowAsync(ProductName name, CancellationToken ct)
    {
        if (!user.Actor.IsAdmin)
            return Cacheable(await pages.GetAsync(name, ct), name.NotFound);
        var found = await pages.GetForAdminAsync(name, ct);
        return Private(found.Product, found.Version);
    }
}
