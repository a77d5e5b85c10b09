using System.Globalization;
using System.Text;

namespace PetShop.Api.Products.Services.Shared;

/// <summary>Names as they stand in URLs: lower-case ASCII letters and digits.</summary>
internal static class Slugs
{
    /// <summary>What a slug that a client gives must look like.</summary>
    public const string Pattern = "^[a-z0-9]+([_-][a-z0-9]+)*$";

    /// <param name="fallback">For a name without any letter or digit of ASCII.</param>
    public static string From(string name, int maxLength, string fallback, char separator = '-')
    {
        var slug = new StringBuilder(name.Length);
        foreach (var c in name.Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(c))
                slug.Append(char.ToLowerInvariant(c));
            else if (!IsPartOfWord(c) && slug.Length > 0 && slug[^1] != separator)
                slug.Append(separator);
            if (slug.Length == maxLength)
                break;
        }
        return slug.ToString().TrimEnd(separator) is { Length: > 0 } made ? made : fallback;
    }

    /// <summary>Accents and apostrophes vanish, rather than cut a word in two.</summary>
    private static bool IsPartOfWord(char c) => c is '\'' or '’' || char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;
}
