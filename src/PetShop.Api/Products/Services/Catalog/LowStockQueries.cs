using PetShop.Api.Core.Paging;
using PetShop.Api.Products.Dtos.Catalog;
using PetShop.Api.Products.Dtos.Stock;
using PetShop.Api.Products.Services.Reference;

namespace PetShop.Api.Products.Services.Catalog;

/// <summary>Lists what should be reordered.</summary>
public interface ILowStockQueries
{
    /// <summary>Products on sale whose figure is at their low-stock threshold or below, the newest product first.
    /// </summary>
    /// <exception cref="Core.Errors.ShopException">400: a cursor of another list.</exception>
    Task<Page<LowStockProduct>> ListAsync(LowStockFilter filter, CancellationToken ct);
}

internal sealed class LowStockQueries(ProductReader reader, ProductQueryBuilder queries, ReferenceData reference)
    : ILowStockQueries
{
    public async Task<Page<LowStockProduct>> ListAsync(LowStockFilter filter, CancellationToken ct)
    {
        var low = new ProductFilter { LowStock = true, IsActive = true, Limit = filter.Limit, Cursor = filter.Cursor };
        return await reader.ListLowStockAsync(queries.ForAdmin(low, await reference.RefreshAsync(ct)), ct);
    }
}
