using PetShop.Api.Core.Addresses;
using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Pricing;

namespace PetShop.Api.Sales.Services.Taxes;

/// <summary>The settings that decide whether a sale is taxed, and at which place's rates.</summary>
/// <param name="Country">The shop's country.</param>
/// <param name="Registrations">The places in which the shop is registered for tax.</param>
internal sealed record TaxPolicy(string Country, IReadOnlySet<string> Registrations)
{
    public bool PricesIncludeTax { get; init; } = true;

    public bool KeepsGrossPrice { get; init; } = true;

    public TaxClass? ShippingClass { get; init; }

    public static TaxPolicy From(TaxOptions options, ShopOptions shop) =>
        new(shop.Country, (options.Places is [] ? [shop.Country] : options.Places).ToHashSet(StringComparer.Ordinal))
        {
            PricesIncludeTax = options.PricesIncludeTax,
            KeepsGrossPrice = options.KeepGrossPrice,
            ShippingClass = options.ShippingClass,
        };

    /// <summary>
    /// Taxed where the shop is registered. In the rest of the EU, a shop of the EU that is registered at home charges
    /// the tax of its own country: it is below the threshold for distance sales (Directive 2006/112/EC, article 59c),
    /// or else would have to be registered there. Businesses there owe the tax themselves (article 138).
    /// </summary>
    public TaxTreatment TreatmentOf(TaxedDelivery delivery)
    {
        var there = Places.VatCountryOf(delivery.Country, delivery.Region);
        var isInsideEu = there is not null && Places.VatCountryOf(Country, region: null) is not null
            && Registrations.Contains(Country);
        if (isInsideEu && there != Country && IsOfAnotherMember(delivery.VatNumber))
            return TaxTreatment.ReverseCharge;
        return isInsideEu || IsRegisteredIn(delivery.Country, delivery.Region)
            ? TaxTreatment.Taxed
            : TaxTreatment.NotRegistered;
    }

    public bool IsRegisteredIn(string country, string? region) =>
        Registrations.Contains(Places.VatCountryOf(country, region) ?? country)
        || Registrations.Contains(Places.PlaceOf(country, region));

    /// <summary>Whether the number was issued by another member state than the shop's.</summary>
    private bool IsOfAnotherMember(string? vatNumber) =>
        vatNumber is { Length: > Places.CodeLength }
        && vatNumber[..Places.CodeLength] is var prefix
        && Places.VatCountryOf(prefix == "EL" ? "GR" : prefix, region: null) is { } member && member != Country;
}
