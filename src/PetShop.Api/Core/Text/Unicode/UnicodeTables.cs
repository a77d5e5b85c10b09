using System.Collections.Frozen;
using System.Globalization;

namespace PetShop.Api.Core.Text.Unicode;

/// <summary>
/// The data that normalization needs for each code point, from <c>tables.txt</c>. Without ICU the framework has no such
/// tables: <see cref="string.Normalize()"/> returns its input unchanged under invariant globalization, without an
/// error.
/// </summary>
internal static class UnicodeTables
{
    private static readonly FrozenDictionary<int, Mapping> Mappings;
    private static readonly FrozenDictionary<int, byte> Classes;
    private static readonly FrozenDictionary<(int First, int Second), int> Pairs;

    static UnicodeTables()
    {
        using var stream = typeof(UnicodeTables).Assembly.GetManifestResourceStream(typeof(UnicodeTables), "tables.txt")
            ?? throw new InvalidOperationException("The Unicode tables are not in the assembly.");
        using var reader = new StreamReader(stream);
        var mappings = new Dictionary<int, Mapping>();
        var classes = new Dictionary<int, byte>();
        while (reader.ReadLine() is { } line)
        {
            if (line is not ['#', ..])
                ReadLine(line, mappings, classes);
        }
        Mappings = mappings.ToFrozenDictionary();
        Classes = classes.ToFrozenDictionary();
        Pairs = mappings.Where(entry => entry.Value.Kind == '=')
            .ToFrozenDictionary(entry => (entry.Value.CodePoints[0], entry.Value.CodePoints[1]), entry => entry.Key);
    }

    /// <summary>The canonical combining class: 0 for characters that start a new sequence.</summary>
    public static byte ClassOf(int codePoint) => Classes.GetValueOrDefault(codePoint);

    /// <summary>The decomposition of the code point by one step; empty if it does not decompose.</summary>
    /// <param name="codePoint">Any code point.</param>
    /// <param name="compatibly">Whether compatibility characters such as <c>ﬁ</c>, <c>²</c> and <c>Ａ</c> are decomposed
    /// as well.</param>
    public static ReadOnlySpan<int> PartsOf(int codePoint, bool compatibly) =>
        Mappings.TryGetValue(codePoint, out var mapping) && (compatibly || mapping.Kind != '~')
            ? mapping.CodePoints
            : [];

    /// <summary>The code point that the two compose to; null if there is none.</summary>
    public static int? PairOf(int first, int second) => Pairs.TryGetValue((first, second), out var pair) ? pair : null;

    private static void ReadLine(string line, Dictionary<int, Mapping> mappings, Dictionary<int, byte> classes)
    {
        var at = line.AsSpan().IndexOfAny("=!~:");
        var (left, right) = (line[..at], line[(at + 1)..]);
        if (line[at] == ':')
        {
            var range = left.Split('-');
            for (var codePoint = Hex(range[0]); codePoint <= Hex(range[^1]); codePoint++)
                classes[codePoint] = byte.Parse(right, CultureInfo.InvariantCulture);
        }
        else
        {
            mappings[Hex(left)] = new Mapping(line[at], right.Split(' ').Select(Hex).ToArray());
        }
    }

    private static int Hex(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private sealed record Mapping(char Kind, int[] CodePoints);
}
