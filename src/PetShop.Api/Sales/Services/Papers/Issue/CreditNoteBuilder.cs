using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Services.Papers.Documents;

namespace PetShop.Api.Sales.Services.Papers.Issue;

/// <summary>What is given back, tax included.</summary>
/// <param name="Lines">Of the invoice.</param>
/// <param name="Amount">Given back without goods, such as a price reduction.</param>
internal sealed record CreditedGoods(IReadOnlyList<CreditedLine> Lines, decimal Shipping = 0, decimal Amount = 0);

/// <param name="Position">Of the line on the invoice.</param>
/// <param name="Amount">With tax.</param>
internal readonly record struct CreditedLine(int Position, int Quantity, decimal Amount);

/// <summary>
/// Writes the credit notes of an invoice. The caller says what was given back; the tax in it follows from the invoice.
/// Of each rate, all credit notes so far contain the rounded share of its tax, so that they have credited exactly the
/// invoice's tax when everything was given back, however many they are.
/// </summary>
internal static class CreditNoteBuilder
{
    /// <param name="earlier">All credit notes of the invoice so far.</param>
    /// <exception cref="InvalidOperationException">More would be credited than was invoiced.</exception>
    public static InvoiceDocument Of(
        InvoiceDocument invoice, IReadOnlyList<InvoiceDocument> earlier, CreditedGoods given, CreditFacts facts)
    {
        var credits = invoice.Taxes.Select(tax => new RateCredit(invoice, earlier, tax)).ToList();
        if (given.Lines.Sum(line => line.Amount) + given.Shipping + given.Amount > credits.Sum(credit => credit.Left))
            throw new InvalidOperationException($"More than was invoiced is credited to {invoice.Number}.");
        var currency = Currency.Of(invoice.Currency);
        var excess = given.Amount;
        foreach (var line in given.Lines)
            excess += credits.First(credit => credit.Sold(line.Position)).TakeLine(line);
        // What no longer fits, because the amount was reduced before, is a reduction too.
        var shipping = Math.Min(given.Shipping, credits.Sum(credit => credit.LeftShipping));
        excess += given.Shipping - shipping;
        foreach (var (credit, part) in credits.Zip(
            currency.Share(shipping, credits.ConvertAll(credit => credit.LeftShipping))))
            excess += credit.TakeShipping(part);
        foreach (var (credit, part) in credits.Zip(
            currency.Share(excess, credits.ConvertAll(credit => credit.Left))))
            credit.TakeReduction(part);
        return DocumentRules.Require(Written(invoice, credits, facts));
    }

    /// <summary>Credits all that is left of the invoice: of each line, and of shipping.</summary>
    /// <param name="earlier">All credit notes of the invoice so far.</param>
    public static CreditedGoods Everything(InvoiceDocument invoice, IReadOnlyList<InvoiceDocument> earlier)
    {
        var left = invoice.Totals.Gross - earlier.Sum(note => note.Totals.Gross);
        var lines = new List<CreditedLine>();
        foreach (var line in invoice.Lines)
        {
            var before = earlier.SelectMany(note => note.Lines)
                .Where(credited => credited.CreditedPosition == line.Position).ToList();
            var amount = Math.Min(
                left, line.NetAmount + line.Tax - before.Sum(credited => credited.NetAmount + credited.Tax));
            var units = line.Quantity - before.Sum(credited => credited.Quantity);
            // What cost nothing is named if it is all that there is. No unit is credited twice.
            if (units <= 0 || (amount <= 0 && earlier.Count > 0))
                continue;
            lines.Add(new(line.Position, units, Math.Max(0, amount)));
            left -= Math.Max(0, amount);
        }
        return new(lines, left);
    }

    private static InvoiceDocument Written(InvoiceDocument invoice, List<RateCredit> credits, CreditFacts facts)
    {
        var parts = credits.SelectMany(credit => credit.Parts()).ToList();
        var lines = parts.Where(part => part.Line is not null)
            .OrderBy(part => part.Line!.Value.Position)
            .Select((part, i) => LineOf(invoice, part, i + 1, facts.Reduction)).ToList();
        var charges = parts.Where(part => part.Line is null)
            .Select(part => new DocumentAdjustment(
                invoice.Charges.Select(charge => charge.Reason).FirstOrDefault("Shipping"), part.Net,
                part.Of.Category, part.Of.Percent)).ToList();
        // A note without goods has one line all the same (BR-16).
        if (lines.Count == 0)
            (lines, charges) = ([.. charges.Select((charge, i) => AsLine(charge, parts[i].Tax, i + 1))], []);
        var taxes = credits.Where(credit => lines.Exists(line => IsOf(credit, line.Category, line.Percent))
            || charges.Exists(each => IsOf(credit, each.Category, each.Percent)))
            .Select(credit => credit.Credited()).ToList();
        return invoice with
        {
            Kind = DocumentKind.CreditNote,
            Number = facts.Number,
            IssueDate = facts.IssueDate,
            DueDate = null,
            TaxPoint = facts.TaxPoint == facts.IssueDate ? null : facts.TaxPoint,
            CreditedInvoice = new(invoice.Number ?? throw new InvalidOperationException(
                "An invoice without a number is void and needs no credit note."), invoice.IssueDate),
            Lines = lines,
            Allowances = [],
            Charges = charges,
            Taxes = taxes,
            Totals = DocumentTotals.Of(lines, [], charges, taxes, paid: 0),
            PaymentTerms = facts.PaymentTerms,
            Notes = facts.Notes,
        };
    }

    private static bool IsOf(RateCredit credit, TaxCategory category, decimal percent) =>
        (credit.Of.Category, credit.Of.Percent) == (category, percent);

    private static DocumentLine LineOf(InvoiceDocument invoice, CreditPart part, int position, string reduction)
    {
        var credited = part.Line!.Value;
        var sold = invoice.Lines.FirstOrDefault(line => line.Position == credited.Position);
        var units = credited.Quantity;
        return new()
        {
            Position = position,
            CreditedPosition = sold?.Position,
            Sku = sold?.Sku,
            Name = sold?.Name ?? reduction,
            Quantity = units,
            UnitPrice = UnitPrices.Of(part.Net, units, Currency.Of(invoice.Currency)),
            Discount = Currency.Of(invoice.Currency).Round(0),
            NetAmount = part.Net,
            Tax = part.Tax,
            Category = part.Of.Category,
            Percent = part.Of.Percent,
        };
    }

    private static DocumentLine AsLine(DocumentAdjustment charge, decimal tax, int position) => new()
    {
        Position = position,
        CreditedPosition = RateCredit.ShippingPosition,
        Sku = null,
        Name = charge.Reason,
        Quantity = 1,
        UnitPrice = charge.Amount,
        Discount = charge.Amount - charge.Amount,
        NetAmount = charge.Amount,
        Tax = tax,
        Category = charge.Category,
        Percent = charge.Percent,
    };
}

/// <summary>What a credit note says that its invoice does not know.</summary>
internal sealed record CreditFacts
{
    public const string PriceReduction = "Price reduction";

    public required string? Number { get; init; }

    public required DateOnly IssueDate { get; init; }

    /// <summary>Null if it is the day of issue.</summary>
    public DateOnly? TaxPoint { get; init; }

    /// <summary>How the amount is paid back; required unless it is 0.</summary>
    public string? PaymentTerms { get; init; }

    /// <summary>What is given back without goods.</summary>
    public string Reduction { get; init; } = PriceReduction;

    public IReadOnlyList<string> Notes { get; init; } = [];
}
