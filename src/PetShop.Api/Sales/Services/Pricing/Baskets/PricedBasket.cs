using PetShop.Api.Sales.Entities.Pricing;

namespace PetShop.Api.Sales.Services.Pricing.Baskets;

/// <summary>
/// The prices of a basket. Total = Subtotal − DiscountTotal + ShippingTotal + TaxAdded, and each total is the exact sum
/// of its parts.
/// </summary>
public sealed record PricedBasket
{
    /// <summary>In the order of the basket.</summary>
    public required IReadOnlyList<PricedLine> Lines { get; init; }

    /// <summary>The promotions that were applied, in the order of their application.</summary>
    public required IReadOnlyList<AppliedPromotion> Promotions { get; init; }

    /// <summary>Null if no shipping was chosen.</summary>
    public required PricedShipping? Shipping { get; init; }

    /// <summary>One for each rate, the highest first.</summary>
    public required IReadOnlyList<TaxLine> TaxLines { get; init; }

    /// <summary>The sum of the lines before discounts.</summary>
    public required decimal Subtotal { get; init; }

    /// <summary>The discounts on goods.</summary>
    public required decimal DiscountTotal { get; init; }

    /// <summary>Shipping after its discount.</summary>
    public required decimal ShippingTotal { get; init; }

    /// <summary>All tax, whether the prices include it or not.</summary>
    public required decimal TaxTotal { get; init; }

    /// <summary>The tax that is added to the prices: 0 if they include it.</summary>
    public required decimal TaxAdded { get; init; }

    /// <summary>What the customer pays.</summary>
    public required decimal Total { get; init; }

    /// <summary>Every amount with its rule, in the order of computation.</summary>
    public required IReadOnlyList<PriceStep> Steps { get; init; }
}

/// <summary>A priced line.</summary>
/// <param name="UnitPrice">For this destination.</param>
/// <param name="Amount">Units times the price of one unit.</param>
/// <param name="Discount">The sum of <paramref name="Discounts"/>.</param>
/// <param name="Tax">The line's share of the tax of its rate.</param>
/// <param name="TaxPercent">The rate; 0 if no tax is charged.</param>
/// <param name="Total">What the customer pays for the line, tax included.</param>
public sealed record PricedLine(
    int Position, int Quantity, decimal UnitPrice, decimal Amount, decimal Discount, decimal Tax, decimal TaxPercent,
    decimal Total, IReadOnlyList<LineDiscount> Discounts);

/// <summary>A promotion's share on one line.</summary>
public sealed record LineDiscount(long PromotionId, decimal Amount);

/// <summary>A promotion and what it took off.</summary>
/// <param name="Code">Null if it is automatic.</param>
/// <param name="Amount">More than 0.</param>
/// <param name="IsOnShipping">Whether it discounts shipping instead of goods.</param>
public sealed record AppliedPromotion(long PromotionId, string Name, string? Code, decimal Amount, bool IsOnShipping);

/// <summary>Priced shipping.</summary>
/// <param name="Amount">Before the discount.</param>
/// <param name="Tax">Its share of the tax.</param>
/// <param name="Total">What the customer pays for shipping, tax included.</param>
public sealed record PricedShipping(
    long MethodId, string Name, decimal Amount, decimal Discount, decimal Tax, decimal Total);

/// <summary>The tax of one rate. In EN 16931, this is a VAT breakdown (BG-23).</summary>
/// <param name="Treatment">Why this rate applies.</param>
/// <param name="TaxableAmount">What is taxed at this rate, without the tax.</param>
public sealed record TaxLine(TaxTreatment Treatment, RateOfTax Rate, decimal TaxableAmount, decimal Tax);
