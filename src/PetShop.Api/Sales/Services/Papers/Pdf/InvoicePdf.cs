using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using PdfSharp.Pdf;
using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Services.Papers.Documents;
using PetShop.Api.Sales.Services.Papers.Pdf.Fonts;

namespace PetShop.Api.Sales.Services.Papers.Pdf;

/// <summary>A document as PDF. The same document in the same style always gives the same bytes.</summary>
internal static partial class InvoicePdf
{
    private const int GuidLength = 16;

    public static byte[] Write(InvoiceDocument document, PaperStyle style)
    {
        PaperFonts.Install();
        var id = SHA256.HashData(Encoding.UTF8.GetBytes($"{style} {DocumentsJson.Write(document)}"))[..GuidLength];
        using var pdf = new PdfDocument();
        Describe(pdf, document, Convert.ToHexString(id)[..GuidLength]);
        using (var sheet = new Sheet(pdf, style))
            Print(sheet, new(document, new(style.Numbers, Currency.Of(document.Currency))));
        using var bytes = new MemoryStream();
        pdf.Save(bytes, closeStream: false);
        return WithoutChance(bytes.ToArray(), new Guid(id));
    }

    private static void Print(Sheet sheet, PaperContent content)
    {
        var head = new PaperHead(sheet, content);
        sheet.NextHead = head.DrawNext;
        sheet.AddPage();
        head.DrawFirst();
        var table = new LineTable(sheet, content);
        table.Draw();
        new PaperSummary(sheet, content, table).Draw();
        new PaperFooter(sheet, content).Draw();
    }

    private static void Describe(PdfDocument pdf, InvoiceDocument document, string id)
    {
        var time = document.IssueDate.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        pdf.Info.Title = PaperContent.TitleOf(document);
        pdf.Info.Subject = $"Order {document.OrderNumber}";
        pdf.Info.CreationDate = time;
        pdf.Info.ModificationDate = time;
        pdf.Internals.FirstDocumentID = id;
        pdf.Internals.SecondDocumentID = id;
        pdf.Language = "en";
    }

    /// <summary>
    /// PDFsharp draws lots for the prefixes of its fonts and for the ids in the metadata. They are replaced by others
    /// of the same length, so that no position in the file changes.
    /// </summary>
    private static byte[] WithoutChance(byte[] pdf, Guid id)
    {
        var prefixes = new Dictionary<string, string>(StringComparer.Ordinal);
        var text = FontPrefix().Replace(Encoding.Latin1.GetString(pdf), found =>
        {
            var drawn = found.Groups[2].Value;
            if (!prefixes.TryGetValue(drawn, out var fixedPrefix))
                prefixes[drawn] = fixedPrefix = "PAPER" + (char)('A' + prefixes.Count);
            return $"{found.Groups[1].Value}{fixedPrefix}+";
        });
        return Encoding.Latin1.GetBytes(MetadataId().Replace(text, $"uuid:{id:D}"));
    }

    [GeneratedRegex("(/(?:FontName|BaseFont)/)([A-Z]{6})\\+")]
    private static partial Regex FontPrefix();

    [GeneratedRegex("(?<=<xmpMM:(?:DocumentID|InstanceID)>)uuid:[0-9a-f-]{36}")]
    private static partial Regex MetadataId();
}
