using PetShop.Api.Sales.Services.Papers.Documents;
using PetShop.Api.Sales.Services.Papers.Issue;

namespace PetShop.UnitTests.Sales.Papers;

/// <summary>An invoice and its credit notes that were computed on paper, from the example of docs/pricing.md.</summary>
public sealed class InvoiceExampleTests
{
    private static readonly InvoiceDocument Invoice = InvoiceBuilder.Of(SamplePapers.Example(), SamplePapers.Facts);

    [Fact]
    public void Prices_with_tax_become_net_amounts_that_sum_to_what_was_charged()
    {
        // Food: 31.98 - 3.20 = 28.78 at 7 %; its share of the tax 2.12 is 2.12 x 28.78 / 32.34 = 1.8866. The parcel's
        // part of 3.56 bears the rest, 0.2334: 1.89 and 0.23. Lead: 12.00 - 1.20 = 10.80 at 19 %, 1.94 x 10.80 / 12.14
        // = 1.7259, the parcel 0.2141: 1.73 and 0.21.
        Assert.Equal(
            [(26.89m, 1.89m, 2.99m, 14.94m), (9.07m, 1.73m, 1.01m, 10.08m)],
            Invoice.Lines.Select(line => (line.NetAmount, line.Tax, line.Discount, line.UnitPrice)));
        Assert.Equal([("Shipping: Parcel", 1.13m, 19m), ("Shipping: Parcel", 3.33m, 7m)],
            Invoice.Charges.Select(charge => (charge.Reason, charge.Amount, charge.Percent)));
        Assert.Equal(
            [(TaxCategory.S, 19m, 10.20m, 1.94m), (TaxCategory.S, 7m, 30.22m, 2.12m)],
            Invoice.Taxes.Select(tax => (tax.Category, tax.Percent, tax.Taxable, tax.Tax)));
        Assert.Equal(new()
        {
            Lines = 35.96m,
            Allowances = 0,
            Charges = 4.46m,
            Net = 40.42m,
            Tax = 4.06m,
            Gross = 44.48m,
            Paid = 0,
            Due = 44.48m,
        }, Invoice.Totals);
    }

    [Fact]
    public void One_returned_line_is_credited_with_its_share_of_the_tax_and_the_rest_with_the_rest()
    {
        // One bag of food, 14.39 of 28.78: of the rate's 32.34, 14.39 contain 2.12 x 14.39 / 32.34 = 0.9433.
        var first = CreditNoteBuilder.Of(Invoice, [], new([new(1, 1, 14.39m)]), SamplePapers.Credit);
        Assert.Equal([("Ball", 1, 13.45m, 0.94m)],
            first.Lines.Select(line => (line.Name, line.Quantity, line.NetAmount, line.Tax)));
        Assert.Equal((13.45m, 0.94m, 14.39m), (first.Totals.Net, first.Totals.Tax, first.Totals.Gross));
        Assert.Equal(new DocumentReference("2026-000017", new(2026, 11, 27)), first.CreditedInvoice);

        var second = CreditNoteBuilder.Of(
            Invoice, [first], new([new(1, 1, 14.39m), new(2, 1, 10.80m)], Shipping: 4.90m), SamplePapers.Credit);
        Assert.Equal([(19m, 10.20m, 1.94m), (7m, 16.77m, 1.18m)],
            second.Taxes.Select(tax => (tax.Percent, tax.Taxable, tax.Tax)));
        Assert.Equal(44.48m, first.Totals.Gross + second.Totals.Gross);
    }

    [Fact]
    public void A_price_reduction_is_shared_over_the_rates()
    {
        // 12.14 and 32.34 of 44.48: 10.00 are 2.7293 and 7.2707; the taxes 1.94 x 2.73 / 12.14 and 2.12 x 7.27 / 32.34.
        var note = CreditNoteBuilder.Of(Invoice, [], new([], Amount: 10m), SamplePapers.Credit);
        Assert.Equal([("Price reduction", 2.29m, 0.44m, 19m), ("Price reduction", 6.79m, 0.48m, 7m)],
            note.Lines.Select(line => (line.Name, line.NetAmount, line.Tax, line.Percent)));
        Assert.All(note.Lines, line => Assert.Null(line.Sku));
    }

    [Fact]
    public void Only_a_numbered_invoice_is_credited() => Assert.Throws<InvalidOperationException>(() =>
        CreditNoteBuilder.Of(Invoice with { Number = null }, [], new([], Amount: 1m), SamplePapers.Credit));
}
