using PetShop.Api.Core.Database;
using PetShop.Api.Core.Paging;
using PetShop.Api.Products.Dtos.Catalog;
using PetShop.Api.Products.Dtos.Stock;
using PetShop.Api.Products.Repositories;
using PetShop.Api.Products.Repositories.Lists;

namespace PetShop.Api.Products.Services.Catalog;

/// <summary>Reads products from the database and converts them: for the cache, and for admins.</summary>
internal sealed class ProductReader(ProductRepository products, ProductSearchRepository search, ProductMapper shapes)
{
    /// <summary>Null if the product does not exist or is hidden.</summary>
    public async Task<ProductResponse?> FindForPublicAsync(long id, CancellationToken ct) =>
        await products.FindAsync(id, ct) is { IsActive: true } row ? shapes.ForPublic(row) : null;

    /// <summary>
    /// The public product with this SKU or slug; null if there is none. A hidden product takes the same number of
    /// statements.
    /// </summary>
    public async Task<ProductIdEntry?> FindPointerAsync(ProductLocator name, CancellationToken ct) =>
        await products.FindIdAsync(name.Sku, name.Slug, ct) is { } id ? new(id) : null;

    /// <summary>Null if the product does not exist.</summary>
    public async Task<AdminProduct?> FindForAdminAsync(ProductLocator name, CancellationToken ct) =>
        await FindAsync(name, ct) is { } row ? new(shapes.ForAdmin(row), row.Version) : null;

    /// <summary>A product that was hidden a moment ago may still have a search entry, but is left out.</summary>
    public async Task<Page<ProductResponse>?> ListForPublicAsync(ProductQuery query, CancellationToken ct)
    {
        var page = await ListAsync(query, ct);
        return (page with { Items = [.. page.Items.Where(row => row.IsActive)] }).Map(shapes.ForPublic);
    }

    public async Task<Page<ProductResponse>> ListForAdminAsync(ProductQuery query, CancellationToken ct) =>
        (await ListAsync(query, ct)).Map(shapes.ForAdmin);

    public async Task<Page<LowStockProduct>> ListLowStockAsync(ProductQuery query, CancellationToken ct) =>
        (await ListAsync(query, ct)).Map(shapes.ForLowStock);

    /// <summary>Operators are used only if no product has all the words, and then on all pages of the list.</summary>
    private async Task<Page<ProductRow>> ListAsync(ProductQuery query, CancellationToken ct)
    {
        var found = await FindPageAsync(query, ct);
        if (found.Rows.Count == 0 && query is { After: null, Criteria.Words.Operators: not null })
        {
            query = query with { Criteria = query.Criteria with { UseOperators = true } };
            found = await FindPageAsync(query, ct);
        }
        return Page.From(found, query.Limit, query.CursorAfter).Map(product => product.Row);
    }

    /// <summary>The page and one more product, if there is one.</summary>
    private async Task<ListResult<ListedProduct>> FindPageAsync(ProductQuery query, CancellationToken ct)
    {
        if (query.Criteria is not { Sort: ProductSort.Given, Ids: { } ids })
            return await search.ListAsync(query.Criteria, query.After, query.Limit + 1, ct);
        var found = await search.ListAsync(query.Criteria, null, ids.Length, ct);
        var skipped = query.After?.Given ?? 0;
        return found with
        {
            Rows = [.. found.Rows.Select(product => (Product: product, At: Array.IndexOf(ids, product.Place.Id)))
                .Where(p => p.At >= skipped).OrderBy(p => p.At).Take(query.Limit + 1).Select(p => p.Product)],
        };
    }

    private Task<ProductRow?> FindAsync(ProductLocator name, CancellationToken ct) => name switch
    {
        { Id: { } id } => products.FindAsync(id, ct),
        { Sku: { } sku } => products.FindBySkuAsync(sku, ct),
        _ => products.FindBySlugAsync(name.Slug!, ct),
    };
}
