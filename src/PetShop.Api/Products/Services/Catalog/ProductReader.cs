using PetShop.Api.Core.Http;
using PetShop.Api.Products.Dtos;
using PetShop.Api.Products.Repositories;

namespace PetShop.Api.Products.Services.Catalog;

/// <summary>Reads products from the database and shapes them: what fills the cache, and what admins get.</summary>
internal sealed class ProductReader(ProductRepository products, ProductSearchRepository search, ProductShapes shapes)
{
    /// <summary>Null for what does not exist or is hidden.</summary>
    public async Task<ProductResponse?> FindForPublicAsync(long id, CancellationToken ct) =>
        await products.FindAsync(id, ct) is { IsActive: true } row ? shapes.ForPublic(row) : null;

    /// <summary>The public product with this SKU or slug; null for none, in as many statements for one that is hidden.</summary>
    public async Task<ProductPointer?> FindPointerAsync(ProductName name, CancellationToken ct) =>
        await products.FindIdAsync(name.Sku, name.Slug, ct) is { } id ? new(id) : null;

    /// <summary>Null for what does not exist.</summary>
    public async Task<AdminProduct?> FindForAdminAsync(ProductName name, CancellationToken ct) =>
        await FindAsync(name, ct) is { } row ? new(shapes.ForAdmin(row), row.Version) : null;

    public async Task<Page<ProductResponse>?> ListForPublicAsync(ProductQuery query, CancellationToken ct) =>
        (await ListAsync(query, ct)).Map(shapes.ForPublic);

    public async Task<Page<ProductResponse>> ListForAdminAsync(ProductQuery query, CancellationToken ct) =>
        (await ListAsync(query, ct)).Map(shapes.ForAdmin);

    private async Task<Page<ProductRow>> ListAsync(ProductQuery query, CancellationToken ct)
    {
        var rows = await search.ListAsync(query.Criteria, query.After, query.Limit + 1, ct);
        var total = await search.CountAsync(query.Criteria, ct);
        return Page.From(rows, query.Limit, total, query.CursorAfter);
    }

    private Task<ProductRow?> FindAsync(ProductName name, CancellationToken ct) => name switch
    {
        { Id: { } id } => products.FindAsync(id, ct),
        { Sku: { } sku } => products.FindBySkuAsync(sku, ct),
        _ => products.FindBySlugAsync(name.Slug!, ct),
    };
}
