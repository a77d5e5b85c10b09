using PetShop.Api.Core.Addresses;
using PetShop.Api.Sales.Entities.Shipping;
using PetShop.Api.Sales.Services.Pricing.Baskets;

namespace PetShop.Api.Sales.Services.Shipping;

/// <summary>Where goods go.</summary>
/// <param name="Country">ISO 3166-1.</param>
/// <param name="Region">The region's part of its ISO 3166-2 code; null if the address has none.</param>
/// <param name="PostalCode">In any spelling; null if the address has none.</param>
public sealed record ShippingDestination(string Country, string? Region, string? PostalCode);

/// <summary>A shipping method that is offered for a destination.</summary>
/// <param name="Rule">What it costs.</param>
/// <param name="MinDays">The least number of days until the goods arrive or are ready.</param>
/// <param name="MaxDays">The greatest number of days.</param>
public sealed record ShippingOffer(
    ShippingRule Rule, string Code, string? Description, ShippingKind Kind, int MinDays, int MaxDays)
{
    /// <summary>Whether the customer collects the goods at the shop.</summary>
    public bool IsPickUp => Kind == ShippingKind.PickUp;
}

/// <summary>All zones and the methods that are offered, at one point in time. Immutable.</summary>
public sealed class ShippingBook
{
    private readonly IReadOnlyList<ShippingZoneRecord> _zones;
    private readonly ILookup<long, ShippingMethodRecord> _methods;

    internal ShippingBook(ShippingRecords rows) =>
        (_zones, _methods) = (rows.Zones, rows.Methods.ToLookup(method => method.ZoneId));

    /// <summary>
    /// Whether the shop has no shipping zones, and so charges no shipping. A zone without methods is a place that the
    /// shop does not deliver to.
    /// </summary>
    public bool IsEmpty => _zones.Count == 0;

    /// <summary>
    /// The methods of the most specific zone that contains the destination, in the order in which they are shown; none
    /// if the shop does not deliver there or the goods are too heavy.
    /// </summary>
    /// <param name="weight">The weight of the goods in kilograms.</param>
    public IReadOnlyList<ShippingOffer> OffersFor(ShippingDestination destination, decimal weight) =>
        ZoneOf(destination) is { } zone
            ? [.. _methods[zone.Id].Where(method => method.MaxWeight is null || weight <= method.MaxWeight)
                .Select(Offer)]
            : [];

    /// <summary>
    /// A postal code is more specific than a region, which is more specific than a country. Of several postal codes,
    /// the longest beginning wins; of several zones that are equally specific, the oldest.
    /// </summary>
    private ShippingZoneRecord? ZoneOf(ShippingDestination destination)
    {
        var place = Places.PlaceOf(destination.Country, destination.Region);
        var postalCode = PostalCodeRange.Normalize(destination.PostalCode ?? "");
        return _zones.Select(zone => (Zone: zone, Fit: FitOf(zone, destination.Country, place, postalCode)))
            .Where(found => found.Fit >= 0).OrderByDescending(found => found.Fit).ThenBy(found => found.Zone.Id)
            .Select(found => found.Zone).FirstOrDefault();
    }

    /// <summary>How specifically the zone names the destination; below 0 if it does not.</summary>
    private static int FitOf(ShippingZoneRecord zone, string country, string place, string postalCode)
    {
        const int RestOfTheWorld = 0, ByCountry = 1, ByRegion = 2;
        var byPostalCode = zone.PostalCodes.Where(range => range.Country == country && range.Contains(postalCode))
            .Select(range => ByRegion + range.From.Length).DefaultIfEmpty(-1).Max();
        if (byPostalCode > 0)
            return byPostalCode;
        if (place != country && zone.Regions.Contains(place))
            return ByRegion;
        if (zone.Countries.Contains(country))
            return ByCountry;
        return zone is { PostalCodes: [], Regions: [], Countries: [] } ? RestOfTheWorld : -1;
    }

    private static ShippingOffer Offer(ShippingMethodRecord method) => new(
        new()
        {
            MethodId = method.Id,
            Name = method.Name,
            Basis = method.Basis,
            Steps = method.Steps,
            FreeFrom = method.FreeFrom,
        },
        method.Code, method.Description, method.Kind, method.MinDays, method.MaxDays);
}
