using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PetShop.Api.Core.Addresses;

/// <summary>The form of a country's postal codes.</summary>
public sealed class PostalCodeFormat
{
    /// <summary>
    /// The difference between a full-width character, as Japanese keyboards type it, and its ASCII one.
    /// </summary>
    private const int FullWidth = 0xFEE0;

    // The input is bounded and these expressions take time linear in it.
    private readonly Lazy<Regex> _pattern;
    private readonly string _separator;
    private readonly int _separatorAt;

    /// <param name="pattern">A regular expression for the whole code without separators.</param>
    /// <param name="separator">Such as <c>space 3</c> or <c>hyphen -3</c>; empty if there is none.</param>
    internal PostalCodeFormat(string pattern, string separator, string example, bool isRequired)
    {
        _pattern = new(() => new($@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
        var parts = separator.Split(' ');
        _separator = parts[0] == "hyphen" ? "-" : " ";
        _separatorAt = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        (Example, IsRequired) = (example, isRequired);
    }

    /// <summary>A postal code that has this form.</summary>
    public string Example { get; }

    /// <summary>Whether each address of the country needs one.</summary>
    public bool IsRequired { get; }

    /// <summary>The code as the country writes it; null if it has another form.</summary>
    /// <param name="country">The country's code, which some people put before the postal code and some leave out where
    /// it is a part of it.</param>
    internal string? Format(string typed, string country)
    {
        if (Compact(typed) is not { } code)
            return null;
        if (_pattern.Value.IsMatch(code))
            return Separate(code);
        if (code.StartsWith(country, StringComparison.Ordinal) && _pattern.Value.IsMatch(code[country.Length..]))
            return Separate(code[country.Length..]);
        return _pattern.Value.IsMatch(country + code) ? Separate(country + code) : null;
    }

    /// <summary>
    /// A code of a country whose codes have no known form: letters and digits with single separators.
    /// </summary>
    internal static string? FormatUnknown(string typed)
    {
        var code = new StringBuilder();
        foreach (var c in typed)
        {
            var read = Read(c);
            if (IsSeparator(read) ? code.Length == 0 || !char.IsAsciiLetterOrDigit(code[^1])
                : !char.IsAsciiLetterOrDigit(read))
                return null;
            code.Append(read);
        }
        return code.Length > 0 && char.IsAsciiLetterOrDigit(code[^1]) ? code.ToString() : null;
    }

    /// <summary>Upper-case letters and digits only; null if there is anything but those and separators.</summary>
    private static string? Compact(string typed)
    {
        var code = new StringBuilder(typed.Length);
        foreach (var read in typed.Select(Read))
        {
            if (char.IsAsciiLetterOrDigit(read))
                code.Append(read);
            else if (!IsSeparator(read))
                return null;
        }
        return code.Length is > 0 and <= Country.MaxPostalCode ? code.ToString() : null;
    }

    private static char Read(char c) =>
        char.ToUpperInvariant(c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - FullWidth) : IsHyphen(c) ? '-' : c);

    private static bool IsHyphen(char c) => c is >= '\u2010' and <= '\u2015' or '\u2212';

    private static bool IsSeparator(char c) => c is ' ' or '-';

    private string Separate(string code)
    {
        var at = _separatorAt < 0 ? code.Length + _separatorAt : _separatorAt;
        return at > 0 && at < code.Length ? code.Insert(at, _separator) : code;
    }
}
