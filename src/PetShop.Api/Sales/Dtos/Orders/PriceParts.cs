using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Pricing;

namespace PetShop.Api.Sales.Dtos.Orders;

/// <summary>A promotion and what it took off.</summary>
public sealed record AppliedPromotionResponse
{
    /// <example>1</example>
    public required long PromotionId { get; init; }

    /// <summary>Its name when it was applied.</summary>
    /// <example>10 % off dog food</example>
    public required string Name { get; init; }

    /// <summary>The code by which the customer asked for it; null if it is automatic.</summary>
    /// <example>WELCOME10</example>
    public required string? Code { get; init; }

    /// <example>3.20</example>
    [Money]
    public required decimal Amount { get; init; }

    /// <summary>Whether it discounts shipping. Otherwise, it discounts goods.</summary>
    /// <example>false</example>
    public required bool OnShipping { get; init; }

    internal static AppliedPromotionResponse From(OrderPromotion promotion) => new()
    {
        PromotionId = promotion.PromotionId,
        Name = promotion.Name,
        Code = promotion.Code,
        Amount = promotion.Amount,
        OnShipping = promotion.IsOnShipping,
    };
}

/// <summary>The tax of one rate (EN 16931: a VAT breakdown).</summary>
public sealed record TaxLineResponse
{
    /// <example>taxed</example>
    public required TaxTreatment Treatment { get; init; }

    /// <summary>The rate in percent.</summary>
    /// <example>19</example>
    public required decimal Percent { get; init; }

    /// <summary>The country or region whose tax it is (ISO 3166); empty if no tax is charged.</summary>
    /// <example>DE</example>
    public required string Place { get; init; }

    /// <summary>What the tax is called; empty if no tax is charged.</summary>
    /// <example>VAT</example>
    public required string Name { get; init; }

    /// <summary>What is taxed at this rate, without the tax.</summary>
    /// <example>28.30</example>
    [Money]
    public required decimal TaxableAmount { get; init; }

    /// <example>5.38</example>
    [Money]
    public required decimal Tax { get; init; }

    internal static TaxLineResponse From(OrderTaxLine line) => new()
    {
        Treatment = line.Treatment,
        Percent = line.Percent.WithoutTrailingZeros(),
        Place = line.Place,
        Name = line.Name,
        TaxableAmount = line.TaxableAmount,
        Tax = line.Tax,
    };
}

/// <summary>The shipping of an order.</summary>
public sealed record OrderShippingResponse
{
    /// <example>1</example>
    public required long MethodId { get; init; }

    /// <example>Parcel</example>
    public required string Name { get; init; }

    /// <summary>The price before the discount.</summary>
    /// <example>4.90</example>
    [Money]
    public required decimal Amount { get; init; }

    /// <example>0.00</example>
    [Money]
    public required decimal Discount { get; init; }

    /// <summary>The share of tax, whether the price contains it or not.</summary>
    /// <example>0.78</example>
    [Money]
    public required decimal Tax { get; init; }

    /// <summary>The amount charged for shipping, tax included.</summary>
    /// <example>4.90</example>
    [Money]
    public required decimal Total { get; init; }

    internal static OrderShippingResponse From(OrderShipping shipping, decimal charged) => new()
    {
        MethodId = shipping.MethodId,
        Name = shipping.Name,
        Amount = shipping.Amount,
        Discount = shipping.Discount,
        Tax = shipping.Tax,
        Total = charged,
    };
}
