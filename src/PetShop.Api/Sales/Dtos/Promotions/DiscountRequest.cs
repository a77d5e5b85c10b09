namespace PetShop.Api.Sales.Dtos.Promotions;

/// <summary>What a promotion takes off. Give exactly the fields of its type.</summary>
public sealed record DiscountRequest
{
    /// <summary>
    /// <c>percentage</c> (with <c>percent</c>), <c>fixed_amount</c> (<c>amount</c>), <c>free_shipping</c> (nothing
    /// else), <c>buy_x_get_y</c> (<c>buy_quantity</c>, <c>get_quantity</c>; optional <c>percent</c>, <c>get_from</c>,
    /// <c>max_sets</c>) or <c>tiered</c> (<c>tier_by</c>, <c>tiers</c>).
    /// </summary>
    /// <example>percentage</example>
    public DiscountType? Type { get; init; }

    /// <summary>
    /// More than 0, at most 100, with up to two decimals. For <c>buy_x_get_y</c>: what is taken off the cheaper units;
    /// if absent, they are free.
    /// </summary>
    /// <example>15</example>
    public decimal? Percent { get; init; }

    /// <summary>Off all goods together, once an order, in the shop's currency.</summary>
    public decimal? Amount { get; init; }

    /// <summary>
    /// <c>items</c> (the default): the goods of <c>applies_to</c>. <c>order</c>: what is left of all goods after the
    /// discounts on items. Not for <c>free_shipping</c> and <c>buy_x_get_y</c>.
    /// </summary>
    public DiscountTarget? Target { get; init; }

    /// <summary>Units to buy of the goods of <c>applies_to</c>.</summary>
    public int? BuyQuantity { get; init; }

    /// <summary>Units that become cheaper for them: the cheapest ones, and only complete sets.</summary>
    public int? GetQuantity { get; init; }

    /// <summary>The goods that become cheaper; if absent, those of <c>applies_to</c>.</summary>
    public ScopeRequest? GetFrom { get; init; }

    /// <summary>How often at most in one order; if absent, without a limit.</summary>
    public int? MaxSets { get; init; }

    /// <summary>Whether tiers begin at a number of units or at an amount of goods.</summary>
    public TierBasis? TierBy { get; init; }

    /// <summary>1 to 20 tiers, each beginning higher than the one before. The highest reached one applies.</summary>
    public IReadOnlyList<TierRequest>? Tiers { get; init; }
}

/// <summary>A tier of a discount: a percentage or an amount.</summary>
public sealed record TierRequest
{
    /// <summary>The least number of units or amount of goods.</summary>
    public decimal? From { get; init; }

    /// <summary>More than 0, at most 100, with up to two decimals.</summary>
    public decimal? Percent { get; init; }

    /// <summary>Instead of a percentage; in the shop's currency.</summary>
    public decimal? Amount { get; init; }
}

/// <summary>
/// Goods: a product belongs to them if one of the lists names it. Without any id, all goods. At most 500 ids together.
/// </summary>
public sealed record ScopeRequest
{
    /// <summary>Ids of products.</summary>
    public IReadOnlyList<long>? ProductIds { get; init; }

    /// <summary>Ids of categories, with all categories below them.</summary>
    public IReadOnlyList<long>? CategoryIds { get; init; }

    /// <summary>Ids of brands.</summary>
    public IReadOnlyList<long>? BrandIds { get; init; }

    /// <summary>Ids of pet types.</summary>
    public IReadOnlyList<long>? PetTypeIds { get; init; }
}

/// <summary>The kinds of discounts.</summary>
public enum DiscountType
{
    /// <summary>A percentage off.</summary>
    Percentage,

    /// <summary>An amount off, once an order.</summary>
    FixedAmount,

    /// <summary>Shipping costs nothing.</summary>
    FreeShipping,

    /// <summary>Some units are cheaper when others are bought.</summary>
    BuyXGetY,

    /// <summary>More off for more goods.</summary>
    Tiered,
}

/// <summary>What a discount is computed on.</summary>
public enum DiscountTarget
{
    /// <summary>Certain goods.</summary>
    Items,

    /// <summary>The order as a whole.</summary>
    Order,
}

/// <summary>What decides which tier is reached.</summary>
public enum TierBasis
{
    /// <summary>The number of units.</summary>
    Quantity,

    /// <summary>The amount of the goods.</summary>
    Subtotal,
}
