using System.Collections.Frozen;

namespace PetShop.Api.Core.Addresses;

/// <summary>
/// The countries of ISO 3166-1 and the regions that matter for taxes and shipping, from the files in the folder Data.
/// The framework has no such table of its own: its data differ from machine to machine.
/// </summary>
public static class Countries
{
    private static readonly FrozenDictionary<string, Country> ByCode =
        Lines("countries.txt").Select(ReadCountry).ToFrozenDictionary(country => country.Code);

    private static readonly FrozenDictionary<string, Regions> RegionsOf = Lines("regions.txt")
        .GroupBy(line => line[0])
        .ToFrozenDictionary(country => country.Key, country => new Regions(country.Key, [.. country.Select(
            line => new KeyValuePair<string, string>(line[1], line[2]))]));

    /// <summary>All of them, by code.</summary>
    public static IEnumerable<Country> All => ByCode.Values.OrderBy(country => country.Code, StringComparer.Ordinal);

    /// <summary>The country with this code, ignoring case; null if there is none.</summary>
    /// <param name="code">ISO 3166-1 alpha-2.</param>
    public static Country? Find(string? code) =>
        code is { Length: 2 } ? ByCode.GetValueOrDefault(code.ToUpperInvariant()) : null;

    /// <summary>The regions of a country in which an address needs one; null for other countries.</summary>
    /// <param name="country">The country's code, in upper case.</param>
    public static Regions? FindRegions(string country) => RegionsOf.GetValueOrDefault(country);

    private static Country ReadCountry(string[] line) => new(line[0], line[1],
        line[2].Length == 0 ? null : new(line[2], line[3], line[4], isRequired: line[5] == "required"), line[6]);

    private static List<string[]> Lines(string file)
    {
        using var stream = typeof(Countries).Assembly.GetManifestResourceStream(typeof(Countries), $"Data.{file}")
            ?? throw new InvalidOperationException($"{file} is not in the assembly.");
        using var reader = new StreamReader(stream);
        var lines = new List<string[]>();
        while (reader.ReadLine() is { } line)
        {
            if (line is not ['#', ..])
                lines.Add(line.Split(';'));
        }
        return lines;
    }
}
