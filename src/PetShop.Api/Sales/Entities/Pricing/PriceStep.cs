
namespace PetShop.Api.Sales.Entities.Pricing;

/// <summary>The kinds of steps, in the order in which prices are computed.</summary>
public enum PriceStepKind
{
    /// <summary>The price of one unit for the destination.</summary>
    UnitPrice,

    /// <summary>Units times price.</summary>
    LineAmount,

    /// <summary>A promotion of lines.</summary>
    LineDiscount,

    /// <summary>A promotion of the whole order.</summary>
    OrderDiscount,

    /// <summary>A line's share of a discount that was computed for several lines.</summary>
    DiscountShare,

    /// <summary>The price of shipping.</summary>
    Shipping,

    /// <summary>A promotion of shipping.</summary>
    ShippingDiscount,

    /// <summary>The part of shipping that is taxed at one rate.</summary>
    ShippingShare,

    /// <summary>The tax of one rate.</summary>
    Tax,

    /// <summary>A line's share of the tax of its rate, or that of shipping.</summary>
    TaxShare,

    /// <summary>What the customer pays.</summary>
    Total,

    /// <summary>Units of a line were cancelled: the amount before discounts that they take away.</summary>
    CancelledUnits,

    /// <summary>The part of a line's discount that cancelled units take away.</summary>
    CancelledDiscount,

    /// <summary>The part of a line's tax that cancelled units take away.</summary>
    CancelledTax,
}

/// <summary>How an amount became a whole number of minor units.</summary>
public enum PriceRounding
{
    /// <summary>The amount was exact, or a sum of rounded amounts.</summary>
    None,

    /// <summary>To whole minor units, halves away from zero.</summary>
    HalfAwayFromZero,

    /// <summary>Shared by the largest remainder: the shares sum exactly to the amount.</summary>
    LargestRemainder,
}

/// <summary>One computed amount and how it came about.</summary>
public sealed record PriceStep
{
    public required PriceStepKind Kind { get; init; }

    /// <summary>The name of the rule: a promotion, a shipping method, a tax and its place.</summary>
    public required string Rule { get; init; }

    /// <summary>The line's position; null if the step concerns the whole order or shipping.</summary>
    public int? Position { get; init; }

    /// <summary>The promotion; null if there is none.</summary>
    public long? PromotionId { get; init; }

    /// <summary>The amount that the rule was applied to.</summary>
    public required decimal Base { get; init; }

    /// <summary>A number of units or a percentage, as <see cref="Rule"/> says; null if there is none.</summary>
    public decimal? Rate { get; init; }

    /// <summary>The result before rounding, with at most 10 decimals.</summary>
    public required decimal Exact { get; init; }

    public required PriceRounding Rounding { get; init; }

    /// <summary>
    /// The amount at the shop's own prices that was converted to those of the destination; null if none was.
    /// </summary>
    public decimal? ShopAmount { get; init; }

    /// <summary>The result. Discounts are positive.</summary>
    public required decimal Amount { get; init; }

    /// <summary>The last step: the sum of all amounts.</summary>
    /// <param name="subtotal">The goods before discounts.</param>
    public static PriceStep SumUp(decimal subtotal, decimal total) => new()
    {
        Kind = PriceStepKind.Total,
        Rule = "Goods, minus discounts, plus shipping, plus tax that the prices do not include",
        Base = subtotal,
        Exact = total,
        Rounding = PriceRounding.None,
        Amount = total,
    };
}
