using System.Globalization;
using System.Text;

namespace PetShop.Api.Core.Text;

/// <summary>
/// Invisible characters: format characters, fillers, variation selectors, and blank characters that are not spaces.
/// </summary>
internal static class InvisibleCharacters
{
    /// <summary>
    /// Whether the character is invisible. Spaces, line breaks and other control characters are not included.
    /// </summary>
    public static bool Contains(Rune rune) => rune.Value is
        0x034F                              // combining grapheme joiner
        or 0x115F or 0x1160 or 0x3164 or 0xFFA0 // Hangul fillers
        or 0x17B4 or 0x17B5                 // Khmer inherent vowels
        or 0x2800                           // Braille blank
        or 0x16FE4                          // Khitan filler
        or 0x1D159                          // musical null notehead
        or 0x13441 or 0x13442               // Egyptian blanks
        or 0xFFFC                           // object replacement
        or (>= 0x180B and <= 0x180F)        // Mongolian selectors and separator
        or (>= 0x2060 and <= 0x206F)
        or (>= 0xFE00 and <= 0xFE0F)        // variation selectors
        or (>= 0xFFF0 and <= 0xFFFB)
        or (>= 0xE0000 and <= 0xE0FFF)      // tags and more variation selectors
        || (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format && !IsVisibleFormat(rune));

    /// <summary>Signs that are drawn over or around the following digits.</summary>
    private static bool IsVisibleFormat(Rune rune) =>
        rune.Value is (>= 0x600 and <= 0x605) or 0x6DD or 0x70F or 0x890 or 0x891 or 0x8E2 or 0x110BD or 0x110CD;
}
