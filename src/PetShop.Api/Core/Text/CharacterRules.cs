using System.Globalization;
using System.Text;
using PetShop.Api.Core.Text.Unicode;

namespace PetShop.Api.Core.Text;

/// <summary>Which characters user input may contain, and which only in certain positions.</summary>
internal static class CharacterRules
{
    private const int ZeroWidthNonJoiner = 0x200C, ZeroWidthJoiner = 0x200D;
    private const int TextStyle = 0xFE0E, EmojiStyle = 0xFE0F;
    private const int BlackFlag = 0x1F3F4, FirstTag = 0xE0020, CancelTag = 0xE007F;
    private const byte ViramaClass = 9;

    /// <summary>What to do about a rejected character.</summary>
    public static string Refusal(Rune rune) =>
        string.Create(CultureInfo.InvariantCulture, $"Remove the character U+{rune.Value:X4}: {Fault(rune)}");

    /// <summary>What is wrong with a character on its own; null if it is allowed.</summary>
    public static string? Fault(Rune rune)
    {
        if (IsDirectional(rune))
            return "it changes the text direction.";
        if (InvisibleCharacters.Contains(rune))
            return "it is invisible.";
        if (rune == Rune.ReplacementChar)
            return "it replaces a character that was lost in a conversion.";
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => "this field must be a single line.",
            UnicodeCategory.Control when rune.Value is '\n' or '\r' or 0x85 => "this field must be a single line.",
            UnicodeCategory.Control => "it is a control character.",
            UnicodeCategory.PrivateUse => "it is for private use and has no standard meaning.",
            UnicodeCategory.OtherNotAssigned => "it is not assigned in Unicode.",
            _ => null,
        };
    }

    /// <summary>
    /// Soft hyphens, break opportunities, and the marks for mixed Hebrew, Arabic and Latin text; none of them reorders
    /// other text.
    /// </summary>
    public static bool IsOfRunningText(Rune rune) =>
        rune.Value is 0xAD or 0x200B or 0x200E or 0x200F or 0x61C or 0x2060;

    /// <summary>
    /// Whether an invisible character makes a visible difference in its position: it joins an emoji or shapes a letter
    /// of a cursive script.
    /// </summary>
    public static bool IsInPlace(Rune rune, Rune? before, Rune? after) => before is { } previous && rune.Value switch
    {
        ZeroWidthJoiner => FollowsVirama(previous)
            || (after is { } next
                ? (IsEmoji(previous) && IsSymbol(next)) || (IsCursive(previous) && !IsCursive(next))
                : IsCursive(previous)),
        ZeroWidthNonJoiner => FollowsVirama(previous) || (IsCursive(previous) && after is { } next && IsCursive(next)),
        TextStyle or EmojiStyle => IsSymbol(previous)
            || previous.Value is (>= '0' and <= '9') or '#' or '*' or 0x203C or 0x2049 or 0x2139 or 0x3030,
        >= 0xFE00 and < TextStyle => IsHan(previous) || IsMyanmar(previous),
        >= 0xE0100 and <= 0xE01EF => IsHan(previous),
        (>= 0x180B and <= 0x180D) or 0x180F => IsMongolian(previous),
        CancelTag => IsTag(previous),
        >= FirstTag and < CancelTag =>
            (previous.Value == BlackFlag || IsTag(previous)) && after is { Value: > FirstTag and <= CancelTag },
        _ => false,
    };

    /// <summary>In Indic scripts, a joiner after a virama determines how the letters are joined.</summary>
    private static bool FollowsVirama(Rune before) => UnicodeTables.ClassOf(before.Value) == ViramaClass;

    /// <summary>Letters of cursive scripts: Arabic, Syriac, N'Ko, Mandaic, Mongolian, Rohingya, Adlam.</summary>
    private static bool IsCursive(Rune rune) => IsMongolian(rune) || rune.Value is
        (>= 0x620 and <= 0x6FF) or (>= 0x700 and <= 0x74F) or (>= 0x750 and <= 0x77F) or (>= 0x7C0 and <= 0x7FF)
        or (>= 0x840 and <= 0x85F) or (>= 0x860 and <= 0x8FF) or (>= 0x10D00 and <= 0x10D3F)
        or (>= 0x1E900 and <= 0x1E95F);

    private static bool IsMongolian(Rune rune) => rune.Value is >= 0x1820 and <= 0x18AA;

    private static bool IsMyanmar(Rune rune) => rune.Value is (>= 0x1000 and <= 0x109F) or (>= 0xAA60 and <= 0xAA7F);

    private static bool IsHan(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherLetter
        && rune.Value is (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF)
            or (>= 0x20000 and <= 0x3FFFF);

    private static bool IsEmoji(Rune rune) =>
        IsSymbol(rune) || rune.Value is EmojiStyle or CancelTag or (>= 0x1F3FB and <= 0x1F3FF);

    private static bool IsSymbol(Rune rune) => rune != Rune.ReplacementChar && !InvisibleCharacters.Contains(rune)
        && Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol or UnicodeCategory.MathSymbol;

    private static bool IsTag(Rune rune) => rune.Value is > FirstTag and < CancelTag;

    private static bool IsDirectional(Rune rune) =>
        rune.Value is 0x61C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
