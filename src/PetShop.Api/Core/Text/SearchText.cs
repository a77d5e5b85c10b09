using System.Globalization;
using System.Text;
using PetShop.Api.Core.Text.Unicode;

namespace PetShop.Api.Core.Text;

/// <summary>The folding of both the searched text and the search terms.</summary>
public static class SearchText
{
    /// <summary>Stretches an Arabic word and is not part of its spelling.</summary>
    private const int Tatweel = 0x640;

    private const char TradeMark = '\u2122', ServiceMark = '\u2120';

    /// <summary>
    /// Converts text to lower-case words separated by spaces: <c>Purée-Mix Ⅱ, 2kg</c> becomes <c>puree mix ii 2 kg</c>.
    /// Accents are removed, letters such as <c>ø</c> and <c>ß</c> become <c>o</c> and <c>ss</c>, digits and letters are
    /// separated, and everything else becomes a space; invisible characters are removed. The result is deterministic,
    /// and folding it again changes nothing. It is empty if there is no letter and no digit.
    /// </summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        var last = Kind.Blank;
        foreach (var rune in NormalForms.Nfkd(text.Replace(TradeMark, ' ').Replace(ServiceMark, ' ')).EnumerateRunes())
        {
            var kind = KindOf(rune);
            if (kind == Kind.Nothing)
                continue;
            if (kind != Kind.Blank)
            {
                if (kind != last && folded.Length > 0)
                    folded.Append(' ');
                Append(folded, rune, kind);
            }
            last = kind;
        }
        return NormalForms.Nfc(folded.ToString());      // recomposes Korean syllables
    }

    /// <summary>The signs ™ and ℠, which would otherwise become letters of the preceding name.</summary>
    internal static bool IsTradeMark(Rune rune) => rune.Value is TradeMark or ServiceMark;

    private static void Append(StringBuilder folded, Rune rune, Kind kind)
    {
        if (kind == Kind.Digit && Rune.GetNumericValue(rune) is >= 0 and <= 9 and var digit && Rune.IsDigit(rune))
        {
            folded.Append((char)('0' + (int)digit));
            return;
        }
        var lower = Rune.ToLowerInvariant(rune);
        if (LetterTable.Find(lower) is { } letters)
            folded.Append(letters);
        else
            folded.Append(lower);
    }

    private static Kind KindOf(Rune rune)
    {
        if (rune.Value == Tatweel || InvisibleCharacters.Contains(rune))
            return Kind.Nothing;
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark =>
                Kind.Nothing,
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.OtherNumber => Kind.Digit,
            UnicodeCategory.LetterNumber => Kind.Letter,
            _ when Rune.IsLetter(rune) => IsApostrophe(rune) ? Kind.Blank : Kind.Letter,
            _ => Kind.Blank,
        };
    }

    /// <summary>Modifier letters that look like apostrophes and primes are treated as those.</summary>
    private static bool IsApostrophe(Rune rune) => rune.Value is >= 0x2B9 and <= 0x2BF or 0xA78B or 0xA78C;

    private enum Kind
    {
        Nothing,
        Blank,
        Letter,
        Digit,
    }
}
