using System.Text.Json.Serialization;

namespace PetShop.Api.Sales.Entities.Promotions;

/// <summary>What a promotion does.</summary>
[JsonDerivedType(typeof(PercentageOff), "percentage"), JsonDerivedType(typeof(AmountOff), "fixed_amount"),
    JsonDerivedType(typeof(FreeShipping), "free_shipping"), JsonDerivedType(typeof(BuyAndGet), "buy_x_get_y"),
    JsonDerivedType(typeof(Tiered), "tiered")]
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
