using System.Globalization;
using AnyAscii;
using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Addresses;
using PetShop.Api.Sales.Services.Papers.Documents;
using PetShop.Api.Sales.Services.Papers.Issue;
using PetShop.Api.Sales.Services.Papers.Pdf;
using PetShop.Api.Sales.Services.Papers.Pdf.Fonts;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor;

namespace PetShop.UnitTests.Sales.Papers;

/// <summary>The printed document, read again.</summary>
public sealed class InvoicePdfTests
{
    private const double Tolerance = 1;

    private static readonly Destination Abroad = new(
        SamplePapers.Address("Łucja Żółkiewska-Świątek", "ul. Źródlana 7/3", "50-001", "Wrocław", "PL"), null, null);

    private static readonly InvoiceDocument Short =
        InvoiceBuilder.Of(SamplePapers.Example(), SamplePapers.Facts);

    private static InvoiceDocument Long(int lines = 120, Func<int, string>? name = null) => InvoiceBuilder.Of(
        SamplePapers.Long(
            lines, name ?? (i => $"Κροκέτες για σκύλους {i}, granule pro psy s kuřecím masem, 3 kg"), Abroad),
        SamplePapers.Facts);

    [Theory]
    [InlineData(nameof(PaperSize.A4), nameof(NumberForm.En), 595, 842, "44.48", "27 Nov 2026")]
    [InlineData(nameof(PaperSize.Letter), nameof(NumberForm.De), 612, 792, "44,48", "27.11.2026")]
    public void The_paper_has_its_size_and_form_of_numbers(
        string size, string form, int width, int height, string total, string date)
    {
        using var pdf = Print(Short, new(Enum.Parse<PaperSize>(size), Enum.Parse<NumberForm>(form)));
        var page = pdf.GetPage(1);
        Assert.Equal((width, height), ((int)Math.Round(page.Width), (int)Math.Round(page.Height)));
        var text = TextOf(pdf);
        Assert.Contains(total, text, StringComparison.Ordinal);
        Assert.Contains(date, text, StringComparison.Ordinal);
        Assert.Contains("Page 1 of 1", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(120)]
    public void Totals_and_amounts_are_those_of_the_document(int lines)
    {
        var document = Long(lines);
        using var pdf = Print(document);
        var numbers = new PaperNumbers(NumberForm.En, Currency.Of("EUR"));
        var words = pdf.GetPages().SelectMany(page => page.GetWords()).Select(word => word.Text).ToList();
        foreach (var line in document.Lines)
            Assert.Contains(numbers.Amount(line.NetAmount), words);
        var text = TextOf(pdf);
        Assert.Contains($"Net total {numbers.Amount(document.Totals.Net)}", text, StringComparison.Ordinal);
        Assert.Contains($"Total EUR {numbers.Amount(document.Totals.Gross)}", text, StringComparison.Ordinal);
        Assert.Contains($"Amount due EUR {numbers.Amount(document.Totals.Due)}", text, StringComparison.Ordinal);
        foreach (var tax in document.Taxes)
            Assert.Contains($"Tax {numbers.Percent(tax.Percent)} on {numbers.Amount(tax.Taxable)} "
                + numbers.Amount(tax.Tax), text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_sum_is_carried_from_page_to_page()
    {
        var document = Long();
        using var pdf = Print(document);
        Assert.InRange(pdf.NumberOfPages, 4, 12);
        for (var number = 1; number < pdf.NumberOfPages; number++)
        {
            var carried = After("Carried over", pdf.GetPage(number));
            Assert.Equal(carried, After("Brought forward", pdf.GetPage(number + 1)));
            var shown = pdf.GetPages().Take(number).SelectMany(PositionsOf).ToHashSet();
            Assert.Equal(document.Lines.Where(line => shown.Contains(line.Position)).Sum(line => line.NetAmount),
                decimal.Parse(carried, NumberStyles.Number, CultureInfo.InvariantCulture));
            Assert.Contains($"Page {number} of {pdf.NumberOfPages}", TextOf(pdf.GetPage(number)),
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void European_names_are_printed_as_they_are_written()
    {
        using var pdf = Print(Long(2));
        var text = TextOf(pdf);
        string[] names = ["Łucja Żółkiewska-Świątek", "50-001 Wrocław", "Κροκέτες για σκύλους", "kuřecím"];
        foreach (var name in names)
            Assert.Contains(name, text, StringComparison.Ordinal);
    }

    [Fact]
    public void No_text_leaves_the_page_or_another_one_under_it()
    {
        var word = new string('W', 3000);
        string[] names = [word, "\u0000\u0007\u202Eevil\u2066", "שלום עולם", "狗粮", "a\nb\r\nc\td", "  ", "🐶"];
        var document = Long(8, i => names[i % names.Length]) with
        {
            Buyer = Short.Buyer with { Name = word, Company = word },
            Notes = [word, string.Join('\n', Enumerable.Repeat("note", 200))],
        };
        using var pdf = Print(document);
        foreach (var page in pdf.GetPages())
        {
            Assert.All(page.Letters, letter => Assert.InRange(
                letter.BoundingBox.Right, PaperStyle.Mm(25) - Tolerance,
                page.Width - PaperStyle.Mm(20) + Tolerance));
            var content = page.Letters.Where(letter => letter.PointSize > 7.2).ToList();
            Assert.All(content, letter => Assert.True(letter.BoundingBox.Bottom > PaperStyle.Mm(28)));
        }
        var text = TextOf(pdf);
        Assert.Contains("שלום".Transliterate(), text, StringComparison.Ordinal);
        Assert.Contains("\uFFFD\uFFFDevil", text, StringComparison.Ordinal);
        Assert.Contains("a b c d", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_credit_note_names_its_invoice_and_asks_for_no_money()
    {
        var note = CreditNoteBuilder.Of(Short, [], new([new(1, 1, 14.39m)]), SamplePapers.Credit);
        using var pdf = Print(note);
        var text = TextOf(pdf);
        foreach (var part in new[]
            { "Credit note G2026-000003", "for invoice 2026-000017 of 27 Nov 2026", "Credit EUR 14.39",
                "Paid back to your account" })
            Assert.Contains(part, text, StringComparison.Ordinal);
        Assert.DoesNotContain("Please transfer", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_document_gives_the_same_bytes_also_on_several_threads()
    {
        var printed = new byte[8][];
        Parallel.For(0, printed.Length, i => printed[i] = InvoicePdf.Write(i % 2 == 0 ? Short : Long(30), default));
        for (var i = 2; i < printed.Length; i++)
            Assert.Equal(printed[i % 2], printed[i]);
        Assert.NotEqual(printed[0], InvoicePdf.Write(Short with { Number = "2026-000018" }, default));
    }

    [Fact]
    public void The_metadata_name_the_document()
    {
        using var pdf = Print(Short);
        Assert.Equal("Invoice 2026-000017", pdf.Information.Title);
        Assert.Equal($"Order {Short.OrderNumber}", pdf.Information.Subject);
        Assert.StartsWith("D:20261127", pdf.Information.CreationDate, StringComparison.Ordinal);
    }

    [Fact]
    public void The_fonts_have_all_letters_of_European_languages()
    {
        const string Letters = "ÄÖÜäöüßẞÀÂÇÉÈÊËÎÏÔŒÙÛŸàâçéèêëîïôœùûÿĄĆĘŁŃÓŚŹŻąćęłńóśźżÁČĎĚÍŇŘŠŤÚŮÝŽáčďěíňřšťúůýž"
            + "ĂÂÎȘȚăâîșțĐđĞğİıŞşŐőŰűĀĒĢĪĶĻŅŪāēģīķļņūĖĮŲėįųÅåÆæØøÞþÐðĊĠĦċġħĹĽŔĺľŕ¿¡ñÑ€£ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ"
            + "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊΐϋΰ"
            + "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя"
            + "ЄІЇҐєіїґЂЈЉЊЋЏђјљњћџЃЅЌѓѕќ\u2013\u2026\u00B7\uFFFD";
        Assert.All(Letters, letter => Assert.True(PaperFonts.CanDraw(letter), $"{letter}"));
        Assert.False(PaperFonts.CanDraw('ש'));
    }

    private static PdfDocument Print(InvoiceDocument document, PaperStyle style = default) =>
        PdfDocument.Open(InvoicePdf.Write(document, style));

    private static string TextOf(PdfDocument pdf) => string.Join(' ', pdf.GetPages().Select(TextOf));

    private static string TextOf(Page page) =>
        string.Join(' ', ContentOrderTextExtractor.GetText(page)
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string After(string label, Page page) =>
        TextOf(page) is var text && text.IndexOf(label, StringComparison.Ordinal) is >= 0 and var at
            ? text[(at + label.Length + 1)..].Split(' ')[0]
            : throw new InvalidOperationException($"{label} is not on page {page.Number}: {text}");

    /// <summary>The numbers of the lines: what begins at the left margin in the size of the table.</summary>
    private static IEnumerable<int> PositionsOf(Page page) => page.GetWords()
        .Where(word => Math.Abs(word.BoundingBox.Left - PaperStyle.Mm(25)) < 2)
        .Select(word => int.TryParse(word.Text, out var position) ? position : 0).Where(position => position > 0);
}
