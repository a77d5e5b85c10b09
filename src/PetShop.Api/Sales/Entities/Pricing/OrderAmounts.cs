
namespace PetShop.Api.Sales.Entities.Pricing;

/// <summary>The amounts of a new order, as they were computed.</summary>
public sealed record OrderAmounts
{
    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>Whether the amounts of lines and shipping contain their tax.</summary>
    public required bool PricesIncludeTax { get; init; }

    public required decimal Subtotal { get; init; }

    public required decimal DiscountTotal { get; init; }

    public required decimal ShippingTotal { get; init; }

    public required decimal TaxTotal { get; init; }

    public required decimal Total { get; init; }

    public required OrderPricing Pricing { get; init; }

    /// <summary>Every amount with its rule.</summary>
    public required IReadOnlyList<PriceStep> Steps { get; init; }
}
