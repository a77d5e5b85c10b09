using PetShop.Api.Core.Paging;
using PetShop.Api.Products.Dtos.Catalog;

namespace PetShop.Api.Products.Dtos.Stock;

/// <summary>The page of the list of products that are low on stock.</summary>
public sealed record LowStockFilter : PageQuery;

/// <summary>A product that is low on stock.</summary>
public sealed record LowStockProduct
{
    /// <summary>For <c>GET /products/{id}</c> and <c>/products/{id}/stock/movements</c>.</summary>
    /// <example>42</example>
    public required long ProductId { get; init; }

    /// <example>DOG-FOOD-KD918</example>
    public required string Sku { get; init; }

    /// <example>Chicken and Brown Rice Adult Dry Food 2 kg</example>
    public required string Name { get; init; }

    /// <summary>Units on hand; negative if units were sold on back-order.</summary>
    /// <example>3</example>
    public required int StockQuantity { get; init; }

    /// <summary>The product's own threshold or, without one, the shop's.</summary>
    /// <example>5</example>
    public required int LowStockThreshold { get; init; }

    /// <summary>Units that may be sold that are not on hand.</summary>
    /// <example>0</example>
    public required int BackorderLimit { get; init; }

    /// <example>low_stock</example>
    public required Availability Availability { get; init; }

    /// <summary>The purchasing contact, if one is known.</summary>
    /// <example>Kestrel Vale Wholesale</example>
    public required string? Supplier { get; init; }
}
