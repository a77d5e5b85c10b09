using System.Linq.Expressions;
using PetShop.Api.Products.Entities;
using PetShop.Api.Products.Repositories;

namespace PetShop.Api.Products.Services.Catalog;

/// <summary>What a sale needs to know of a product, as it is now.</summary>
/// <param name="Price">Gross, in the shop's currency.</param>
/// <param name="StockQuantity">Units on hand, exact: not for the public.</param>
public sealed record ProductSnapshot(long Id, string Sku, string Name, decimal Price, int StockQuantity, bool IsActive);

/// <summary>The catalogue as other domains see it.</summary>
public interface IProductCatalogue
{
    /// <summary>The products with these ids, read from the database in one statement; ids that do not exist are left out.</summary>
    Task<IReadOnlyDictionary<long, ProductSnapshot>> FindAsync(IReadOnlyCollection<long> ids, CancellationToken ct);

    /// <summary>The same, and none of them can be removed until the caller's transaction ends.</summary>
    Task<IReadOnlyDictionary<long, ProductSnapshot>> HoldAsync(IReadOnlyCollection<long> ids, CancellationToken ct);
}

internal sealed class ProductCatalogue(ProductRepository products) : IProductCatalogue
{
    private static readonly Expression<Func<Product, ProductSnapshot>> Shape = p => new(p.Id, p.Sku, p.Name, p.Price, p.Stock!.Quantity, p.IsActive);

    public async Task<IReadOnlyDictionary<long, ProductSnapshot>> FindAsync(IReadOnlyCollection<long> ids, CancellationToken ct) =>
        (await products.ListAsync([.. ids], Shape, ct)).ToDictionary(product => product.Id);

    public async Task<IReadOnlyDictionary<long, ProductSnapshot>> HoldAsync(IReadOnlyCollection<long> ids, CancellationToken ct) =>
        (await products.HoldAsync([.. ids], Shape, ct)).ToDictionary(product => product.Id);
}
