using System.Linq.Expressions;
using PetShop.Api.Sales.Entities.Shipping;

namespace PetShop.Api.Sales.Services.Shipping;

/// <summary>A shipping zone for services.</summary>
internal sealed record ShippingZoneRecord(
    long Id, IReadOnlyList<string> Countries, IReadOnlyList<string> Regions, IReadOnlyList<PostalCodeRange> PostalCodes)
{
    public static readonly Expression<Func<ShippingZone, ShippingZoneRecord>> FromEntity = zone =>
        new(zone.Id, zone.Countries, zone.Regions, zone.PostalCodes);
}

/// <summary>A shipping method for services.</summary>
internal sealed record ShippingMethodRecord
{
    public static readonly Expression<Func<ShippingMethod, ShippingMethodRecord>> FromEntity = method => new()
    {
        Id = method.Id,
        ZoneId = method.ZoneId,
        Code = method.Code,
        Name = method.Name,
        Description = method.Description,
        Kind = method.Kind,
        Basis = method.Basis,
        Steps = method.Steps,
        FreeFrom = method.FreeFrom,
        MinDays = method.MinDays,
        MaxDays = method.MaxDays,
        MaxWeight = method.MaxWeight,
    };

    public required long Id { get; init; }
    public required long ZoneId { get; init; }
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required string? Description { get; init; }
    public required ShippingKind Kind { get; init; }
    public required ShippingBasis Basis { get; init; }
    public required IReadOnlyList<ShippingStep> Steps { get; init; }
    public required decimal? FreeFrom { get; init; }
    public required int MinDays { get; init; }
    public required int MaxDays { get; init; }
    public required decimal? MaxWeight { get; init; }
}

/// <summary>All zones and the methods that are offered, as read from the database.</summary>
internal sealed record ShippingRecords(
    IReadOnlyList<ShippingZoneRecord> Zones, IReadOnlyList<ShippingMethodRecord> Methods);
