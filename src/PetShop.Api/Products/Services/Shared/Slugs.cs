using System.Globalization;
using System.Text;
using AnyAscii;
using PetShop.Api.Core.Text;
using PetShop.Api.Core.Text.Unicode;

namespace PetShop.Api.Products.Services.Shared;

/// <summary>Names as they stand in URLs: lower-case ASCII letters and digits. A slug is made once and never changes.</summary>
internal static class Slugs
{
    /// <summary>What a slug that a client gives must look like.</summary>
    public const string Pattern = "^[a-z0-9]+([_-][a-z0-9]+)*$(?!\\n)";      // $ alone lets a last line feed pass

    /// <summary>Letters of Latin without their accents, those of other scripts as they sound: <c>İyi mama</c>, <c>Корм</c>, <c>猫粮</c>.</summary>
    /// <param name="name">In NFC.</param>
    /// <param name="maxLength">At most so many characters.</param>
    /// <param name="fallback">For a name without any letter, digit or picture that has a name.</param>
    /// <param name="separator">What joins the words.</param>
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

    /// <summary>Letters, digits and their marks; apostrophes and what is invisible vanish, rather than cut a word in two.</summary>
    private static bool IsOfWord(Rune rune) => Rune.IsLetterOrDigit(rune) || IsApostrophe(rune) || InvisibleCharacters.Contains(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
            or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber
        || (!SearchText.IsTradeMark(rune) && NormalForms.Nfkd(rune.ToString()).Any(char.IsAsciiLetterOrDigit));

    private static bool IsApostrophe(Rune rune) => rune.Value is '\'' or '\u2019';

    /// <summary>ASCII letters and digits, with a blank where a word ends inside a character (<c>½</c>); empty for what has no sound.</summary>
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
        // A letter of another script is asked for whole: its parts have no sound of their own.
        return read.Any(char.IsAsciiLetterOrDigit) ? read : string.Concat(rune.ToString().Transliterate().Where(c => char.IsAsciiLetterOrDigit(c) || c is '_'));
    }
}
