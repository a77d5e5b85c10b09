using System.Text;
using AnyAscii;
using PetShop.Api.Core.Text;
using PetShop.Api.Core.Text.Unicode;

namespace PetShop.Api.Sales.Services.Papers.Pdf.Fonts;

/// <summary>Text as it can be printed in one line.</summary>
internal static class PrintableText
{
    /// <summary>More is of no use in any field.</summary>
    private const int MaxLength = 2_000;

    /// <summary>
    /// Every line break is a space and every control character a replacement sign. Letters that the fonts lack, such as
    /// Hebrew and Chinese ones, are written in Latin letters: nobody who packs or pays has to read them, and nothing is
    /// lost without a sign. Invisible characters, and with them those that change the direction, are left out.
    /// </summary>
    public static string Of(string text)
    {
        var printable = new StringBuilder(text.Length);
        foreach (var rune in NormalForms.Nfc(Shortened(text)).EnumerateRunes())
        {
            if (rune.Value is '\r' or '\n' or '\t' || Rune.IsWhiteSpace(rune))
                printable.Append(' ');
            else if (rune.IsBmp && PaperFonts.CanDraw((char)rune.Value))
                printable.Append(rune);
            else if (!InvisibleCharacters.Contains(rune))
                printable.Append(InLatin(rune));
        }
        return printable.ToString().Trim();
    }

    private static string Shortened(string text) => text.Length <= MaxLength ? text : text[..MaxLength] + '\u2026';

    private static string InLatin(Rune rune)
    {
        var letters = Rune.IsControl(rune) ? "" : rune.ToString().Transliterate();
        return letters.Length > 0 && letters.All(letter => letter is >= ' ' and <= '~')
            ? letters : Rune.ReplacementChar.ToString();
    }
}
