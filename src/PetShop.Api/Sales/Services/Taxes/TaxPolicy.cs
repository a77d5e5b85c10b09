using PetShop.Api.Core.Addresses;
using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Pricing;

namespace PetShop.Api.Sales.Services.Taxes;

/// <summary>The settings that decide whether a sale is taxed, and at which place's rates.</summary>
/// <param name="Home">The shop's own country and region.</param>
/// <param name="Registrations">The places in which the shop is registered for tax.</param>
internal sealed record TaxPolicy(Place Home, IReadOnlySet<string> Registrations)
{
    public bool PricesIncludeTax { get; init; } = true;

    public bool KeepsGrossPrice { get; init; } = true;

    public TaxClass? ShippingClass { get; init; }

    public static TaxPolicy From(TaxOptions options, ShopOptions shop) =>
        new(shop.Home, (options.Places is [] ? [CodeOf(shop.Home)] : options.Places).ToHashSet(StringComparer.Ordinal))
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
        var there = Places.VatCountryOf(delivery.To);
        var isInsideEu = there is not null && Places.VatCountryOf(Home) is not null
            && Registrations.Contains(Home.Country);
        if (isInsideEu && there != Home.Country && IsOfAnotherMember(delivery.VatNumber))
            return TaxTreatment.ReverseCharge;
        return isInsideEu || IsRegisteredIn(delivery.To)
            ? TaxTreatment.Taxed
            : TaxTreatment.NotRegistered;
    }

    /// <summary>
    /// A country includes its regions, but not those outside the EU's VAT area: a shop that is registered in Spain
    /// charges no tax on the Canary Islands, unless it is registered there too.
    /// </summary>
    public bool IsRegisteredIn(Place place) =>
        Registrations.Overlaps(Places.RegionCodesOf(place))
        || (!Places.IsOutsideVatArea(place) && (Registrations.Contains(place.Country)
            || Registrations.Contains(Places.VatCountryOf(place) ?? place.Country)));

    /// <summary>Whether it is registered in the whole region or in a part of it.</summary>
    public bool IsRegisteredWithin(Place region) => IsRegisteredIn(region) || Registrations.Any(code =>
        Places.RegionCodesOf(Places.OfCode(code)).Contains(Places.PlaceOf(region.Country, region.Region)));

    /// <summary>A registration in a country includes its regions, as far as the EU's VAT area reaches.</summary>
    private static string CodeOf(Place home) =>
        Places.IsOutsideVatArea(home) && Places.RegionCodesOf(home) is [var widest, ..] ? widest : home.Country;

    /// <summary>Whether the number was issued by another member state than the shop's.</summary>
    private bool IsOfAnotherMember(string? vatNumber) =>
        vatNumber is { Length: > Places.CodeLength }
        && vatNumber[..Places.CodeLength] is var prefix
        && Places.VatCountryOf(new(prefix == "EL" ? "GR" : prefix)) is { } member && member != Home.Country;
}
