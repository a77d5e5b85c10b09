using CsCheck;
using PetShop.Api.Sales.Entities.Addresses;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Pricing;
using PetShop.Api.Sales.Services.Papers.Documents;
using PetShop.Api.Sales.Services.Papers.Issue;
using PetShop.Api.Sales.Services.Papers.Pdf;
using PetShop.Api.Sales.Services.Papers.Ubl;
using UglyToad.PdfPig;

namespace PetShop.UnitTests.Sales.Papers;

/// <summary>
/// Papers to look at: with <c>PAPERS_FOLDER</c> set, they are written there as PDF and XML.
/// </summary>
public sealed class PaperPicturesTests
{
    private const int Samples = 100;

    private static readonly string[] Names =
    [
        "Karma sucha dla psów z żołądkiem wrażliwym, jagnięcina i ryż, 12 kg",
        "Ξηρά τροφή για γάτες με κοτόπουλο και ψάρι, 2 κιλά",
        "Granule pro štěňata s kuřecím masem a rýží, 3 kg", "Hundeleine aus geöltem Büffelleder, 2 m",
    ];

    [Theory]
    [InlineData(nameof(PaperSize.A4), nameof(NumberForm.De))]
    [InlineData(nameof(PaperSize.Letter), nameof(NumberForm.En))]
    public void An_invoice_of_twenty_lines_has_two_pages_and_its_credit_note_one(string size, string form)
    {
        var style = new PaperStyle(Enum.Parse<PaperSize>(size), Enum.Parse<NumberForm>(form));
        var destination = new Destination(
            SamplePapers.Address("Łucja Żółkiewska-Świątek", "ul. Źródlana 7/3", "50-001", "Wrocław", "PL",
                "Zwierzyniec sp. z o.o."), null,
            SamplePapers.Address("Jiří Dvořák", "Křížová 3", "603 00", "Brno", "CZ"));
        var invoice = InvoiceBuilder.Of(
            SamplePapers.Long(20, i => Names[i % Names.Length], destination), SamplePapers.Facts with
            {
                Paid = 100,
                Notes = ["Date of supply: the day on which the goods are shipped or handed over."],
            });
        var (first, last) = (invoice.Lines[0], invoice.Lines[^1]);
        var note = CreditNoteBuilder.Of(invoice, [], new([
            new(first.Position, first.Quantity, first.NetAmount + first.Tax),
            new(last.Position, 1, 10.01m)], Shipping: 4.90m), SamplePapers.Credit);
        Assert.Equal((2, 1), (Save(invoice, style, $"invoice-{size}"), Save(note, style, $"credit-note-{size}")));
    }

    /// <summary>For the published rules: <c>EN16931-UBL-validation</c> finds no fault in them.</summary>
    [Fact]
    public void Orders_of_all_kinds_have_papers()
    {
        var count = 0;
        SamplePapers.Orders.Sample(sample =>
        {
            if (sample.Order.TotalAmount == 0)
                return;
            var number = Interlocked.Increment(ref count);
            foreach (var facts in FactsFor(sample.Order))
            {
                var invoice = InvoiceBuilder.Of(sample.Order, facts);
                var note = CreditNoteBuilder.Of(
                    invoice, [], CreditNoteBuilder.Everything(invoice, []), SamplePapers.Credit);
                var name = $"sample-{number}-{invoice.Taxes[0].Category}";
                Keep($"{name}.xml", UblDocument.Write(invoice));
                Keep($"{name}-credit.xml", UblDocument.Write(note));
            }
        }, iter: Samples);
        Assert.InRange(count, Samples / 2, Samples);
    }

    /// <summary>Without tax it is an export, exempt as a small enterprise, or outside the scope of VAT.</summary>
    private static IssueFacts[] FactsFor(Order order)
    {
        var facts = SamplePapers.FactsFor(order);
        return order.Pricing.TaxLines is not [{ Treatment: TaxTreatment.NotRegistered }, ..] ? [facts]
            :
            [
                facts, facts with { HandedOver = null, Seller = facts.Seller with { VatNumber = null } },
                facts with { Home = new("CH") },
            ];
    }

    /// <returns>The number of pages.</returns>
    private static int Save(InvoiceDocument document, PaperStyle style, string name)
    {
        var bytes = InvoicePdf.Write(document, style);
        Keep(name + ".pdf", bytes);
        Keep(name + ".xml", UblDocument.Write(document));
        using var pdf = PdfDocument.Open(bytes);
        return pdf.NumberOfPages;
    }

    private static void Keep(string name, byte[] file)
    {
        if (Environment.GetEnvironmentVariable("PAPERS_FOLDER") is not { Length: > 0 } folder)
            return;
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, name), file);
    }
}
