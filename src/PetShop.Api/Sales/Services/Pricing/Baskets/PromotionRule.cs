using PetShop.Api.Sales.Entities.Promotions;

namespace PetShop.Api.Sales.Services.Pricing.Baskets;

/// <summary>A promotion as the calculator sees it.</summary>
public sealed record PromotionRule
{
    public required long Id { get; init; }

    /// <summary>What the customer reads beside the discount.</summary>
    public required string Name { get; init; }

    /// <summary>The code by which the customer asked for it; null if it is automatic.</summary>
    public string? Code { get; init; }

    public required PromotionEffect Effect { get; init; }

    /// <summary>The goods that it discounts. Not used for free shipping.</summary>
    public PromotionScope Scope { get; init; } = PromotionScope.AllGoods;

    /// <summary>
    /// Whether it discounts the order as a whole, after all promotions of lines. Such a promotion has no scope.
    /// </summary>
    public bool IsOnOrder { get; init; }

    /// <summary>The least amount of goods before all discounts, in the shop's currency; null for none.</summary>
    public decimal? MinimumSubtotal { get; init; }

    /// <summary>Higher ones are applied first; of equal ones, the one with the lower id.</summary>
    public int Priority { get; init; }

    /// <summary>
    /// Whether it is never combined with another promotion. The customer gets whatever is cheapest: all combinable
    /// promotions together, or one exclusive promotion alone.
    /// </summary>
    public bool IsExclusive { get; init; }
}
