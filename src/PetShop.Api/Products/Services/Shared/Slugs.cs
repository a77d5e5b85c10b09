using System.Globalization;
using System.Text;
using AnyAscii;
using PetShop.Api.Core.Text;
using PetShop.Api.Core.Text.Unicode;

namespace PetShop.Api.Products.Services.Shared;

/// <summary>Names in URLs: lower-case ASCII letters and digits. A slug is generated once and never changes.</summary>
internal static class Slugs
{
    /// <summary>The required form of a slug from a client.</summary>
    public const string Pattern = "^[a-z0-9]+([_-][a-z0-9]+)*$(?!\\n)";      // $ alone would allow a trailing line feed

    /// <summary>
    /// Removes accents from Latin letters and transliterates other scripts: <c>İyi mama</c>, <c>Корм</c>, <c>猫粮</c>.
    /// </summary>
    /// <param name="name">In NFC.</param>
    /// <param name="maxLength">The maximum length.</param>
    /// <param name="fallback">The slug of a name without letters, digits and named symbols.</param>
    /// <param name="separator">The character between words.</param>
    public static string From(string name, int maxLength, string fallback, char separator = '-')
    {
        var slug = Read(name, separator, IsOfWord);
        if (slug.Length == 0)
            slug = Read(name, separator, _ => true);        // emoji have names too
        return slug[..Math.Min(slug.Length, maxLength)].Trim(separator) is { Length: > 0 } made ? made : fallback;
    }

    private static string Read(string name, char separator, Func<Rune, bool> isOfWord)
    {
        var slug = new StringBuilder(name.Length);
        foreach (var c in name.EnumerateRunes().SelectMany(rune => isOfWord(rune) ? LettersOf(rune) : " "))
        {
            if (char.IsAsciiLetterOrDigit(c))
                slug.Append(char.ToLowerInvariant(c));
            else if (slug.Length > 0 && slug[^1] != separator)
                slug.Append(separator);
        }
        return slug.ToString();
    }

    /// <summary>
    /// Letters, digits and their marks. Apostrophes and invisible characters are removed, so that they do not split a
    /// word.
    /// </summary>
    private static bool IsOfWord(Rune rune) =>
        Rune.IsLetterOrDigit(rune) || IsApostrophe(rune) || InvisibleCharacters.Contains(rune)
            || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.EnclosingMark
                or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber
            || (!SearchText.IsTradeMark(rune) && NormalForms.Nfkd(rune.ToString()).Any(char.IsAsciiLetterOrDigit));

    private static bool IsApostrophe(Rune rune) => rune.Value is '\'' or '\u2019';

    /// <summary>
    /// ASCII letters and digits, with a space if a word ends within a character (<c>½</c>); empty for a character
    /// without a transliteration.
    /// </summary>
    private static string LettersOf(Rune rune)
    {
        if (IsApostrophe(rune) || InvisibleCharacters.Contains(rune))
            return "";
        var plain = new StringBuilder();
        foreach (var part in NormalForms.Nfkd(rune.ToString()).EnumerateRunes())
        {
            if (part.IsAscii && char.IsAsciiLetterOrDigit((char)part.Value))
                plain.Append(part);
            else if (LetterTable.Find(Rune.ToLowerInvariant(part)) is { } letters)
                plain.Append(letters);
            else if (Rune.IsPunctuation(part) || Rune.IsSymbol(part) || Rune.IsWhiteSpace(part))
                plain.Append(' ');
        }
        var read = plain.ToString();
        // Letters of other scripts are transliterated as a whole: their parts have no transliteration.
        return read.Any(char.IsAsciiLetterOrDigit)
            ? read
            : string.Concat(rune.ToString().Transliterate().Where(c => char.IsAsciiLetterOrDigit(c) || c is '_'));
    }
}
