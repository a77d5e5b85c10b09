namespace PetShop.Api.Sales.Entities.Shipping;

/// <summary>
/// Places with the same shipping methods. A zone without countries, regions and postal codes is the rest of the world.
/// </summary>
public sealed class ShippingZone
{
    public const int NameLength = 50;
    public const int MaxCountries = 250;
    public const int MaxRegions = 500;
    public const int MaxPostalCodes = 500;

    public long Id { get; private set; }

    public required string Name { get; set; }

    /// <summary>ISO 3166-1 codes of whole countries.</summary>
    public required string[] Countries { get; set; }

    /// <summary>ISO 3166-2 codes of regions, such as <c>US-CA</c>.</summary>
    public required string[] Regions { get; set; }

    public required IReadOnlyList<PostalCodeRange> PostalCodes { get; set; }

    /// <summary>Counts edits, for If-Match.</summary>
    public long Version { get; private set; } = 1;

    public void MarkEdited() => Version++;
}

/// <summary>
/// Postal codes of a country, by their beginnings: those from <c>From</c> to <c>To</c>, which have the same length.
/// </summary>
/// <param name="Country">ISO 3166-1.</param>
/// <param name="From">Capital letters and digits.</param>
/// <param name="To">Equal to <paramref name="From"/> for one beginning.</param>
public sealed record PostalCodeRange(string Country, string From, string To)
{
    public const int MaxLength = 10;

    /// <summary>Whether the postal code, in capitals and without spaces and hyphens, begins in the range.</summary>
    public bool Contains(string postalCode)
    {
        if (postalCode.Length < From.Length)
            return false;
        var beginning = postalCode[..From.Length];
        return string.CompareOrdinal(beginning, From) >= 0 && string.CompareOrdinal(beginning, To) <= 0;
    }

    /// <summary>In capitals, without spaces and hyphens: <c>sw1a 1aa</c> is <c>SW1A1AA</c>.</summary>
    public static string Normalize(string postalCode) =>
        string.Concat(postalCode.Where(c => c is not (' ' or '-'))).ToUpperInvariant();
}
