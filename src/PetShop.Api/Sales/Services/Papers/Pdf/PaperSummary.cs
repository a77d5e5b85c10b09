using PetShop.Api.Sales.Services.Papers.Documents;
using static PetShop.Api.Sales.Services.Papers.Pdf.PaperStyle;

namespace PetShop.Api.Sales.Services.Papers.Pdf;

/// <summary>What follows the goods: totals, taxes, payment and notes.</summary>
internal sealed class PaperSummary(Sheet sheet, PaperContent content, LineTable table)
{
    private const double Size = 9, Small = 8;

    private InvoiceDocument Document => content.Document;

    public void Draw()
    {
        var totals = Totals().ToList();
        // Together with the last lines if they fit, so that no page shows totals alone without the sum they start from.
        table.BreakUnlessFits(totals.Count * Row(Size));
        foreach (var (label, amount, isBold) in totals)
            DrawTotal(label, amount, isBold);
        sheet.Y += Mm(5);
        DrawTaxes();
        foreach (var paragraph in Paragraphs())
            DrawParagraph(paragraph);
    }

    private static double Row(double size) => Sheet.LineHeight(size) + Mm(0.8);

    private IEnumerable<(string Label, decimal Amount, bool IsBold)> Totals()
    {
        var (totals, numbers) = (Document.Totals, content.Numbers);
        if (Document.Allowances.Count + Document.Charges.Count > 0)
            yield return ("Goods", totals.Lines, false);
        foreach (var charge in Document.Charges)
            yield return ($"{charge.Reason}{RateOf(charge)}", charge.Amount, false);
        foreach (var allowance in Document.Allowances)
            yield return ($"{allowance.Reason}{RateOf(allowance)}", -allowance.Amount, false);
        yield return ("Net total", totals.Net, false);
        foreach (var tax in Document.Taxes)
            yield return ($"Tax {NameOf(tax.Category, tax.Percent)} on {numbers.Amount(tax.Taxable)}", tax.Tax, false);
        yield return ($"Total {Document.Currency}", totals.Gross, true);
        if (totals.Paid != 0)
            yield return ("Paid", -totals.Paid, false);
        yield return (
            $"{(content.IsInvoice ? "Amount due" : "Credit")} {Document.Currency}", totals.Due, true);
    }

    /// <summary>Says which part of shipping it is, if there are several.</summary>
    private string RateOf(DocumentAdjustment adjustment) =>
        Document.Taxes.Count < 2 ? "" : $" ({NameOf(adjustment.Category, adjustment.Percent)})";

    private string NameOf(TaxCategory category, decimal percent) =>
        category.NeedsReason() ? category.ToString() : content.Numbers.Percent(percent);

    private void DrawTotal(string label, decimal amount, bool isBold)
    {
        sheet.Reserve(Row(Size));
        var left = sheet.Right - Mm(95);
        if (isBold)
            sheet.Rule(sheet.Y, 0.5, left);
        sheet.Write(TextLines.Wrap(sheet, label, Mm(63), Size, maxLines: 1, isBold)[0],
            left, sheet.Y + Mm(0.4), Size, isBold);
        sheet.WriteRight(content.Numbers.Amount(amount), sheet.Right, sheet.Y + Mm(0.4), Size, Mm(30), isBold);
        sheet.Y += Row(Size);
    }

    private void DrawTaxes()
    {
        double[] edges = [Mm(65), Mm(97), Mm(129)];
        sheet.Reserve((Document.Taxes.Count + 2) * Row(Small));
        DrawTaxRow("Tax summary", ["Net", "Tax", "Gross"], edges, isBold: true);
        sheet.Rule(sheet.Y, 0.25, sheet.Left, sheet.Left + edges[^1]);
        sheet.Y += Mm(1);
        foreach (var tax in Document.Taxes)
        {
            sheet.Reserve(Row(Small));
            DrawTaxRow($"Category {tax.Category}, {content.Numbers.Percent(tax.Percent)}",
                [.. new[] { tax.Taxable, tax.Tax, tax.Taxable + tax.Tax }.Select(content.Numbers.Amount)], edges);
        }
        sheet.Y += Mm(3);
    }

    private void DrawTaxRow(string name, string[] values, double[] edges, bool isBold = false)
    {
        sheet.Write(name, sheet.Left, sheet.Y, Small, isBold);
        foreach (var (value, edge) in values.Zip(edges))
            sheet.WriteRight(value, sheet.Left + edge, sheet.Y, Small, Mm(30), isBold);
        sheet.Y += Row(Small);
    }

    private IEnumerable<string> Paragraphs()
    {
        foreach (var tax in Document.Taxes.Where(tax => tax.ExemptionReason is not null))
            yield return $"{tax.Category}: {tax.ExemptionReason}.";
        if (Document.PaymentTerms is { } terms)
            yield return terms;
        if (content.IsInvoice && Document.Totals.Due > 0 && Document.Seller.Account is { } account)
            yield return $"Please transfer {content.Numbers.Amount(Document.Totals.Due)} {Document.Currency} to "
                + $"{Document.Seller.Name}, IBAN {Iban.Grouped(account.Iban)}"
                + $"{(account.Bic is null ? "" : $", BIC {account.Bic}")}, "
                + $"reference {Document.Number ?? Document.OrderNumber}.";
        foreach (var note in Document.Notes)
            yield return note;
    }

    private void DrawParagraph(string text)
    {
        foreach (var line in text.Split('\n')
            .SelectMany(part => TextLines.Wrap(sheet, part, sheet.Right - sheet.Left, Size)))
        {
            sheet.Reserve(Sheet.LineHeight(Size));
            sheet.Write(line, sheet.Left, sheet.Y, Size);
            sheet.Y += Sheet.LineHeight(Size);
        }
        sheet.Y += Mm(2);
    }
}
