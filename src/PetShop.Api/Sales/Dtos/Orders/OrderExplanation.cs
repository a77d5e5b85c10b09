using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Pricing;

namespace PetShop.Api.Sales.Dtos.Orders;

/// <summary>How the amounts of an order were computed when it was placed and edited.</summary>
public sealed record OrderExplanation
{
    /// <example>227633266688</example>
    public required long OrderId { get; init; }

    /// <summary>The order number for people.</summary>
    /// <example>PS-06ZK-3M92-QX4T</example>
    public required string Number { get; init; }

    /// <summary>ISO 4217.</summary>
    /// <example>EUR</example>
    public required string Currency { get; init; }

    /// <example>33.68</example>
    [Money]
    public required decimal TotalAmount { get; init; }

    /// <summary>
    /// Every amount with its rule, in the order of computation. Each edit adds its own steps, up to a new total. Empty
    /// for an order from before steps were recorded.
    /// </summary>
    public required IReadOnlyList<PriceStepResponse> Steps { get; init; }
}

/// <summary>One computed amount and how it came about.</summary>
public sealed record PriceStepResponse
{
    /// <example>line_discount</example>
    public required PriceStepKind Step { get; init; }

    /// <summary>The name of the rule: a promotion, a shipping method, or a tax and its place.</summary>
    /// <example>10 % off dog food</example>
    public required string Rule { get; init; }

    /// <summary>A sentence to read out.</summary>
    /// <example>Item 1: 10 % off dog food: 10 % of 31.98 EUR is 3.198, rounded to 3.20 EUR.</example>
    public required string Text { get; init; }

    /// <summary>
    /// The item's place on the order when it was placed, beginning with 1. Items that an edit adds continue; the
    /// numbers of items that are gone are not used again. Null if the step concerns the whole order or shipping.
    /// </summary>
    /// <example>1</example>
    public required int? Item { get; init; }

    /// <summary>The promotion; null if there is none.</summary>
    /// <example>1</example>
    public required long? PromotionId { get; init; }

    /// <summary>What the rule was applied to: an amount, or for shipping by weight, kilograms.</summary>
    /// <example>31.98</example>
    public required decimal Base { get; init; }

    /// <summary>A number of units, or a percentage; null if there is none.</summary>
    /// <example>10</example>
    public required decimal? Rate { get; init; }

    /// <summary>The result before rounding, with at most 10 decimals.</summary>
    /// <example>3.198</example>
    public required decimal Exact { get; init; }

    /// <example>half_away_from_zero</example>
    public required PriceRounding Rounding { get; init; }

    /// <summary>
    /// The amount at the shop's own prices that was converted to those of the destination; null if none was.
    /// </summary>
    /// <example>null</example>
    [Money]
    public required decimal? ShopAmount { get; init; }

    /// <summary>The result. A discount is positive.</summary>
    /// <example>3.20</example>
    [Money]
    public required decimal Amount { get; init; }
}
