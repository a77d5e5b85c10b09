using PetShop.Api.Core.Money;

namespace PetShop.Api.Products.Dtos.Catalog;

/// <summary>The data of a product that only admins see.</summary>
public sealed record ProductAdminData
{
    /// <summary>The exact number of units on hand; negative if units were sold on back-order.</summary>
    /// <example>84</example>
    public required int StockQuantity { get; init; }

    /// <summary>Units that may be sold that are not on hand.</summary>
    /// <example>0</example>
    public required int BackorderLimit { get; init; }

    /// <summary>At this figure or below, stock is low; null for the shop's settings.</summary>
    /// <example>5</example>
    public required int? LowStockThreshold { get; init; }

    /// <summary>The purchase price of one unit, in the product's currency.</summary>
    /// <example>6.90</example>
    [Money]
    public required decimal? Cost { get; init; }

    /// <example>Kestrel Vale Wholesale</example>
    public required string? Supplier { get; init; }

    /// <summary>The product's own tax class; null: that of its category.</summary>
    public required TaxClass? TaxClass { get; init; }

    /// <summary>The account that created it; null for products of the sample catalogue.</summary>
    /// <example>1</example>
    public required long? CreatedBy { get; init; }

    /// <summary>The time of the last edit. Sales do not count.</summary>
    public required DateTimeOffset LastUpdated { get; init; }

    /// <summary>The margin: price minus cost as a percentage of the price; null without cost or price.</summary>
    /// <example>42.45</example>
    public required decimal? ProfitMargin { get; init; }

    /// <summary>The cost as a percentage of the price; null without cost or price.</summary>
    /// <example>57.55</example>
    public required decimal? CostPercentage { get; init; }

    /// <summary>
    /// Whether it should be reordered: at <c>low_stock_threshold</c> or below; without it, 10 units or fewer, unless
    /// configured otherwise.
    /// </summary>
    public required bool ReorderNeeded { get; init; }

    /// <summary>
    /// Whether stock is low: at <c>low_stock_threshold</c> or below; without it, 5 units or fewer, unless configured
    /// otherwise.
    /// </summary>
    public required bool LowStockAlert { get; init; }
}
