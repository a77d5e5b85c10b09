using PetShop.Api.Sales.Services.Papers.Documents;
using static PetShop.Api.Sales.Services.Papers.Pdf.PaperStyle;

namespace PetShop.Api.Sales.Services.Papers.Pdf;

/// <summary>The goods. The sum so far is carried from page to page.</summary>
internal sealed class LineTable
{
    private const double Size = 9, Small = 7.5;
    private const int NameLines = 8;

    private readonly Sheet _sheet;
    private readonly PaperContent _content;
    private readonly bool _hasDiscounts;
    private readonly double _unit, _quantity, _discount, _tax;
    private decimal _sum;

    public LineTable(Sheet sheet, PaperContent content)
    {
        (_sheet, _content) = (sheet, content);
        _hasDiscounts = content.Document.Lines.Any(line => line.Discount != 0);
        // Right edges of the columns.
        _tax = sheet.Right - Mm(26);
        _discount = _tax - Mm(15);
        _unit = _discount - (_hasDiscounts ? Mm(20) : 0);
        _quantity = _unit - Mm(24);
    }

    private double NameLeft => _sheet.Left + Mm(8);

    private static double RowHeight => Sheet.LineHeight(Size) + Mm(1);

    public void Draw()
    {
        DrawTitles();
        foreach (var line in _content.Document.Lines)
        {
            var names = TextLines.Wrap(_sheet, line.Name, _quantity - Mm(13) - NameLeft, Size, NameLines);
            var height = names.Count * Sheet.LineHeight(Size) + Mm(1.5)
                + (line.Sku is null ? 0 : Sheet.LineHeight(Small));
            BreakUnlessFits(height);
            DrawLine(line, names);
            _sum += line.NetAmount;
            _sheet.Y += height;
        }
        _sheet.Rule(_sheet.Y);
        _sheet.Y += Mm(2);
    }

    /// <summary>Begins a new page, with the sum carried over, unless a block of this height fits on the page.</summary>
    public void BreakUnlessFits(double height)
    {
        if (_sheet.Y + height + RowHeight <= _sheet.Bottom)
            return;
        DrawSum("Carried over");
        _sheet.AddPage();
        DrawTitles();
        DrawSum("Brought forward");
    }

    private void DrawTitles()
    {
        var y = _sheet.Y;
        _sheet.Write("No.", _sheet.Left, y, Small, isBold: true);
        _sheet.Write("Article", NameLeft, y, Small, isBold: true);
        _sheet.WriteRight("Units", _quantity, y, Small, Mm(12), isBold: true);
        _sheet.WriteRight("Unit price", _unit, y, Small, Mm(22), isBold: true);
        if (_hasDiscounts)
            _sheet.WriteRight("Discount", _discount, y, Small, Mm(19), isBold: true);
        _sheet.WriteRight("Tax", _tax, y, Small, Mm(13), isBold: true);
        _sheet.WriteRight($"Net {_content.Document.Currency}", _sheet.Right, y, Small, Mm(25), isBold: true);
        _sheet.Y = y + Sheet.LineHeight(Small) + Mm(1);
        _sheet.Rule(_sheet.Y);
        _sheet.Y += Mm(1.5);
    }

    private void DrawLine(DocumentLine line, List<string> names)
    {
        var (y, numbers) = (_sheet.Y, _content.Numbers);
        _sheet.Write($"{line.Position}", _sheet.Left, y, Size);
        _sheet.WriteRight($"{line.Quantity}", _quantity, y, Size, Mm(12));
        _sheet.WriteRight(numbers.Amount(line.UnitPrice), _unit, y, Size, Mm(22));
        if (line.Discount != 0)
            _sheet.WriteRight(numbers.Amount(-line.Discount), _discount, y, Size, Mm(19));
        _sheet.WriteRight(
            line.Category == TaxCategory.S ? numbers.Percent(line.Percent) : $"{line.Category}", _tax, y, Size, Mm(13));
        _sheet.WriteRight(numbers.Amount(line.NetAmount), _sheet.Right, y, Size, Mm(25));
        foreach (var name in names)
        {
            _sheet.Write(name, NameLeft, y, Size);
            y += Sheet.LineHeight(Size);
        }
        if (line.Sku is { } sku)
            _sheet.Write(TextLines.Wrap(_sheet, sku, _quantity - NameLeft, Small, maxLines: 1)[0],
                NameLeft, y, Small, isGrey: true);
    }

    private void DrawSum(string name)
    {
        _sheet.Write(name, NameLeft, _sheet.Y, Size, isBold: true);
        _sheet.WriteRight(_content.Numbers.Amount(_sum), _sheet.Right, _sheet.Y, Size, Mm(40), isBold: true);
        _sheet.Y += RowHeight;
    }
}
