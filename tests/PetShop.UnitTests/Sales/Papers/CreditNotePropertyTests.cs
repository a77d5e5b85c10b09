using CsCheck;
using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Services.Papers.Documents;
using PetShop.Api.Sales.Services.Papers.Issue;
using PetShop.UnitTests.Sales.Pricing;

namespace PetShop.UnitTests.Sales.Papers;

/// <summary>What is true of the credit notes of every invoice, in whatever parts it is given back.</summary>
public sealed class CreditNotePropertyTests
{
    [Fact]
    public void All_credit_notes_sum_to_the_invoice_rate_by_rate() => Check((invoice, random) =>
    {
        var notes = new List<InvoiceDocument>();
        while (Left(invoice, notes) is > 0 and var left)
            notes.Add(CreditNoteBuilder.Of(invoice, notes, Some(invoice, left, random), SamplePapers.Credit));
        return invoice.Taxes.All(tax => Sums(notes, tax) == (tax.Taxable, tax.Tax));
    });

    [Fact]
    public void A_credit_note_sums_to_what_was_given_back_and_breaks_no_rule() => Check((invoice, random) =>
    {
        var notes = new List<InvoiceDocument>();
        while (Left(invoice, notes) is > 0 and var left)
        {
            var given = Some(invoice, left, random);
            notes.Add(CreditNoteBuilder.Of(invoice, notes, given, SamplePapers.Credit));
            if (notes[^1].Totals.Gross != given.Lines.Sum(line => line.Amount) + given.Shipping + given.Amount
                || DocumentRules.Broken(notes[^1]).Count > 0)
                return false;
        }
        return true;
    });

    [Fact]
    public void Everything_at_once_credits_the_same_lines_and_sums() => Check((invoice, _) =>
    {
        var note = CreditNoteBuilder.Of(
            invoice, [], CreditNoteBuilder.Everything(invoice, []), SamplePapers.Credit);
        return note.Totals.Gross == invoice.Totals.Gross && note.Totals.Tax == invoice.Totals.Tax
            && note.Lines.Sum(line => line.NetAmount + line.Tax)
                == invoice.Lines.Sum(line => line.NetAmount + line.Tax);
    });

    [Fact]
    public void The_rest_after_any_credit_notes_completes_the_invoice() => Check((invoice, random) =>
    {
        var notes = new List<InvoiceDocument>();
        for (var i = random.Next(3); i > 0 && Left(invoice, notes) is > 0 and var left; i--)
            notes.Add(CreditNoteBuilder.Of(invoice, notes, Some(invoice, left, random), SamplePapers.Credit));
        if (notes.Count == 0 || Left(invoice, notes) > 0)
            notes.Add(CreditNoteBuilder.Of(
                invoice, notes, CreditNoteBuilder.Everything(invoice, notes), SamplePapers.Credit));
        return Left(invoice, notes) == 0 && invoice.Taxes.All(tax => Sums(notes, tax) == (tax.Taxable, tax.Tax));
    });

    [Fact]
    public void No_line_is_credited_above_what_it_cost() => Check((invoice, random) =>
    {
        var notes = new List<InvoiceDocument>();
        while (Left(invoice, notes) is > 0 and var left)
            notes.Add(CreditNoteBuilder.Of(invoice, notes, Some(invoice, left, random), SamplePapers.Credit));
        return invoice.Lines.All(line => notes.SelectMany(note => note.Lines)
            .Where(credited => credited.CreditedPosition == line.Position)
            .Sum(credited => credited.NetAmount + credited.Tax) <= line.NetAmount + line.Tax);
    });

    [Fact]
    public void No_more_units_are_credited_than_were_sold() => Check((invoice, random) =>
    {
        var notes = new List<InvoiceDocument>();
        for (var i = random.Next(4); i > 0 && Left(invoice, notes) is > 0 and var left; i--)
            notes.Add(CreditNoteBuilder.Of(invoice, notes, Some(invoice, left, random, notes), SamplePapers.Credit));
        if (notes.Count == 0 || Left(invoice, notes) > 0)
            notes.Add(CreditNoteBuilder.Of(
                invoice, notes, CreditNoteBuilder.Everything(invoice, notes), SamplePapers.Credit));
        return Left(invoice, notes) == 0
            && invoice.Lines.All(line => UnitsOf(notes, line.Position) <= line.Quantity);
    });

