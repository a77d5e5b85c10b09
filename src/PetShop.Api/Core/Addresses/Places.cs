using System.Text.RegularExpressions;

namespace PetShop.Api.Core.Addresses;

/// <summary>Codes of countries and regions, and which of them are in the EU's VAT area.</summary>
public static partial class Places
{
    /// <summary>The length of the longest code of a place, such as <c>US-CA</c> or <c>FR-75C</c>.</summary>
    public const int PlaceLength = 6;

    public const int CodeLength = 2;
    public const int RegionLength = 3;

    /// <summary>A region's part of an ISO 3166-2 code.</summary>
    public const string RegionPattern = @"^[A-Z0-9]{1,3}\z";

    private static readonly HashSet<string> EuMembers =
        ["AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE",
            "IT", "LT", "LU", "LV",
            "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"];

    /// <summary>The member states of the EU, in alphabetical order.</summary>
    public static IEnumerable<string> OfEu => EuMembers.Order(StringComparer.Ordinal);

    /// <summary>Whether it is a country's code (ISO 3166-1 alpha-2), in capitals.</summary>
    public static bool IsCountry(string? code) => code is not null && Countries.Find(code)?.Code == code;

    /// <summary>Whether it is a country's code, or that of one of its regions, such as <c>US-CA</c>.</summary>
    public static bool IsPlace(string? code) => IsCountry(code) || IsRegion(code);

    /// <summary>
    /// Whether it has the form of a region's code (ISO 3166-2), such as <c>US-CA</c>. The regions themselves are not
    /// known.
    /// </summary>
    public static bool IsRegion(string? code) =>
        code is not null && RegionCode().IsMatch(code) && IsCountry(code[..CodeLength]);

    /// <summary>The code of a country or of one of its regions.</summary>
    /// <param name="region">The part after the hyphen; null or empty for the whole country.</param>
    public static string PlaceOf(string country, string? region) =>
        string.IsNullOrEmpty(region) ? country : $"{country}-{region}";

    /// <summary>The place with a code of <see cref="PlaceOf"/>.</summary>
    public static Place OfCode(string code) =>
        new(code[..CodeLength], code.Length > CodeLength ? code[(CodeLength + 1)..] : null);

    /// <summary>
    /// The EU member state whose VAT applies; null outside the EU's VAT area. Monaco counts as France (2006/112/EC,
    /// article 7).
    /// </summary>
    public static string? VatCountryOf(Place place) =>
        place.Country == "MC" ? "FR"
            : EuMembers.Contains(place.Country) && SpecialTerritory.Of(place) is not { IsOutsideVatArea: true }
                ? place.Country : null;

    /// <summary>Whether it belongs to a member state of the EU, but not to its VAT area.</summary>
    public static bool IsOutsideVatArea(Place place) => SpecialTerritory.Of(place) is { IsOutsideVatArea: true };

    /// <summary>
    /// The code of the country or, if one is known, of the region. Where the postal code says which region it is, what
    /// the customer typed as region does not matter.
    /// </summary>
    public static string CodeOf(Place place) => PlaceOf(place.Country, RegionOf(place));

    /// <summary>
    /// The codes of the regions that it is in, from the widest to the narrowest; none if no region is known. A rate, a
    /// registration or a zone of any of them applies to it.
    /// </summary>
    public static string[] RegionCodesOf(Place place) => RegionOf(place) is not { } region ? []
        : SpecialTerritory.Of(place)?.Within is { } wider
            ? [PlaceOf(place.Country, wider), PlaceOf(place.Country, region)]
            : [PlaceOf(place.Country, region)];

    /// <summary>The region's part of the code; null if none is known.</summary>
    public static string? RegionOf(Place place) => SpecialTerritory.Of(place)?.Region
        ?? (place.PostalCode is not null && SpecialTerritory.IsRegion(place.Country, place.Region)
            ? null : place.Region);

    [GeneratedRegex(@"^[A-Z]{2}-[A-Z0-9]{1,3}\z")]
    private static partial Regex RegionCode();
}

/// <summary>Where goods are handed over, as far as taxes and shipping depend on it.</summary>
/// <param name="Country">ISO 3166-1.</param>
/// <param name="Region">As in an address: the region's part of its ISO 3166-2 code in the US, Canada and Australia, any
/// text elsewhere; null if there is none.</param>
/// <param name="PostalCode">In any spelling; null if it is not known.</param>
public sealed record Place(string Country, string? Region = null, string? PostalCode = null);

/// <summary>
/// A territory of a member state of the EU whose VAT differs from that of the state. An address is in it if its postal
/// code says so. What was typed as region counts only without a postal code.
/// </summary>
/// <remarks>
/// Source: Directive 2006/112/EC, article 6 (outside the VAT area) and article 105 (Azores and Madeira); the postal
/// codes are those of the national postal services.
/// </remarks>
/// <param name="Country">The member state.</param>
/// <param name="Region">Its part of an ISO 3166-2 code; null if it has none.</param>
/// <param name="PostalCodes">The beginnings of its postal codes, without separators.</param>
/// <param name="Within">The region that includes it, if customs and taxes are the same in all of that; otherwise
/// null.</param>
/// <param name="IsOutsideVatArea">Whether the VAT directive does not apply there.</param>
internal sealed record SpecialTerritory(
    string Country, string? Region, string[] PostalCodes, string? Within = null, bool IsOutsideVatArea = true)
{
    private static readonly ILookup<string, SpecialTerritory> All = new SpecialTerritory[]
    {
        new("ES", "CN", []),                                            // Canary Islands
        new("ES", "GC", ["35"], Within: "CN"),                          // their province Las Palmas
        new("ES", "TF", ["38"], Within: "CN"),                          // their province Santa Cruz de Tenerife
        new("ES", "CE", ["51"]),                                        // Ceuta
        new("ES", "ML", ["52"]),                                        // Melilla
        new("FI", "01", ["22"]),                                        // Åland
        new("GR", "69", ["63086"]),                                     // Mount Athos
        new("DE", null, ["27498", "78266"]),                            // Heligoland, Büsingen
        new("IT", null, ["23041", "22061"]),                            // Livigno, Campione d'Italia
        new("FR", null, ["97", "984", "986", "987", "988"]),            // overseas, as far as written as France
        new("PT", "20", ["95", "96", "97", "98", "99"], IsOutsideVatArea: false),       // Azores
        new("PT", "30", ["90", "91", "92", "93", "94"], IsOutsideVatArea: false),       // Madeira
    }.ToLookup(territory => territory.Country);

    /// <summary>The territory that an address is in; null for the rest of the world.</summary>
    public static SpecialTerritory? Of(Place place)
    {
        if (place.PostalCode is not { } typed)
            return place.Region is { } region
                ? All[place.Country].FirstOrDefault(territory => territory.Region == region) : null;
        var code = typed.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        return All[place.Country].FirstOrDefault(territory => Array.Exists(
            territory.PostalCodes, start => code.StartsWith(start, StringComparison.Ordinal)));
    }

    /// <summary>Whether it is the code of such a territory.</summary>
    public static bool IsRegion(string country, string? region) =>
        region is not null && All[country].Any(territory => territory.Region == region);
}
