using System.Collections.Frozen;
using System.Text;

namespace PetShop.Api.Core.Text;

/// <summary>Lower-case letters that Unicode does not decompose, and the letters that replace them.</summary>
internal static class LetterTable
{
    private static readonly (string Letters, string Variants)[] Rows =
    [
        ("ss", "ß"), ("ae", "æ"), ("oe", "œ"), ("th", "þ"), ("ng", "ŋ"), ("hv", "ƕ"), ("dz", "ʣ"), ("ts", "ʦ"),
        ("a", "ⱥɐɑ"), ("b", "ƀɓƃ"), ("c", "ȼƈ"), ("d", "đðɖɗƌȡ"), ("e", "ɇəǝɛ"), ("f", "ƒ"), ("g", "ǥɠɡɣ"),
        ("h", "ħɦⱨ"), ("i", "ıɨɩ"), ("j", "ȷɉʝ"), ("k", "ĸƙⱪ"), ("l", "łƚɫɬɭⱡ"), ("m", "ɱ"), ("n", "ɲƞɳ"), ("o", "øɵɔ"),
        ("p", "ƥᵽ"), ("q", "ɋ"), ("r", "ɍɽ"), ("s", "ʂȿ"), ("t", "ŧƭʈⱦ"), ("u", "ʉʊ"), ("v", "ʋ"), ("w", "ⱳ"),
        ("y", "ɏƴ"), ("z", "ƶȥⱬ"), ("σ", "ς"),
    ];

    private static readonly FrozenDictionary<int, string> LettersOf = Rows
        .SelectMany(row => row.Variants.EnumerateRunes()
            .Select(variant => KeyValuePair.Create(variant.Value, row.Letters))).ToFrozenDictionary();

    /// <summary>The replacement; null for a letter without one.</summary>
    public static string? Find(Rune lowerCase) => LettersOf.GetValueOrDefault(lowerCase.Value);
}
