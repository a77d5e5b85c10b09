using PetShop.Api.Sales.Entities.Shipping;

namespace PetShop.Api.Sales.Services.Pricing.Baskets;

/// <summary>The price of one shipping method to one destination.</summary>
public sealed record ShippingRule
{
    public required long MethodId { get; init; }

    public required string Name { get; init; }

    /// <summary>Whether the customer collects the goods at the shop.</summary>
    public bool IsPickUp { get; init; }

    public required ShippingBasis Basis { get; init; }

    /// <summary>At least one, ascending by <see cref="ShippingStep.From"/>. A flat rate has one, from 0.</summary>
    public required IReadOnlyList<ShippingStep> Steps { get; init; }

    /// <summary>
    /// From this amount of goods after discounts on, shipping costs nothing; null: always at its price.
    /// </summary>
    public decimal? FreeFrom { get; init; }
}
