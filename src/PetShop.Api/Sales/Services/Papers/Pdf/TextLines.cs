using PetShop.Api.Sales.Services.Papers.Pdf.Fonts;

namespace PetShop.Api.Sales.Services.Papers.Pdf;

/// <summary>Breaks text into lines of a width.</summary>
internal static class TextLines
{
    private const string Ellipsis = "\u2026";

    /// <summary>
    /// Breaks at spaces, and inside words that are wider than a line. What does not fit into the last line is replaced
    /// by an ellipsis.
    /// </summary>
    /// <returns>At least one line.</returns>
    public static List<string> Wrap(
        Sheet sheet, string text, double width, double size, int maxLines = int.MaxValue, bool isBold = false)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in PrintableText.Of(text).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(word => Pieces(word, Fits)))
        {
            if (line.Length > 0 && Fits($"{line} {word}"))
            {
                line = $"{line} {word}";
                continue;
            }
            if (line.Length > 0)
                lines.Add(line);
            line = word;
        }
        lines.Add(line);
        if (lines.Count <= maxLines)
            return lines;
        lines.RemoveRange(maxLines, lines.Count - maxLines);
        var last = lines[^1];
        while (last.Length > 0 && !Fits(last + Ellipsis))
            last = last[..^1];
        lines[^1] = last + Ellipsis;
        return lines;

        bool Fits(string part) => sheet.WidthOf(part, size, isBold) <= width;
    }

    private static IEnumerable<string> Pieces(string word, Func<string, bool> fits)
    {
        while (!fits(word))
        {
            var length = 1;
            while (length < word.Length && fits(word[..(length + 1)]))
                length++;
            yield return word[..length];
            word = word[length..];
            if (word.Length <= 1)
                break;
        }
        if (word.Length > 0)
            yield return word;
    }
}
