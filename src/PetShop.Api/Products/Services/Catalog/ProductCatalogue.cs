using PetShop.Api.Core.Money;
using PetShop.Api.Products.Repositories;
using PetShop.Api.Products.Services.Reference;
using PetShop.Api.Products.Services.Stock;

namespace PetShop.Api.Products.Services.Catalog;

/// <summary>The current data of a product that a sale needs.</summary>
/// <param name="Price">In the shop's currency.</param>
/// <param name="Stock">The exact stock: not for the public.</param>
public sealed record ProductSnapshot(
    long Id, string Sku, string Name, decimal Price, StockFigure Stock, bool IsActive)
{
    /// <summary>Its own, that of its nearest category that has one, or else standard.</summary>
    public TaxClass TaxClass { get; init; } = TaxClass.Standard;

    /// <summary>Kilograms; null if it is not known.</summary>
    public decimal? Weight { get; init; }

    /// <summary>Its category and those above it, from the bottom up.</summary>
    public IReadOnlyList<long> CategoryIds { get; init; } = [];

    public long PetTypeId { get; init; }

    public long? BrandId { get; init; }

    /// <summary>Whether each unit is a gift card that is worth its price.</summary>
    public bool IsGiftCard { get; init; }
}

/// <summary>The catalogue for other domains.</summary>
public interface IProductCatalogue
{
    /// <summary>
    /// Reads the categories if they are not in memory. Call it before the unit of work opens, because it may need its
    /// own connection; the reads below then need none.
    /// </summary>
    ValueTask PrepareAsync(CancellationToken ct);

    /// <summary>Reads the products from the database in one statement; ids that do not exist are left out.</summary>
    Task<IReadOnlyDictionary<long, ProductSnapshot>> FindAsync(IReadOnlyCollection<long> ids, CancellationToken ct);

    /// <summary>The same, and prevents their removal until the caller's transaction ends.</summary>
    Task<IReadOnlyDictionary<long, ProductSnapshot>> LockAgainstRemovalAsync(
        IReadOnlyCollection<long> ids, CancellationToken ct);

    /// <summary>
    /// The product with this SKU, ignoring case, whether it is on sale or not; null if there is none.
    /// </summary>
    Task<long?> FindIdAsync(string sku, CancellationToken ct);
}

internal sealed class ProductCatalogue(ProductRepository products, ReferenceData reference) : IProductCatalogue
{
    private ReferenceSnapshot? _categories;

    public async ValueTask PrepareAsync(CancellationToken ct) => _categories = await reference.RefreshAsync(ct);

    public async Task<IReadOnlyDictionary<long, ProductSnapshot>> FindAsync(
        IReadOnlyCollection<long> ids, CancellationToken ct)
    {
        var categories = await CategoriesAsync(ct);
        return ById(await products.ListForSaleAsync([.. ids], ct), categories);
    }

    public async Task<IReadOnlyDictionary<long, ProductSnapshot>> LockAgainstRemovalAsync(
        IReadOnlyCollection<long> ids, CancellationToken ct)
    {
        var categories = await CategoriesAsync(ct);
        return ById(await products.HoldForSaleAsync([.. ids], ct), categories);
    }

    public async Task<long?> FindIdAsync(string sku, CancellationToken ct) =>
        ProductLocator.OfSku(sku) is { CanExist: true } locator
            ? await products.FindAnyIdAsync(locator.Sku!, ct)
            : null;

    private async ValueTask<ReferenceSnapshot> CategoriesAsync(CancellationToken ct) =>
        _categories ?? await reference.RefreshAsync(ct);

    private static Dictionary<long, ProductSnapshot> ById(List<ProductOnSale> found, ReferenceSnapshot categories) =>
        found.ToDictionary(product => product.Id, product =>
        {
            var path = categories.PathOf(product.CategoryId).ToList();
            return new ProductSnapshot(
                product.Id, product.Sku, product.Name, product.Price,
                new(product.Stock, product.BackorderLimit, product.AvailableFrom, product.LowStockThreshold),
                product.IsActive)
            {
                TaxClass = product.TaxClass ?? path.Find(category => category.TaxClass is not null)?.TaxClass
                    ?? TaxClass.Standard,
                Weight = product.Weight,
                CategoryIds = path.ConvertAll(category => category.Id),
                PetTypeId = product.PetTypeId,
                BrandId = product.BrandId,
                IsGiftCard = product.IsGiftCard,
            };
        });
}
