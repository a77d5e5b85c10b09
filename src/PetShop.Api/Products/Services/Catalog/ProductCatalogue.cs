using PetShop.Api.Products.Repositories;
using PetShop.Api.Products.Services.Stock;

namespace PetShop.Api.Products.Services.Catalog;

/// <summary>The current data of a product that a sale needs.</summary>
/// <param name="Price">Gross, in the shop's currency.</param>
/// <param name="Stock">The exact stock: not for the public.</param>
public sealed record ProductSnapshot(
    long Id, string Sku, string Name, decimal Price, StockFigure Stock, bool IsActive);

/// <summary>The catalogue for other domains.</summary>
public interface IProductCatalogue
{
    /// <summary>Reads the products from the database in one statement; ids that do not exist are left out.</summary>
    Task<IReadOnlyDictionary<long, ProductSnapshot>> FindAsync(IReadOnlyCollection<long> ids, CancellationToken ct);

    /// <summary>The same, and prevents their removal until the caller's transaction ends.</summary>
    Task<IReadOnlyDictionary<long, ProductSnapshot>> LockAgainstRemovalAsync(
        IReadOnlyCollection<long> ids, CancellationToken ct);
}

internal sealed class ProductCatalogue(ProductRepository products) : IProductCatalogue
{
    public async Task<IReadOnlyDictionary<long, ProductSnapshot>> FindAsync(
        IReadOnlyCollection<long> ids, CancellationToken ct) =>
        ById(await products.ListForSaleAsync([.. ids], ct));

    public async Task<IReadOnlyDictionary<long, ProductSnapshot>> LockAgainstRemovalAsync(
        IReadOnlyCollection<long> ids, CancellationToken ct) =>
        ById(await products.HoldForSaleAsync([.. ids], ct));

    private static Dictionary<long, ProductSnapshot> ById(List<ProductOnSale> found) => found.ToDictionary(
        product => product.Id,
        product => new ProductSnapshot(
            product.Id, product.Sku, product.Name, product.Price,
            new(product.Stock, product.BackorderLimit, product.AvailableFrom, product.LowStockThreshold),
            product.IsActive));
}
