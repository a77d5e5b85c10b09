using PetShop.Api.Core.Addresses;
using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Pricing;
using PetShop.Api.Sales.Services.Pricing.Baskets;

namespace PetShop.Api.Sales.Services.Taxes;

/// <summary>Where goods go, when they are sold, and whether the buyer is a business.</summary>
/// <param name="Country">The country of the destination (ISO 3166-1).</param>
/// <param name="Region">The region's part of its ISO 3166-2 code; null if the address has none.</param>
/// <param name="Day">The day of the sale in the shop's time zone.</param>
/// <param name="VatNumber">The buyer's VAT number if an admin has verified it; otherwise null.</param>
public sealed record TaxedDelivery(string Country, string? Region, DateOnly Day, string? VatNumber = null);

/// <summary>All rates at one point in time, and the shop's settings. Immutable.</summary>
public sealed class TaxRateBook
{
    private readonly ILookup<string, TaxRateRecord> _rates;
    private readonly TaxPolicy _policy;

    internal TaxRateBook(IEnumerable<TaxRateRecord> rates, TaxPolicy policy) =>
        (_rates, _policy) = (rates.ToLookup(rate => rate.Country), policy);

    /// <summary>How a sale is taxed (docs/decisions/0029).</summary>
    public TaxRules RulesFor(TaxedDelivery delivery)
    {
        var home = TableOf(_policy.Country, region: null, delivery.Day);
        var treatment = _policy.TreatmentOf(delivery);
        return new()
        {
            Treatment = treatment,
            PricesIncludeTax = _policy.PricesIncludeTax,
            KeepsGrossPrice = _policy.KeepsGrossPrice,
            ShippingClass = _policy.ShippingClass,
            Home = home,
            Destination = treatment != TaxTreatment.Taxed ? TaxRateTable.None
                : _policy.IsRegisteredIn(delivery.Country, delivery.Region) ? TableAt(delivery) : home,
        };
    }

    private TaxRateTable TableAt(TaxedDelivery delivery) =>
        // Monaco has no rates of its own.
        TableOf(Places.VatCountryOf(delivery.Country, delivery.Region) ?? delivery.Country, delivery.Region,
            delivery.Day);

    /// <summary>A region's rate replaces the country's of the same class.</summary>
    private TaxRateTable TableOf(string country, string? region, DateOnly day)
    {
        var rates = new Dictionary<TaxClass, RateOfTax>();
        foreach (var rate in _rates[country].Where(rate => rate.IsValidOn(day)).OrderBy(rate => rate.Region.Length))
            if (rate.Region.Length == 0 || rate.Region == region)
                rates[rate.TaxClass] = new(rate.Percent, Places.PlaceOf(country, rate.Region), rate.Name);
        return new(rates);
    }
}
