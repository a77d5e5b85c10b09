using System.Collections.Frozen;
using PetShop.Api.Core.Text;

namespace PetShop.Api.Core.Addresses;

/// <summary>The regions of a country: US states, Canadian provinces, Australian states.</summary>
public sealed class Regions
{
    private readonly FrozenDictionary<string, string> _codes;

    /// <param name="country">The country's code.</param>
    /// <param name="names">The English name of each code.</param>
    internal Regions(string country, IReadOnlyCollection<KeyValuePair<string, string>> names)
    {
        var codes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (code, name) in names)
        {
            codes[code] = codes[$"{country}-{code}"] = code;
            codes[SearchText.Fold(name)] = code;
        }
        _codes = codes.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        Example = names.First();
    }

    /// <summary>One of them: the code and the name.</summary>
    public KeyValuePair<string, string> Example { get; }

    /// <summary>
    /// The code of a region, given as a code (<c>CA</c>, <c>us-ca</c>) or by its English name, ignoring case, accents
    /// and punctuation.
    /// </summary>
    /// <returns>The part of ISO 3166-2 after the country; null if there is no such region.</returns>
    public string? Find(string typed) =>
        _codes.GetValueOrDefault(typed) ?? _codes.GetValueOrDefault(SearchText.Fold(typed));
}
