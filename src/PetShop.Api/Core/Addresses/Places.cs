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

    /// <summary>
    /// Regions of member states in which the VAT directive does not apply (2006/112/EC, article 6): the Canary Islands,
    /// Ceuta, Melilla, Mount Athos and Åland. Others, such as Livigno, have no code of their own.
    /// </summary>
    private static readonly HashSet<string> OutsideVatArea =
        ["ES-CN", "ES-GC", "ES-TF", "ES-CE", "ES-ML", "GR-69", "FI-01"];

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

    /// <summary>
    /// The EU member state whose VAT applies; null outside the EU's VAT area. Monaco counts as France (2006/112/EC,
    /// article 7).
    /// </summary>
    public static string? VatCountryOf(string country, string? region) =>
        country == "MC" ? "FR"
            : EuMembers.Contains(country) && !OutsideVatArea.Contains(PlaceOf(country, region)) ? country : null;

    [GeneratedRegex(@"^[A-Z]{2}-[A-Z0-9]{1,3}\z")]
    private static partial Regex RegionCode();
}
