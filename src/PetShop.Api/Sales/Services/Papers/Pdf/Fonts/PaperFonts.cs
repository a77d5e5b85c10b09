using PdfSharp.Drawing;
using PdfSharp.Fonts;
using PdfSharp.Pdf;

namespace PetShop.Api.Sales.Services.Papers.Pdf.Fonts;

/// <summary>
/// The embedded fonts, in place of those of the system: a document looks the same on every machine. Noto Sans has all
/// Latin, Greek and Cyrillic letters. Its licence is in <c>THIRD-PARTY.txt</c>.
/// </summary>
internal sealed class PaperFonts : IFontResolver
{
    private const string Family = "Noto Sans", Regular = "NotoSans-Regular", Bold = "NotoSans-Bold";

    private static readonly PaperFonts Instance = new();

    private readonly Dictionary<string, byte[]> _files =
        new() { [Regular] = Load(Regular), [Bold] = Load(Bold) };

    private readonly FontLetters _letters, _boldLetters;

    private PaperFonts() =>
        (_letters, _boldLetters) = (new(_files[Regular]), new(_files[Bold]));

    /// <summary>Sets the fonts for all documents of this process.</summary>
    public static void Install()
    {
        if (GlobalFontSettings.FontResolver != Instance)
            GlobalFontSettings.FontResolver = Instance;
    }

    /// <param name="size">In points.</param>
    public static XFont Of(double size, bool isBold = false) =>
        new(Family, size, isBold ? XFontStyleEx.Bold : XFontStyleEx.Regular,
            new XPdfFontOptions(PdfFontEncoding.Unicode));

    /// <summary>Whether both fonts can draw the character.</summary>
    public static bool CanDraw(char letter) =>
        Instance._letters.Contains(letter) && Instance._boldLetters.Contains(letter);

    public byte[]? GetFont(string faceName) => _files.GetValueOrDefault(faceName);

    public FontResolverInfo? ResolveTypeface(string familyName, bool bold, bool italic) =>
        familyName == Family ? new(bold ? Bold : Regular) : null;

    private static byte[] Load(string name)
    {
        using var stream = typeof(PaperFonts).Assembly.GetManifestResourceStream(typeof(PaperFonts), name + ".ttf")
            ?? throw new InvalidOperationException($"The font {name} is not embedded.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
