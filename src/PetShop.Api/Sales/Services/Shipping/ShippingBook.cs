using PetShop.Api.Core.Addresses;
using PetShop.Api.Sales.Entities.Shipping;
using PetShop.Api.Sales.Services.Pricing.Baskets;

namespace PetShop.Api.Sales.Services.Shipping;

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
    public IReadOnlyList<ShippingOffer> OffersFor(Place destination, decimal weight) =>
        ZoneOf(destination) is { } zone
            ? [.. _methods[zone.Id].Where(method => method.MaxWeight is null || weight <= method.MaxWeight)
                .Select(Offer)]
            : [];

    /// <summary>
    /// Whether places of this country belong to different zones, so that the country alone does not say what shipping
    /// costs.
    /// </summary>
    public bool DistinguishesWithin(string country) => _zones.Any(zone =>
        zone.PostalCodes.Any(range => range.Country == country)
        || zone.Regions.Any(region => region.StartsWith($"{country}-", StringComparison.Ordinal)));

    /// <summary>Whether both places belong to the same zone, or both to none.</summary>
    public bool AreInOneZone(Place one, Place other) => ZoneOf(one)?.Id == ZoneOf(other)?.Id;

    /// <summary>Whether it is a method by which customers collect their goods.</summary>
    public bool IsPickUp(long methodId) => Find(methodId)?.Kind == ShippingKind.PickUp;

    /// <summary>The greatest number of days of a method; null if it is no longer offered.</summary>
    public int? MaxDaysOf(long methodId) => Find(methodId)?.MaxDays;

    private ShippingMethodRecord? Find(long methodId) =>
        _methods.SelectMany(methods => methods).FirstOrDefault(method => method.Id == methodId);

    /// <summary>
    /// A postal code is more specific than a region, which is more specific than a country. Of several postal codes,
    /// the longest beginning wins; of several zones that are equally specific, the oldest.
    /// </summary>
    private ShippingZoneRecord? ZoneOf(Place destination)
    {
        var regions = Places.RegionCodesOf(destination);
        var postalCode = PostalCodeRange.Normalize(destination.PostalCode ?? "");
        return _zones.Select(zone => (Zone: zone, Fit: FitOf(zone, destination.Country, regions, postalCode)))
            .Where(found => found.Fit >= 0).OrderByDescending(found => found.Fit).ThenBy(found => found.Zone.Id)
            .Select(found => found.Zone).FirstOrDefault();
    }

    /// <summary>How specifically the zone names the destination; below 0 if it does not.</summary>
    private static int FitOf(ShippingZoneRecord zone, string country, string[] regions, string postalCode)
    {
        const int RestOfTheWorld = 0, ByCountry = 1, ByRegion = 2;
        var byPostalCode = zone.PostalCodes.Where(range => range.Country == country && range.Contains(postalCode))
            .Select(range => ByRegion + 1 + range.From.Length).DefaultIfEmpty(-1).Max();
        if (byPostalCode > 0)
            return byPostalCode;
        if (Array.FindLastIndex(regions, zone.Regions.Contains) is >= 0 and var narrowest)
            return ByRegion + narrowest;
        if (zone.Countries.Contains(country))
            return ByCountry;
        return zone is { PostalCodes: [], Regions: [], Countries: [] } ? RestOfTheWorld : -1;
    }

    private static ShippingOffer Offer(ShippingMethodRecord method) => new(
        new()
        {
            MethodId = method.Id,
            Name = method.Name,
            IsPickUp = method.Kind == ShippingKind.PickUp,
            Basis = method.Basis,
            Steps = method.Steps,
            FreeFrom = method.FreeFrom,
        },
        method.Code, method.Description, method.Kind, method.MinDays, method.MaxDays);
}
