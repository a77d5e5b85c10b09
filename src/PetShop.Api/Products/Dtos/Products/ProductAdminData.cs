using PetShop.Api.Core.Http;

namespace PetShop.Api.Products.Dtos;

/// <summary>What only those who run the shop see of a product.</summary>
public sealed record ProductAdminData
{
    /// <summary>Units on hand, exact.</summary>
    /// <example>84</example>
    public required int StockQuantity { get; init; }

    /// <summary>What the shop pays for one, in the product's currency.</summary>
    /// <example>6.90</example>
    [Money]
    public required decimal? Cost { get; init; }

    /// <example>Kestrel Vale Wholesale</example>
    public required string? Supplier { get; init; }

    /// <summary>The account that made it; null for what came with the shop.</summary>
    /// <example>1</example>
    public required long? CreatedBy { get; init; }

    /// <summary>The last edit, not the last sale.</summary>
    public required DateTimeOffset LastUpdated { get; init; }

    /// <summary>What is left of the price after the cost, in per cent of the price; null without cost or price.</summary>
    /// <example>42.45</example>
    public required decimal? ProfitMargin { get; init; }

    /// <summary>The cost in per cent of the price; null without cost or price.</summary>
    /// <example>57.55</example>
    public required decimal? CostPercentage { get; init; }

    /// <summary>Whether it is time to order more: 10 units or fewer, unless set otherwise.</summary>
    public required bool ReorderNeeded { get; init; }

    /// <summary>Whether stock is low: 5 units or fewer, unless set otherwise.</summary>
    public required bool LowStockAlert { get; init; }
}
