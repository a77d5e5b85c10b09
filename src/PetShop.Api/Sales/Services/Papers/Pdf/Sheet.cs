using PdfSharp.Drawing;
using PdfSharp.Pdf;
using PetShop.Api.Sales.Services.Papers.Pdf.Fonts;

namespace PetShop.Api.Sales.Services.Papers.Pdf;

/// <summary>
/// The pages of a document, filled from top to bottom. All measures are in points, from the upper left corner.
/// </summary>
internal sealed class Sheet : IDisposable
{
    private const double LineFactor = 1.3;

    private readonly List<XGraphics> _pages = [];
    private readonly Dictionary<(double, bool), XFont> _fonts = [];
    private readonly PdfDocument _document;
    private readonly PaperStyle _style;

    public Sheet(PdfDocument document, PaperStyle style) => (_document, _style) = (document, style);

    /// <summary>Draws the head of a page other than the first.</summary>
    public Action NextHead { get; set; } = () => { };

    /// <summary>Where the next block begins.</summary>
    public double Y { get; set; }

    public double Left { get; } = PaperStyle.Mm(25);

    public double Right => _style.Extent.Width - PaperStyle.Mm(20);

    /// <summary>Where the footer begins.</summary>
    public double Bottom => _style.Extent.Height - PaperStyle.Mm(33);

    public double Height => _style.Extent.Height;

    public int PageCount => _pages.Count;

    private XGraphics Page => _pages[^1];

    public void AddPage()
    {
        var page = _document.AddPage();
        (page.Width, page.Height) = (XUnit.FromPoint(_style.Extent.Width), XUnit.FromPoint(_style.Extent.Height));
        _pages.Add(XGraphics.FromPdfPage(page));
        if (_pages.Count > 1)
            NextHead();
    }

    /// <summary>Begins a new page unless a block of this height fits on the page.</summary>
    public void Reserve(double height)
    {
        if (Y + height > Bottom)
            AddPage();
    }

    public static double LineHeight(double size) => size * LineFactor;

    public double WidthOf(string text, double size, bool isBold = false) =>
        Page.MeasureString(text, Font(size, isBold)).Width;

    /// <summary>Writes a line whose upper edge is at <paramref name="y"/>.</summary>
    public void Write(string text, double x, double y, double size, bool isBold = false, bool isGrey = false) =>
        WriteOn(Page, text, x, y, size, isBold, isGrey);

    /// <summary>Writes a line that ends at <paramref name="right"/>, smaller if it is wider than the space.</summary>
    public void WriteRight(string text, double right, double y, double size, double space, bool isBold = false)
    {
        var width = WidthOf(text, size, isBold);
        if (width > space)
            (size, width) = (size * space / width, space);
        Write(text, right - width, y, size, isBold);
    }

    public void Rule(double y, double width = 0.5, double? from = null, double? to = null) =>
        Page.DrawLine(new XPen(width < 0.5 ? XColors.Gray : XColors.Black, width), from ?? Left, y, to ?? Right, y);

    /// <summary>Draws on each page when their number is known.</summary>
    /// <param name="draw">Is given the page's number, and writes through the function.</param>
    public void OnEachPage(Action<int, Action<string, double, double, double>> draw)
    {
        for (var i = 0; i < _pages.Count; i++)
        {
            var page = _pages[i];
            draw(i + 1, (text, x, y, size) => WriteOn(page, text, x, y, size, isBold: false, isGrey: true));
        }
    }

    public void Dispose() => _pages.ForEach(page => page.Dispose());

    private void WriteOn(XGraphics page, string text, double x, double y, double size, bool isBold, bool isGrey)
    {
        if (text.Length > 0)
            page.DrawString(
                text, Font(size, isBold), isGrey ? XBrushes.DimGray : XBrushes.Black, new XPoint(x, y + size));
    }

    private XFont Font(double size, bool isBold)
    {
        if (!_fonts.TryGetValue((size, isBold), out var font))
            _fonts[(size, isBold)] = font = PaperFonts.Of(size, isBold);
        return font;
    }
}
