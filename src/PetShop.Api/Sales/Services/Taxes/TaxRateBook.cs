using PetShop.Api.Core.Addresses;
using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Pricing;
using PetShop.Api.Sales.Services.Pricing.Baskets;

namespace PetShop.Api.Sales.Services.Taxes;

/// <summary>Where goods go, when they are sold, and whether the buyer is a business.</summary>
/// <param name="Day">The day of the sale in the shop's time zone.</param>
/// <param name="VatNumber">The buyer's VAT number if an admin has verified it; otherwise null.</param>
public sealed record TaxedDelivery(Place To, DateOnly Day, string? VatNumber = null);

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
        var home = TableOf(_policy.Home, delivery.Day);
        var treatment = _policy.TreatmentOf(delivery);
        return new()
        {
            Treatment = treatment,
            PricesIncludeTax = _policy.PricesIncludeTax,
            KeepsGrossPrice = _policy.KeepsGrossPrice,
            ShippingClass = _policy.ShippingClass,
            Home = home,
            Destination = treatment != TaxTreatment.Taxed ? TaxRateTable.None
                : _policy.IsRegisteredIn(delivery.To) ? TableOf(delivery.To, delivery.Day) : home,
        };
    }

    /// <summary>
    /// Whether tax within the shop's own country depends on the region, so that an address without one is not enough.
    /// </summary>
    public bool DependsOnRegion(DateOnly day) => _rates[_policy.Home.Country].Any(rate =>
        rate.Region.Length > 0 && rate.IsValidOn(day) && _policy.IsRegisteredWithin(new(rate.Country, rate.Region)));

    /// <summary>
    /// A region's rate replaces the country's of the same class. Outside the EU's VAT area, those of the member state
    /// do not apply.
    /// </summary>
    private TaxRateTable TableOf(Place place, DateOnly day)
    {
        // Monaco has no rates of its own.
        var country = Places.VatCountryOf(place) ?? place.Country;
        string[] places = [.. Places.IsOutsideVatArea(place) ? [] : new[] { country }, .. Places.RegionCodesOf(place)];
        var rates = new Dictionary<TaxClass, RateOfTax>();
        var valid = _rates[country].Where(rate => rate.IsValidOn(day)).ToLookup(
            rate => Places.PlaceOf(country, rate.Region));
        foreach (var code in places)
            foreach (var rate in valid[code])
                rates[rate.TaxClass] = new(rate.Percent, code, rate.Name);
        return new(rates);
    }
}
