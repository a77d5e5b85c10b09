using PetShop.Api.Sales.Services.Papers.Documents;
using PetShop.Api.Sales.Services.Papers.Pdf.Fonts;
using static PetShop.Api.Sales.Services.Papers.Pdf.PaperStyle;

namespace PetShop.Api.Sales.Services.Papers.Pdf;

/// <summary>
/// The upper part of a page. On the first, the buyer's address is where the window of an envelope shows it: DIN 5008,
/// form B, which also fits the lower window of a US envelope no. 10 in Letter.
/// </summary>
internal sealed class PaperHead(Sheet sheet, PaperContent content)
{
    private const double Small = 7, Normal = 9, Large = 14;
    private const int AddressLines = 6;

    private InvoiceDocument Document => content.Document;

    public void DrawFirst()
    {
        DrawSeller();
        DrawWindow();
        DrawFacts(sheet.Right - Mm(65), Mm(50));
        sheet.Y = Mm(100);
        foreach (var line in TextLines.Wrap(
            sheet, PaperContent.TitleOf(Document), sheet.Right - sheet.Left, Large, maxLines: 2, isBold: true))
            WriteLine(line, Large, isBold: true);
        if (Document.CreditedInvoice is { } credited)
            WriteLine($"for invoice {PrintableText.Of(credited.Number)} of "
                + content.Numbers.Date(credited.IssueDate), Normal);
        if (Document.Delivery is { Address: { } address } delivery)
        {
            var to = string.Join(
                ", ", new[] { delivery.Company, delivery.Name }.OfType<string>().Concat(address.Lines));
            foreach (var line in TextLines.Wrap(
                sheet, $"Delivered to: {to}", sheet.Right - sheet.Left, Normal, maxLines: 4))
                WriteLine(line, Normal);
        }
        sheet.Y += Mm(4);
    }

    public void DrawNext()
    {
        var title = $"{PaperContent.TitleOf(Document)} \u00B7 {content.Numbers.Date(Document.IssueDate)}";
        sheet.Write(TextLines.Wrap(sheet, Document.Seller.Name, Mm(75), Normal, maxLines: 1, isBold: true)[0],
            sheet.Left, Mm(14), Normal, isBold: true);
        sheet.WriteRight(PrintableText.Of(title), sheet.Right, Mm(14), Normal, Mm(85));
        sheet.Rule(Mm(19.5));
        sheet.Y = Mm(24);
    }

    private void DrawSeller()
    {
        var seller = Document.Seller;
        var y = Mm(15);
        foreach (var line in TextLines.Wrap(sheet, seller.Name, Mm(95), Large, maxLines: 2, isBold: true))
        {
            sheet.Write(line, sheet.Left, y, Large, isBold: true);
            y += Sheet.LineHeight(Large);
        }
        y = Mm(15);
        var lines = seller.Address.Lines.Take(AddressLines).Append(seller.Phone).Append(seller.Email).OfType<string>();
        foreach (var line in lines)
        {
            sheet.WriteRight(PrintableText.Of(line), sheet.Right, y, Small + 1, Mm(65));
            y += Sheet.LineHeight(Small + 1);
        }
    }

    private void DrawWindow()
    {
        var (seller, buyer) = (Document.Seller, Document.Buyer);
        var width = Mm(75);
        var sender = string.Join(" \u00B7 ", seller.Address.Lines.Prepend(seller.Name));
        sheet.Write(TextLines.Wrap(sheet, sender, width, Small - 0.5, maxLines: 1)[0],
            sheet.Left, Mm(57.5), Small - 0.5, isGrey: true);
        sheet.Rule(Mm(61), 0.25, sheet.Left, sheet.Left + width);
        var lines = new[] { buyer.Company, buyer.Name }.OfType<string>().Concat(buyer.Address.Lines).ToList();
        var (size, wrapped) = Fitting(lines, width);
        var y = Mm(63.5);
        foreach (var line in wrapped)
        {
            sheet.Write(line, sheet.Left, y, size);
            y += Sheet.LineHeight(size);
        }
    }

    /// <summary>The largest size at which the address fits into the window.</summary>
    private (double Size, List<string> Lines) Fitting(List<string> lines, double width)
    {
        for (var size = Normal + 1; ; size--)
        {
            var most = (int)(Mm(27) / Sheet.LineHeight(size));
            var wrapped = lines.SelectMany(line => TextLines.Wrap(sheet, line, width, size)).ToList();
            if (wrapped.Count <= most)
                return (size, wrapped);
            if (size <= Small)
                return (size, [.. lines.SelectMany(line => TextLines.Wrap(sheet, line, width, size, maxLines: 1))
                    .Take(most - 1), lines.Count < most ? "" : PrintableText.Of(lines[^1])]);
        }
    }

    private void DrawFacts(double left, double y)
    {
        (string Label, string? Value)[] facts =
        [
            (content.IsInvoice ? "Invoice number" : "Credit note number", Document.Number ?? "\u2013"),
            ("Date", content.Numbers.Date(Document.IssueDate)),
            ("Due date", Day(Document.DueDate)),
            ("Tax point", Day(Document.TaxPoint)),
            ("Delivery from", Day(Document.Supply?.From)),
            ("Delivery until", Day(Document.Supply?.Until)),
            ("Order", Document.OrderNumber),
            ("Your VAT number", Document.Buyer.VatNumber),
        ];
        var height = Mm(5.2);
        foreach (var (label, value) in facts.Where(fact => fact.Value is not null))
        {
            sheet.Write(label, left, y, Normal - 1, isGrey: true);
            sheet.WriteRight(PrintableText.Of(value!), sheet.Right, y, Normal, Mm(38), isBold: true);
            y += height;
            sheet.Rule(y - Mm(0.9), 0.25, left, sheet.Right);
        }
    }

    private string? Day(DateOnly? date) => date is { } day ? content.Numbers.Date(day) : null;

    private void WriteLine(string line, double size, bool isBold = false)
    {
        sheet.Write(line, sheet.Left, sheet.Y, size, isBold);
        sheet.Y += Sheet.LineHeight(size);
    }
}
