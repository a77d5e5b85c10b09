using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using PetShop.Api.Core.Addresses;

namespace PetShop.Api.Auth.Services.Accounts;

/// <summary>
/// The form of VAT numbers. Those of the EU and Northern Ireland (XI) have the structures that the European Commission
/// publishes for VIES; of other countries only the beginning is known.
/// </summary>
internal static class VatNumbers
{
    private static readonly Dictionary<string, Regex> Forms = new()
    {
        ["AT"] = Form("U[0-9]{8}"),
        ["BE"] = Form("[01][0-9]{9}"),
        ["BG"] = Form("[0-9]{9,10}"),
        ["CY"] = Form("[0-9]{8}[A-Z]"),
        ["CZ"] = Form("[0-9]{8,10}"),
        ["DE"] = Form("[0-9]{9}"),
        ["DK"] = Form("[0-9]{8}"),
        ["EE"] = Form("[0-9]{9}"),
        ["EL"] = Form("[0-9]{9}"),
        ["ES"] = Form("[A-Z0-9][0-9]{7}[A-Z0-9]"),
        ["FI"] = Form("[0-9]{8}"),
        ["FR"] = Form("[A-HJ-NP-Z0-9]{2}[0-9]{9}"),
        ["HR"] = Form("[0-9]{11}"),
        ["HU"] = Form("[0-9]{8}"),
        ["IE"] = Form("(?:[0-9][A-Z0-9+*][0-9]{5}[A-Z]|[0-9]{7}[A-Z]{2})"),
        ["IT"] = Form("[0-9]{11}"),
        ["LT"] = Form("(?:[0-9]{9}|[0-9]{12})"),
        ["LU"] = Form("[0-9]{8}"),
        ["LV"] = Form("[0-9]{11}"),
        ["MT"] = Form("[0-9]{8}"),
        ["NL"] = Form("[0-9A-Z+*]{12}"),
        ["PL"] = Form("[0-9]{10}"),
        ["PT"] = Form("[0-9]{9}"),
        ["RO"] = Form("[0-9]{2,10}"),
        ["SE"] = Form("[0-9]{12}"),
        ["SI"] = Form("[0-9]{8}"),
        ["SK"] = Form("[0-9]{10}"),
        ["XI"] = Form("(?:[0-9]{9}|[0-9]{12}|GD[0-9]{3}|HA[0-9]{3})"),
    };

    private static readonly Regex Elsewhere = Form("[A-Z0-9]{2,13}");

    /// <summary>In capitals, without spaces, dots and hyphens; null for null.</summary>
    [return: NotNullIfNotNull(nameof(number))]
    public static string? Normalize(string? number) => number is null
        ? null
        : string.Concat(number.Where(c => c is not (' ' or '.' or '-'))).ToUpperInvariant();

    /// <summary>Whether a normalized number has the form of its country. Greece uses <c>EL</c>.</summary>
    public static bool HasForm(string number)
    {
        if (number.Length <= Places.CodeLength)
            return false;
        var (country, rest) = (number[..Places.CodeLength], number[Places.CodeLength..]);
        return Forms.TryGetValue(country, out var form)
            ? form.IsMatch(rest)
            : country != "GR" && Places.IsCountry(country) && Elsewhere.IsMatch(rest);
    }

    private static Regex Form(string pattern) => new($@"\A{pattern}\z", RegexOptions.CultureInvariant);
}
