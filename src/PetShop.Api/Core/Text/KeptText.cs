using System.Globalization;
using System.Text;
using PetShop.Api.Core.Text.Unicode;

namespace PetShop.Api.Core.Text;

/// <summary>What text may look like.</summary>
public enum TextShape
{
    /// <summary>One line: names, codes, addresses of e-mail and pages.</summary>
    Line,

    /// <summary>Running text: it may have line breaks, and the invisible characters that such text needs.</summary>
    Lines,
}

/// <summary>Text that people type, as the shop keeps and compares it.</summary>
/// <param name="Text">In NFC, trimmed, with single blanks; null when there was nothing to see.</param>
/// <param name="Refusal">Why it cannot be taken; null when it can.</param>
public readonly record struct KeptText(string? Text, string? Refusal)
{
    private const char LineFeed = '\n';

    /// <summary>Brings text to the one form that is kept. Doing it again changes nothing.</summary>
    public static KeptText From(string typed, TextShape shape)
    {
        var runes = NormalForms.Nfc(typed).EnumerateRunes().ToList();
        if (runes.TrueForAll(rune => IsBlank(rune) || IsLineBreak(rune) || InvisibleCharacters.Contains(rune)))
            return default;
        var kept = new StringBuilder(typed.Length);
        for (var i = 0; i < runes.Count; i++)
        {
            if (IsBlank(runes[i]))
                AppendBlank(kept);
            else if (IsLineBreak(runes[i]) && shape == TextShape.Lines)
                AppendLineBreak(kept, runes, i);
            else if (Refuse(runes, i, shape) is { } refusal)
                return new(null, refusal);
            else
                kept.Append(runes[i]);
        }
        return new(kept.ToString().TrimEnd(' ', LineFeed), null);
    }

    /// <summary>One blank between words, none at the beginning of a line.</summary>
    private static void AppendBlank(StringBuilder kept)
    {
        if (kept.Length > 0 && kept[^1] is not (' ' or LineFeed))
            kept.Append(' ');
    }

    /// <summary>Every kind of line break is one line feed; at most one line stays empty between two others.</summary>
    private static void AppendLineBreak(StringBuilder kept, List<Rune> runes, int at)
    {
        if (at > 0 && runes[at].Value == LineFeed && runes[at - 1].Value == '\r')
            return;
        while (kept.Length > 0 && kept[^1] == ' ')
            kept.Length--;
        if (kept.Length > 0 && !(kept.Length > 1 && kept[^1] == LineFeed && kept[^2] == LineFeed))
            kept.Append(LineFeed);
    }

    private static string? Refuse(List<Rune> runes, int at, TextShape shape)
    {
        var rune = runes[at];
        var what = CharacterRules.Fault(rune);
        if (what is null || (shape == TextShape.Lines && CharacterRules.IsOfRunningText(rune)))
            return null;
        return CharacterRules.IsInPlace(rune, at > 0 ? runes[at - 1] : null, at + 1 < runes.Count ? runes[at + 1] : null)
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"Remove the character U+{rune.Value:X4}: {what}");
    }

    private static bool IsBlank(Rune rune) => rune.Value == '\t' || Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpaceSeparator;

    private static bool IsLineBreak(Rune rune) => rune.Value is LineFeed or '\r' or 0x85 or 0x2028 or 0x2029;
}
