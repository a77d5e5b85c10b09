using System.Buffers;
using System.Text;

namespace PetShop.Api.Core.Text.Unicode;

/// <summary>
/// The normal forms of Unicode Standard Annex 15, the same on every machine. An unpaired surrogate becomes U+FFFD.
/// </summary>
internal static class NormalForms
{
    private const int HangulFirst = 0xAC00, LeadFirst = 0x1100, VowelFirst = 0x1161, TrailBase = 0x11A7;
    private const int Leads = 19, Vowels = 21, Trails = 28;
    private const int FirstMark = 0x300;

    private static readonly SearchValues<char> Plain =
        SearchValues.Create(Enumerable.Range(0, FirstMark).Select(c => (char)c).ToArray());

    /// <summary>NFC: each character in its composed form.</summary>
    public static string Nfc(string text) =>
        text.AsSpan().IndexOfAnyExcept(Plain) < 0 ? text : Format(Compose(Decompose(text, compatibly: false)));

    /// <summary>
    /// NFKD: letters and accents separated; ligatures, superscripts and wide forms replaced by their equivalents.
    /// </summary>
    public static string Nfkd(string text) => Ascii.IsValid(text) ? text : Format(Decompose(text, compatibly: true));

    private static List<Part> Decompose(string text, bool compatibly)
    {
        var parts = new List<Part>(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
            Add(parts, rune.Value, compatibly);
        Order(parts);
        return parts;
    }

    private static void Add(List<Part> parts, int codePoint, bool compatibly)
    {
        var made = UnicodeTables.PartsOf(codePoint, compatibly);
        foreach (var part in made)
            Add(parts, part, compatibly);
        if (made.Length > 0)
            return;
        var syllable = codePoint - HangulFirst;
        if (syllable is < 0 or >= Leads * Vowels * Trails)
        {
            parts.Add(new(codePoint, UnicodeTables.ClassOf(codePoint)));
            return;
        }
        parts.Add(new(LeadFirst + (syllable / (Vowels * Trails)), 0));
        parts.Add(new(VowelFirst + (syllable % (Vowels * Trails) / Trails), 0));
        if (syllable % Trails > 0)
            parts.Add(new(TrailBase + (syllable % Trails), 0));
    }

    /// <summary>Sorts each sequence of marks by class; marks of one class keep their order.</summary>
    private static void Order(List<Part> parts)
    {
        for (var start = 0; start < parts.Count; start++)
        {
            var end = start;
            while (end < parts.Count && parts[end].Class > 0)
                end++;
            if (end - start > 1)
            {
                var sorted = parts.GetRange(start, end - start).OrderBy(part => part.Class).ToList();
                for (var i = 0; i < sorted.Count; i++)
                    parts[start + i] = sorted[i];
            }
            start = end;
        }
    }

    private static List<Part> Compose(List<Part> parts)
    {
        const int Adjacent = -1;
        var kept = new List<Part>(parts.Count);
        var starter = -1;
        var before = Adjacent;
        foreach (var part in parts)
        {
            if (starter >= 0 && before < part.Class && PairOf(kept[starter].CodePoint, part.CodePoint) is { } pair)
            {
                kept[starter] = new(pair, 0);
                continue;
            }
            (starter, before) = part.Class == 0 ? (kept.Count, Adjacent) : (starter, part.Class);
            kept.Add(part);
        }
        return kept;
    }

    private static int? PairOf(int first, int second)
    {
        if (first - LeadFirst is >= 0 and < Leads and var lead
            && second - VowelFirst is >= 0 and < Vowels and var vowel)
            return HangulFirst + (((lead * Vowels) + vowel) * Trails);
        var syllable = first - HangulFirst;
        if (syllable is >= 0 and < Leads * Vowels * Trails && syllable % Trails == 0
            && second - TrailBase is > 0 and < Trails and var trail)
            return first + trail;
        return UnicodeTables.PairOf(first, second);
    }

    private static string Format(List<Part> parts)
    {
        var text = new StringBuilder(parts.Count);
        Span<char> units = stackalloc char[2];
        foreach (var part in parts)
            text.Append(units[..new Rune(part.CodePoint).EncodeToUtf16(units)]);
        return text.ToString();
    }

    private readonly record struct Part(int CodePoint, byte Class);
}
