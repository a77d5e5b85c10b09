using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Pricing;

namespace PetShop.Api.Sales.Services.Pricing.Baskets;

/// <summary>A rate of a tax.</summary>
/// <param name="Percent">Such as 19 for 19 %; up to 4 decimals.</param>
/// <param name="Place">An ISO 3166 code of a country or region, such as <c>DE</c> or <c>US-CA</c>.</param>
/// <param name="Name">What the tax is called there, such as <c>VAT</c>.</param>
public sealed record RateOfTax(decimal Percent, string Place, string Name)
{
    public static readonly RateOfTax None = new(0, "", "");

    /// <summary>0.19 for 19 %.</summary>
    public decimal Fraction => Percent / 100;
}

/// <summary>The rates of a place by class. A class without a rate of its own has the standard rate.</summary>
public sealed class TaxRateTable(IReadOnlyDictionary<TaxClass, RateOfTax> rates)
{
    public static readonly TaxRateTable None = new(new Dictionary<TaxClass, RateOfTax>());

    public RateOfTax Of(TaxClass taxClass) =>
        rates.GetValueOrDefault(taxClass) ?? (taxClass == TaxClass.Zero ? RateOfTax.None
            : rates.GetValueOrDefault(TaxClass.Standard, RateOfTax.None));
}

/// <summary>How one basket is taxed.</summary>
public sealed record TaxRules
{
    public static readonly TaxRules Untaxed = new() { Treatment = TaxTreatment.NotRegistered };

    public required TaxTreatment Treatment { get; init; }

    /// <summary>
    /// Whether the prices of products and shipping contain tax, at the rates of the shop's own country.
    /// </summary>
    public bool PricesIncludeTax { get; init; } = true;

    /// <summary>
    /// Only if prices include tax: whether a customer pays the same price in every country, so that the shop bears the
    /// difference between rates. If not, the tax of the shop's country is taken out of each price and that of the
    /// destination is added. Under reverse charge the tax is always taken out.
    /// </summary>
    public bool KeepsGrossPrice { get; init; } = true;

    /// <summary>The class that taxes shipping; null: like the goods, in proportion to their amounts.</summary>
    public TaxClass? ShippingClass { get; init; }

    /// <summary>The rates at the destination. Not used unless the order is taxed.</summary>
    public TaxRateTable Destination { get; init; } = TaxRateTable.None;

    /// <summary>The rates of the shop's country, which its prices include.</summary>
    public TaxRateTable Home { get; init; } = TaxRateTable.None;

    /// <summary>The same for gift cards: they are sold at their price everywhere, and no tax is charged.</summary>
    public TaxRules ForVouchers() => this with
    {
        Treatment = TaxTreatment.Voucher,
        KeepsGrossPrice = true,
        Destination = TaxRateTable.None,
        Home = TaxRateTable.None,
    };

    /// <summary>The rate that is charged.</summary>
    public RateOfTax RateOf(TaxClass taxClass) =>
        Treatment == TaxTreatment.Taxed ? Destination.Of(taxClass) : RateOfTax.None;

    /// <summary>Whether prices at the destination may differ from those of the shop.</summary>
    public bool ConvertsPrices =>
        PricesIncludeTax && (!KeepsGrossPrice || Treatment == TaxTreatment.ReverseCharge);

    /// <summary>
    /// By how much a price with the tax of the shop's country is multiplied to become the price for this destination.
    /// </summary>
    public decimal FactorOf(TaxClass taxClass) =>
        !ConvertsPrices ? 1 : (1 + RateOf(taxClass).Fraction) / (1 + Home.Of(taxClass).Fraction);
}
