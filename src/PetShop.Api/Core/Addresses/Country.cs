namespace PetShop.Api.Core.Addresses;

/// <summary>A country of ISO 3166-1, with what an address in it looks like.</summary>
/// <param name="Code">ISO 3166-1 alpha-2, such as <c>DE</c>.</param>
/// <param name="Name">The English name.</param>
/// <param name="PostalCodes">The form of its postal codes; null if it has none.</param>
/// <param name="Layout">The order of <c>C</c>ity, <c>S</c> (region) and <c>Z</c> (postal code); <c>|</c> starts a new
/// line.</param>
public sealed record Country(string Code, string Name, PostalCodeFormat? PostalCodes, string Layout)
{
    /// <summary>The most characters of a postal code, with separators.</summary>
    public const int MaxPostalCode = 20;

    /// <summary>Whether an address must have a postal code.</summary>
    public bool NeedsPostalCode => PostalCodes is { IsRequired: true };

    /// <summary>
    /// The postal code as the country writes it: <c>sw1a1aa</c> becomes <c>SW1A 1AA</c>. In a country without postal
    /// codes, any letters and digits are accepted, because some carriers ask for a code everywhere.
    /// </summary>
    /// <returns>Null if it is not a postal code of this country.</returns>
    public string? FormatPostalCode(string typed) => PostalCodes is { } format
        ? format.Format(typed, Code)
        : PostalCodeFormat.FormatUnknown(typed);
}