    /// <summary>
    /// A validator finds no fault in the first note and in one over all, if the invoice leaves room for the note's own
    /// rounding: half a unit of the currency, and the tax on it (BR-CO-17 allows 1).
    /// </summary>
    [Fact]
    public void The_tax_of_a_note_is_what_a_validator_expects() => Check((invoice, random) =>
    {
        var half = Currency.Of(invoice.Currency).MinorUnit / 2;
        if (invoice.Taxes.Any(tax => Difference(tax) + half * (1 + tax.Percent / 100) > 0.98m)
            || invoice.Totals.Gross == 0)
            return true;
        var first = CreditNoteBuilder.Of(
            invoice, [], Some(invoice, invoice.Totals.Gross, random), SamplePapers.Credit);
        var all = CreditNoteBuilder.Of(
            invoice, [], CreditNoteBuilder.Everything(invoice, []), SamplePapers.Credit);
        return first.Taxes.Concat(all.Taxes).All(tax => Difference(tax) < 1);

        static decimal Difference(DocumentTax tax) =>
            Math.Abs(tax.Tax - decimal.Round(tax.Taxable * tax.Percent / 100, 2));
    });

    [Fact]
    public void More_than_was_invoiced_cannot_be_credited() => Check((invoice, _) =>
    {
        var unit = Currency.Of(invoice.Currency).MinorUnit;
        Assert.Throws<InvalidOperationException>(() => CreditNoteBuilder.Of(
            invoice, [], new([], 0, invoice.Totals.Gross + unit), SamplePapers.Credit));
        return true;
    });

    private static decimal Left(InvoiceDocument invoice, List<InvoiceDocument> notes) =>
        invoice.Totals.Gross - notes.Sum(note => note.Totals.Gross);

    private static (decimal Taxable, decimal Tax) Sums(List<InvoiceDocument> notes, DocumentTax of)
    {
        var same = notes.SelectMany(note => note.Taxes)
            .Where(tax => (tax.Category, tax.Percent) == (of.Category, of.Percent)).ToList();
        return (same.Sum(tax => tax.Taxable), same.Sum(tax => tax.Tax));
    }

    private static int UnitsOf(IEnumerable<InvoiceDocument> notes, int position) => notes
        .SelectMany(note => note.Lines).Where(line => line.CreditedPosition == position).Sum(line => line.Quantity);

    /// <summary>Lines, shipping and an amount in any combination, together at most what is left.</summary>
    /// <param name="notes">Units that they credit are not credited again; null if units do not matter.</param>
    private static CreditedGoods Some(
        InvoiceDocument invoice, decimal left, Random random, List<InvoiceDocument>? notes = null)
    {
        var currency = Currency.Of(invoice.Currency);
        var lines = new List<CreditedLine>();
        foreach (var line in invoice.Lines.Where(_ => random.Next(3) == 0))
        {
            var amount = Math.Min(Part(line.NetAmount + line.Tax), left);
            var units = line.Quantity - UnitsOf(notes ?? [], line.Position);
            if (amount == 0 || units == 0)
                continue;
            left -= amount;
            lines.Add(new(line.Position, random.Next(1, units + 1), amount));
        }
        var shipping = Math.Min(left, random.Next(2) == 0
            ? Part(invoice.Totals.Gross - invoice.Lines.Sum(line => line.NetAmount + line.Tax)) : 0);
        left -= shipping;
        var rest = (lines.Count == 0 && shipping == 0) || random.Next(3) == 0 ? left : 0;
        return new(lines, shipping, rest > 0 && random.Next(3) > 0 ? Math.Max(Part(rest), currency.MinorUnit) : rest);

        decimal Part(decimal amount) =>
            random.Next(3) == 0 ? amount : currency.Round(amount * random.Next(0, 100) / 100);
    }

    private static void Check(Func<InvoiceDocument, Random, bool> isTrue) =>
        Gen.Select(SamplePapers.Orders, Gen.Int[0, int.MaxValue]).Sample((sample, seed) => isTrue(
            InvoiceBuilder.Of(sample.Order, SamplePapers.FactsFor(sample.Order)), new(seed)), iter: Baskets.Cases);
}
