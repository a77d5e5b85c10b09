using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace PetShop.Api.Products.Services.Shared;

/// <summary>Names as they stand in URLs: lower-case ASCII letters and digits.</summary>
internal static class Slugs
{
    /// <summary>What a slug that a client gives must look like.</summary>
    public const string Pattern = "^[a-z0-9]+([_-][a-z0-9]+)*$(?!\\n)";      // $ alone lets a last line feed pass

    /// <summary>
    /// Letters of Latin-1 and Latin Extended-A by the letter they are read as. The process runs without ICU, where a string cannot be
    /// taken apart into letters and accents.
    /// </summary>
    private static readonly (string Letter, string Variants)[] Folds =
    [
        ("a", "àáâãäåāăą"), ("ae", "æ"), ("c", "çćĉċč"), ("d", "ďđð"), ("e", "èéêëēĕėęě"), ("g", "ĝğġģ"), ("h", "ĥħ"), ("i", "ìíîïĩīĭįı"), ("j", "ĵ"), ("k", "ķ"),
        ("l", "ĺļľŀł"), ("n", "ñńņňŋ"), ("o", "òóôõöøōŏő"), ("oe", "œ"), ("r", "ŕŗř"), ("s", "śŝşšſ"), ("ss", "ß"), ("t", "ţťŧ"), ("th", "þ"),
        ("u", "ùúûüũūŭůűų"), ("w", "ŵ"), ("y", "ýÿŷ"), ("z", "źżž"),
    ];

    private static readonly FrozenDictionary<char, string> FoldOf =
        Folds.SelectMany(fold => fold.Variants.Select(variant => KeyValuePair.Create(variant, fold.Letter))).ToFrozenDictionary();

    /// <param name="fallback">For a name without any letter or digit of ASCII.</param>
    public static string From(string name, int maxLength, string fallback, char separator = '-')
    {
        var slug = new StringBuilder(name.Length);
        foreach (var c in name.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
                slug.Append(c);
            else if (FoldOf.TryGetValue(c, out var letters))
                slug.Append(letters);
            else if (!IsPartOfWord(c) && slug.Length > 0 && slug[^1] != separator)
                slug.Append(separator);
        }
        return slug.ToString(0, Math.Min(slug.Length, maxLength)).TrimEnd(separator) is { Length: > 0 } made ? made : fallback;
    }

    /// <summary>Accents and apostrophes vanish, rather than cut a word in two.</summary>
    private static bool IsPartOfWord(char c) => c is '\'' or '’' || char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;
}
