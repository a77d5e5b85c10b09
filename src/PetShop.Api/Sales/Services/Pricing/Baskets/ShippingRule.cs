
namespace PetShop.Api.Sales.Services.Pricing.Baskets;

/// <summary>What a shipping rate depends on.</summary>
public enum ShippingRateBasis
{
    /// <summary>One price for every order.</summary>
    Flat,

    /// <summary>The weight of the goods in kilograms.</summary>
    Weight,

    /// <summary>The amount of the goods after discounts.</summary>
    Subtotal,
}

/// <summary>A step of a shipping rate.</summary>
/// <param name="From">The least weight or amount for this price; 0 for the first step.</param>
/// <param name="Price">The price of shipping from there on, in the shop's currency.</param>
public sealed record ShippingRateStep(decimal From, decimal Price);

/// <summary>The price of one shipping method to one destination.</summary>
public sealed record ShippingRule
{
    public required long MethodId { get; init; }

    public required string Name { get; init; }

    public required ShippingRateBasis Basis { get; init; }

    /// <summary>At least one, ascending by <see cref="ShippingRateStep.From"/>. A flat rate has one, from 0.</summary>
    public required IReadOnlyList<ShippingRateStep> Steps { get; init; }

    /// <summary>
    /// From this amount of goods after discounts on, shipping costs nothing; null: always at its price.
    /// </summary>
    public decimal? FreeFrom { get; init; }
}
