namespace PetShop.Api.Sales.Services.Pricing;

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

/// <summary>A set of products. A product belongs to it if one of the lists names it.</summary>
public sealed record PromotionScope
{
    public static readonly PromotionScope AllGoods = new();

    public IReadOnlyCollection<long> ProductIds { get; init; } = [];

    /// <summary>With all categories below them.</summary>
    public IReadOnlyCollection<long> CategoryIds { get; init; } = [];

    public IReadOnlyCollection<long> BrandIds { get; init; } = [];

    public IReadOnlyCollection<long> PetTypeIds { get; init; } = [];

    private bool IsEverything => ProductIds.Count + CategoryIds.Count + BrandIds.Count + PetTypeIds.Count == 0;

    public bool Contains(BasketProduct product) =>
        IsEverything || ProductIds.Contains(product.Id) || CategoryIds.Any(product.CategoryIds.Contains)
        || (product.BrandId is { } brand && BrandIds.Contains(brand)) || PetTypeIds.Contains(product.PetTypeId);
}

/// <summary>What a promotion does.</summary>
public abstract record PromotionEffect;

/// <summary>A percentage off each line.</summary>
/// <param name="Percent">More than 0, at most 100.</param>
public sealed record PercentageOff(decimal Percent) : PromotionEffect;

/// <summary>An amount off all lines together, once an order.</summary>
/// <param name="Amount">More than 0, in the shop's currency. If the goods cost less, they are free.</param>
public sealed record AmountOff(decimal Amount) : PromotionEffect;

/// <summary>Shipping costs nothing.</summary>
public sealed record FreeShipping : PromotionEffect;

/// <summary>
/// For every <paramref name="Buy"/> units of the promotion's scope, <paramref name="Get"/> units of another scope are
/// cheaper: always the cheapest ones, and only complete sets.
/// </summary>
/// <param name="Of">The goods that become cheaper; null: of the same scope.</param>
/// <param name="Percent">100: they are free.</param>
/// <param name="MaxSets">How often at most in one order; null: no limit.</param>
public sealed record BuyAndGet(int Buy, int Get, PromotionScope? Of, decimal Percent, int? MaxSets) : PromotionEffect;

/// <summary>The highest tier that the goods of the scope reach.</summary>
/// <param name="ByQuantity">Whether tiers begin at a number of units; otherwise, at an amount.</param>
/// <param name="Tiers">Ascending; at least one.</param>
public sealed record Tiered(bool ByQuantity, IReadOnlyList<PromotionTier> Tiers) : PromotionEffect;

/// <summary>A tier: a percentage or an amount off.</summary>
/// <param name="From">The least number of units or amount.</param>
/// <param name="Effect">A <see cref="PercentageOff"/> or an <see cref="AmountOff"/>.</param>
public sealed record PromotionTier(decimal From, PromotionEffect Effect);
