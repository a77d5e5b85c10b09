using System.Globalization;
using System.Text;
using PetShop.Api.Core.Text.Unicode;

namespace PetShop.Api.Core.Text;

/// <summary>User input in the normalized form in which the shop stores and compares it.</summary>
/// <param name="Text">In NFC, trimmed, with single spaces; null if there was nothing visible.</param>
/// <param name="Refusal">Why it is rejected; null if it is valid.</param>
public readonly record struct TextNormalizer(string? Text, string? Refusal)
{
    private const char LineFeed = '\n';

    /// <summary>Normalizes text. Normalized text does not change.</summary>
    public static TextNormalizer From(string typed, TextShape shape)
    {
        if (shape == TextShape.Verbatim)
            return typed.Contains('\0') ? new(null, CharacterRules.Refusal(default)) : new(typed, null);
        if (IsNormalized(typed))
            return new(typed, null);
        var runes = NormalForms.Nfc(typed).EnumerateRunes().ToList();
        return runes.TrueForAll(rune => IsBlank(rune) || IsLineBreak(rune) || InvisibleCharacters.Contains(rune))
            ? default
            : Read(runes, shape);
    }

    /// <summary>Printable ASCII with single spaces inside.</summary>
    private static bool IsNormalized(string typed) => typed is [not ' ', .., not ' '] or [not ' ']
        && typed.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0 && !typed.Contains("  ", StringComparison.Ordinal);

    private static TextNormalizer Read(List<Rune> runes, TextShape shape)
    {
        var kept = new StringBuilder(runes.Count);
        for (var i = 0; i < runes.Count; i++)
        {
            if (IsBlank(runes[i]) || (shape == TextShape.Search && Rune.IsControl(runes[i])))
                AppendBlank(kept);
            else if (shape == TextShape.Lines && IsLineBreak(runes[i]))
                AppendLineBreak(kept, runes, i);
            else if (!IsRefused(runes, i, shape))
                kept.Append(runes[i]);
            else if (shape != TextShape.Search)
                return new(null, CharacterRules.Refusal(runes[i]));
        }
        return kept.ToString().TrimEnd(' ', LineFeed) is { Length: > 0 } text ? new(text, null) : default;
    }

    /// <summary>One space between words, none at the beginning of a line.</summary>
    private static void AppendBlank(StringBuilder kept)
    {
        if (kept.Length > 0 && kept[^1] is not (' ' or LineFeed))
            kept.Append(' ');
    }

    /// <summary>Converts every kind of line break into a line feed, and several empty lines into one.</summary>
    private static void AppendLineBreak(StringBuilder kept, List<Rune> runes, int at)
    {
        if (at > 0 && runes[at].Value == LineFeed && runes[at - 1].Value == '\r')
            return;
        while (kept.Length > 0 && kept[^1] == ' ')
            kept.Length--;
        if (kept.Length > 0 && !(kept.Length > 1 && kept[^1] == LineFeed && kept[^2] == LineFeed))
            kept.Append(LineFeed);
    }

    private static bool IsRefused(List<Rune> runes, int at, TextShape shape)
    {
        var rune = runes[at];
        return CharacterRules.Fault(rune) is not null
            && !(shape == TextShape.Lines && CharacterRules.IsOfRunningText(rune))
            && !CharacterRules.IsInPlace(
                rune, at > 0 ? runes[at - 1] : null, at + 1 < runes.Count ? runes[at + 1] : null);
    }

    private static bool IsBlank(Rune rune) =>
        rune.Value == '\t' || Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpaceSeparator;

    private static bool IsLineBreak(Rune rune) => rune.Value is LineFeed or '\r' or 0x85 or 0x2028 or 0x2029;
}
