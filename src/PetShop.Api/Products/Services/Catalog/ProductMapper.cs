using PetShop.Api.Core.Money;
using PetShop.Api.Products.Dtos.Catalog;
using PetShop.Api.Products.Dtos.Stock;
using PetShop.Api.Products.Repositories;
using PetShop.Api.Products.Services.Stock;

namespace PetShop.Api.Products.Services.Catalog;

/// <summary>Converts products into their public and admin representations.</summary>
internal sealed class ProductMapper(PublicStock figures, Currency currency)
{
    private const int PercentDecimals = 2;

    /// <summary>Without data for admins, and with the stock up to the cap.</summary>
    public ProductResponse ForPublic(ProductRow row) => new()
    {
        Id = row.Id,
        Sku = row.Sku,
        Slug = row.Slug,
        Name = row.Name,
        Description = row.Description,
        Category = row.Category,
        CategoryName = row.CategoryName,
        PetType = row.PetType,
        PetTypeName = row.PetTypeName,
        Brand = row.Brand,
        BrandSlug = row.BrandSlug,
        Price = row.Price,
        Currency = currency.Code,
        IsGiftCard = row.IsGiftCard,
        Weight = row.Weight is { } weight ? WithoutTrailingZeros(weight) : null,
        Barcode = row.Barcode,
        StockQuantity = figures.Public(row.StockQuantity),
        Availability = figures.AvailabilityOf(StockOf(row)),
        AvailableFrom = figures.AvailableFrom(StockOf(row)),
        ImageUrl = row.ImageUrl,
        IsActive = row.IsActive,
        CreatedAt = row.CreatedAt,
        UpdatedAt = row.UpdatedAt,
    };

    public ProductResponse ForAdmin(ProductRow row) => ForPublic(row) with
    {
        StockQuantity = row.StockQuantity,
        AdminData = new()
        {
            StockQuantity = row.StockQuantity,
            BackorderLimit = row.BackorderLimit,
            LowStockThreshold = row.LowStockThreshold,
            Cost = row.Cost,
            Supplier = row.Supplier,
            TaxClass = row.TaxClass,
            CreatedBy = row.CreatedBy,
            LastUpdated = row.UpdatedAt,
            ProfitMargin = PercentOf(row.Price - row.Cost, row.Price),
            CostPercentage = PercentOf(row.Cost, row.Price),
            ReorderNeeded = figures.NeedsReorder(StockOf(row)),
            LowStockAlert = figures.IsLow(StockOf(row)),
        },
    };

    public LowStockProduct ForLowStock(ProductRow row) => new()
    {
        ProductId = row.Id,
        Sku = row.Sku,
        Name = row.Name,
        StockQuantity = row.StockQuantity,
        LowStockThreshold = figures.ThresholdOf(StockOf(row)),
        BackorderLimit = row.BackorderLimit,
        Availability = figures.AvailabilityOf(StockOf(row)),
        Supplier = row.Supplier,
    };

    private static StockFigure StockOf(ProductRow row) =>
        new(row.StockQuantity, row.BackorderLimit, row.AvailableFrom, row.LowStockThreshold);

    private static decimal? PercentOf(decimal? part, decimal price) =>
        part is null || price == 0
            ? null
            : decimal.Round(part.Value * 100 / price, PercentDecimals, MidpointRounding.AwayFromZero);

    /// <summary>The database stores three decimals; 2.1 kg is returned as it was sent.</summary>
    private static decimal WithoutTrailingZeros(decimal value) => value / 1.000000000000000000000000000000m;
}
