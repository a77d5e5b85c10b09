using PetShop.Api.Core.Money;

namespace PetShop.Api.Sales.Dtos.Promotions;

/// <summary>
/// What a promotion would have done to the newest orders that were not cancelled, alone and with its limits, as if all
/// customers had given its code and the orders had been placed while it applied. Nothing was created.
/// </summary>
public sealed record PromotionDryRunResponse
{
    /// <summary>How many orders were looked at: the last 100, or all if there are fewer.</summary>
    /// <example>100</example>
    public required int OrdersChecked { get; init; }

    /// <summary>How many of them would have become cheaper.</summary>
    /// <example>37</example>
    public required int OrdersAffected { get; init; }

    /// <summary>The sum of the discounts.</summary>
    /// <example>152.40</example>
    [Money]
    public required decimal TotalDiscount { get; init; }

    /// <summary>ISO 4217.</summary>
    /// <example>EUR</example>
    public required string Currency { get; init; }

    /// <summary>The orders that would have become cheaper, the newest first.</summary>
    public required IReadOnlyList<DryRunOrder> Orders { get; init; }
}

/// <summary>An order that a promotion would have made cheaper.</summary>
/// <param name="OrderId" example="228316841370485"></param>
/// <param name="OrderNumber" example="PS-06FN-182A-E1KB"></param>
/// <param name="Goods" example="45.00">The amount of its goods before discounts.</param>
/// <param name="Discount" example="4.50">What the promotion would have taken off goods or shipping.</param>
public sealed record DryRunOrder(
    long OrderId, string OrderNumber, [property: Money] decimal Goods, [property: Money] decimal Discount);
