using System.Linq.Expressions;
using System.Text.Json.Serialization;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Patching;
using PetShop.Api.Sales.Entities.Shipping;

namespace PetShop.Api.Sales.Dtos.Shipping;

/// <summary>Places with the same shipping methods.</summary>
public sealed record ShippingZoneResponse : IIdempotentResult
{
    internal static readonly Expression<Func<ShippingZone, ShippingZoneResponse>> FromEntity =
        zone => new ShippingZoneResponse
        {
            Id = zone.Id,
            Name = zone.Name,
            Countries = zone.Countries,
            Regions = zone.Regions,
            PostalCodes = zone.PostalCodes,
            Version = zone.Version,
        };

    private static readonly Func<ShippingZone, ShippingZoneResponse> Map = FromEntity.Compile();

    /// <example>1</example>
    public required long Id { get; init; }

    /// <example>Home</example>
    public required string Name { get; init; }

    /// <summary>ISO 3166-1 codes of whole countries.</summary>
    /// <example>["DE"]</example>
    public required IReadOnlyList<string> Countries { get; init; }

    /// <summary>ISO 3166-2 codes of regions.</summary>
    public required IReadOnlyList<string> Regions { get; init; }

    /// <summary>Ranges of postal codes.</summary>
    public required IReadOnlyList<PostalCodeRange> PostalCodes { get; init; }

    /// <summary>The number of edits; sent as the ETag.</summary>
    [JsonIgnore]
    public long Version { get; init; }

    /// <summary>It contains no personal data.</summary>
    long IIdempotentResult.OwnerId => 0;

    internal static ShippingZoneResponse From(ShippingZone zone) => Map(zone);
}

/// <summary>Postal codes of a country, by their beginnings. Spaces, hyphens and case are ignored.</summary>
public sealed record PostalCodeRangeRequest
{
    /// <summary>ISO 3166-1, in capitals.</summary>
    /// <example>NO</example>
    public string? Country { get; init; }

    /// <summary>The first beginning, such as <c>20</c> for all codes that begin with 20.</summary>
    /// <example>9170</example>
    public string? From { get; init; }

    /// <summary>The last beginning, of the same length; absent if it is the same as <c>from</c>.</summary>
    /// <example>9178</example>
    public string? To { get; init; }
}

/// <summary>
/// A new zone. Without countries, regions and postal codes, it is for the rest of the world: for all places that no
/// other zone names.
/// </summary>
public sealed record CreateShippingZoneRequest
{
    /// <example>Nordic countries</example>
    public string? Name { get; init; }

    /// <summary>ISO 3166-1 codes of whole countries, in capitals.</summary>
    /// <example>["NO","IS"]</example>
    public IReadOnlyList<string>? Countries { get; init; }

    /// <summary>ISO 3166-2 codes of regions, such as <c>US-CA</c>.</summary>
    public IReadOnlyList<string>? Regions { get; init; }

    /// <summary>Ranges of postal codes.</summary>
    public IReadOnlyList<PostalCodeRangeRequest>? PostalCodes { get; init; }
}

/// <summary>
/// A change of a zone (JSON Merge Patch): absent fields are unchanged. A list replaces the whole list.
/// </summary>
public sealed record UpdateShippingZoneRequest
{
    /// <summary>The zone's name.</summary>
    /// <example>At home</example>
    public Optional<string> Name { get; init; }

    /// <summary>ISO 3166-1 codes of whole countries, in capitals.</summary>
    public Optional<IReadOnlyList<string>> Countries { get; init; }

    /// <summary>ISO 3166-2 codes of regions, such as <c>US-CA</c>.</summary>
    public Optional<IReadOnlyList<string>> Regions { get; init; }

    /// <summary>Ranges of postal codes.</summary>
    public Optional<IReadOnlyList<PostalCodeRangeRequest>> PostalCodes { get; init; }
}

/// <summary>A page of zones, in the order of their creation.</summary>
public sealed record ShippingZoneFilter : PageQuery;
