using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Promotions;

namespace PetShop.Api.Sales.Dtos.Promotions;

/// <summary>What a promotion takes off. The fields of other types are null.</summary>
public sealed record DiscountResponse
{
    /// <example>percentage</example>
    public required DiscountType Type { get; init; }

    /// <summary>A percentage off.</summary>
    /// <example>15</example>
    public decimal? Percent { get; init; }

    /// <summary>An amount off all goods together, once an order.</summary>
    [Money]
    public decimal? Amount { get; init; }

    /// <summary>What it is computed on.</summary>
    /// <example>items</example>
    public DiscountTarget? Target { get; init; }

    /// <summary>Units to buy.</summary>
    public int? BuyQuantity { get; init; }

    /// <summary>Units that become cheaper for them.</summary>
    public int? GetQuantity { get; init; }

    /// <summary>The goods that become cheaper; null: the same as those to buy.</summary>
    public ScopeResponse? GetFrom { get; init; }

    /// <summary>How often at most in one order.</summary>
    public int? MaxSets { get; init; }

    /// <summary>Whether tiers begin at a number of units or at an amount.</summary>
    public TierBasis? TierBy { get; init; }

    /// <summary>The tiers, ascending.</summary>
    public IReadOnlyList<TierResponse>? Tiers { get; init; }

    internal static DiscountResponse From(Promotion promotion)
    {
        var target = promotion.IsOnOrder ? DiscountTarget.Order : DiscountTarget.Items;
        return promotion.Effect switch
        {
            PercentageOff off => new() { Type = DiscountType.Percentage, Percent = off.Percent, Target = target },
            AmountOff off => new() { Type = DiscountType.FixedAmount, Amount = off.Amount, Target = target },
            FreeShipping => new() { Type = DiscountType.FreeShipping },
            BuyAndGet sets => new()
            {
                Type = DiscountType.BuyXGetY,
                BuyQuantity = sets.Buy,
                GetQuantity = sets.Get,
                GetFrom = sets.Of is null ? null : ScopeResponse.From(sets.Of),
                Percent = sets.Percent,
                MaxSets = sets.MaxSets,
            },
            Tiered tiered => new()
            {
                Type = DiscountType.Tiered,
                TierBy = tiered.ByQuantity ? TierBasis.Quantity : TierBasis.Subtotal,
                Tiers = [.. tiered.Tiers.Select(TierResponse.Of)],
                Target = target,
            },
            var other => throw new InvalidOperationException($"{other.GetType().Name} is not described."),
        };
    }
}

/// <summary>A tier of a discount.</summary>
/// <param name="From" example="3">The least number of units or amount of goods.</param>
/// <param name="Percent" example="10">A percentage off; null if it is an amount.</param>
/// <param name="Amount">An amount off; null if it is a percentage.</param>
public sealed record TierResponse(decimal From, decimal? Percent, [property: Money] decimal? Amount)
{
    internal static TierResponse Of(PromotionTier tier) =>
        new(tier.From, (tier.Effect as PercentageOff)?.Percent, (tier.Effect as AmountOff)?.Amount);
}

/// <summary>Goods: a product belongs to them if one of the lists names it.</summary>
/// <param name="ProductIds">Ids of products.</param>
/// <param name="CategoryIds">Ids of categories, with all categories below them.</param>
/// <param name="BrandIds">Ids of brands.</param>
/// <param name="PetTypeIds">Ids of pet types.</param>
public sealed record ScopeResponse(
    IReadOnlyCollection<long> ProductIds, IReadOnlyCollection<long> CategoryIds, IReadOnlyCollection<long> BrandIds,
    IReadOnlyCollection<long> PetTypeIds)
{
    internal static ScopeResponse From(PromotionScope scope) =>
        new(scope.ProductIds, scope.CategoryIds, scope.BrandIds, scope.PetTypeIds);
}
