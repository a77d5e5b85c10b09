using System.Buffers.Binary;

namespace PetShop.Api.Sales.Services.Papers.Pdf.Fonts;

/// <summary>
/// The characters that a font can draw: its table <c>cmap</c>, in the form for Unicode's first plane.
/// </summary>
internal sealed class FontLetters
{
    private const int SegmentMapping = 4;

    private readonly HashSet<char> _letters = [];

    /// <param name="font">A TrueType font.</param>
    public FontLetters(ReadOnlySpan<byte> font)
    {
        var map = Subtable(font[TableOf(font, "cmap"u8)..]);
        var segments = Number(map, 6) / 2;
        for (var i = 0; i < segments; i++)
        {
            var last = Number(map, 14 + 2 * i);
            var first = Number(map, 16 + 2 * (segments + i));
            // The last segment is only the end of the list.
            for (var letter = first; letter <= last && letter < char.MaxValue; letter++)
                _letters.Add((char)letter);
        }
    }

    public bool Contains(char letter) => _letters.Contains(letter);

    private static int TableOf(ReadOnlySpan<byte> font, ReadOnlySpan<byte> name)
    {
        for (var entry = 12; entry < 12 + 16 * Number(font, 4); entry += 16)
        {
            if (font.Slice(entry, 4).SequenceEqual(name))
                return BinaryPrimitives.ReadInt32BigEndian(font[(entry + 8)..]);
        }
        throw new InvalidDataException("The font has no table of characters.");
    }

    private static ReadOnlySpan<byte> Subtable(ReadOnlySpan<byte> table)
    {
        for (var i = 0; i < Number(table, 2); i++)
        {
            var map = table[BinaryPrimitives.ReadInt32BigEndian(table[(4 + 8 * i + 4)..])..];
            if (Number(map, 0) == SegmentMapping)
                return map;
        }
        throw new InvalidDataException("The font has no table of characters in format 4.");
    }

    private static int Number(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);
}
