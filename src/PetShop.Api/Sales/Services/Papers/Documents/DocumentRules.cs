using PetShop.Api.Core.Money;

namespace PetShop.Api.Sales.Services.Papers.Documents;

/// <summary>
/// The rules of EN 16931 that a document of the shop could break, by their names. Sums must be exact. The tax of a
/// category may differ from rate times amount (BR-CO-17): where prices include tax it is taken out of them, so that the
/// total stays what was charged, and after a partial cancellation it is a sum of rounded shares. On an invoice, less
/// than two minor units are accepted for each part that is taxed at it, and less than 1 of the currency in all. On a
/// credit note, which takes its tax from the invoice, it is less than 1, as in the published rules. In a currency
/// without decimals the unit is 1, and sums of rounded shares cannot always be within it: there, up to a hundred units
/// are accepted, because what was charged must be on a document even if the rule refuses its XML.
/// </summary>
internal static class DocumentRules
{
    /// <returns>What is wrong, each beginning with the rule; empty if nothing is.</returns>
    public static List<string> Broken(InvoiceDocument document) =>
        [.. SumsOf(document).Concat(TaxesOf(document)).Concat(LinesOf(document)).Concat(PartiesOf(document))];

    /// <exception cref="InvalidOperationException">It breaks a rule.</exception>
    public static InvoiceDocument Require(InvoiceDocument document) => Broken(document) is { Count: > 0 } broken
        ? throw new InvalidOperationException(
            $"The document of order {document.OrderNumber} is wrong. {string.Join(" ", broken)}")
        : document;

    private static IEnumerable<string> SumsOf(InvoiceDocument document)
    {
        var (totals, currency) = (document.Totals, Currency.Of(document.Currency));
        (string Rule, string What, decimal Is, decimal Must)[] sums =
        [
            ("BR-CO-10", "the sum of the lines", totals.Lines, document.Lines.Sum(line => line.NetAmount)),
            ("BR-CO-11", "the sum of discounts", totals.Allowances, document.Allowances.Sum(each => each.Amount)),
            ("BR-CO-12", "the sum of charges", totals.Charges, document.Charges.Sum(each => each.Amount)),
            ("BR-CO-13", "the net total", totals.Net, totals.Lines - totals.Allowances + totals.Charges),
            ("BR-CO-14", "the tax total", totals.Tax, document.Taxes.Sum(tax => tax.Tax)),
            ("BR-CO-15", "the total", totals.Gross, totals.Net + totals.Tax),
            ("BR-CO-16", "the amount due", totals.Due, totals.Gross - totals.Paid),
        ];
        foreach (var (rule, what, value, must) in sums.Where(sum => sum.Is != sum.Must))
            yield return $"{rule}: {what} is {value}, not {must}.";
        decimal[] amounts =
        [
            totals.Paid, .. document.Lines.SelectMany(line => new[] { line.NetAmount, line.Discount, line.Tax }),
            .. document.Allowances.Concat(document.Charges).Select(each => each.Amount),
            .. document.Taxes.SelectMany(tax => new[] { tax.Taxable, tax.Tax }),
        ];
        foreach (var amount in amounts.Where(amount => amount < 0 || !currency.Fits(amount)))
            yield return $"BR-DEC: {amount} is negative or has more decimals than {document.Currency}.";
        if (totals.Due > 0 && document is { DueDate: null, PaymentTerms: null })
            yield return "BR-CO-25: an amount is due, but neither a due date nor payment terms are given.";
    }

    private static IEnumerable<string> TaxesOf(InvoiceDocument document)
    {
        var unit = Currency.Of(document.Currency).MinorUnit;
        foreach (var tax in document.Taxes)
        {
            var (name, group) = (NameOf(tax.Category), (tax.Category, tax.Percent));
            var lines = document.Lines.Where(line => (line.Category, line.Percent) == group).ToList();
            var charges = document.Charges.Where(each => (each.Category, each.Percent) == group).ToList();
            var allowances = document.Allowances.Where(each => (each.Category, each.Percent) == group).ToList();
            var taxable = lines.Sum(line => line.NetAmount) - allowances.Sum(each => each.Amount)
                + charges.Sum(each => each.Amount);
            if (tax.Taxable != taxable)
                yield return $"BR-{name}-08: the taxable amount at {tax.Percent} % is {tax.Taxable}, not {taxable}.";
            var isCharged = tax.Category is TaxCategory.S;
            if (isCharged != tax.Percent > 0)
                yield return $"BR-{name}-05: the rate of category {tax.Category} is {tax.Percent} %.";
            if (!isCharged && tax.Tax != 0)
                yield return $"BR-{name}-09: category {tax.Category} has a tax of {tax.Tax}.";
            var exact = tax.Taxable * tax.Percent / 100;
            var parts = lines.Count + charges.Count + allowances.Count;
            var accepted = document.Kind == DocumentKind.Invoice ? 2 * parts * unit : 100 * unit;
            if (Math.Abs(tax.Tax - exact) >= Math.Min(accepted, unit < 1 ? 1 : 100))
                yield return $"BR-CO-17: the tax at {tax.Percent} % is {tax.Tax}, not {exact}.";
            if (tax.Category.NeedsReason() != tax.ExemptionReason is not null)
                yield return $"BR-{name}-10: the reason why no tax is charged is missing, or tax is charged.";
        }
        var taxes = document.Taxes.Select(tax => (tax.Category, tax.Percent)).ToList();
        var used = document.Lines.Select(line => (line.Category, line.Percent))
            .Concat(document.Allowances.Concat(document.Charges).Select(each => (each.Category, each.Percent)));
        if (taxes.Count != taxes.Distinct().Count() || used.Except(taxes).Any())
            yield return "BR-CO-18: each category and rate needs exactly one tax.";
        if (taxes.Count > 1 && taxes.Exists(tax => tax.Category == TaxCategory.O))
            yield return "BR-O-11: what is not subject to VAT has a document of its own.";
    }

    private static IEnumerable<string> LinesOf(InvoiceDocument document)
    {
        var currency = Currency.Of(document.Currency);
        if (document.Lines.Count == 0)
            yield return "BR-16: there is no line.";
        if (document.Lines.DistinctBy(line => line.Position).Count() != document.Lines.Count)
            yield return "BR-21: two lines have the same position.";
        foreach (var line in document.Lines)
        {
            if (string.IsNullOrWhiteSpace(line.Name))
                yield return $"BR-25: line {line.Position} has no name.";
            if (line.UnitPrice < 0)
                yield return $"BR-27: line {line.Position} has a negative price.";
            if (currency.Round(line.Quantity * line.UnitPrice) - line.Discount != line.NetAmount)
                yield return $"PEPPOL-EN16931-R120: line {line.Position} costs {line.NetAmount}, which is not units "
                    + "times price minus discount.";
        }
    }

    private static IEnumerable<string> PartiesOf(InvoiceDocument document)
    {
        var (seller, buyer) = (document.Seller, document.Buyer);
        var categories = document.Taxes.Select(tax => tax.Category).ToHashSet();
        if (string.IsNullOrWhiteSpace(seller.Name))
            yield return "BR-06: the seller has no name.";
        if (string.IsNullOrWhiteSpace(buyer.Company ?? buyer.Name))
            yield return "BR-07: the buyer has no name.";
        if (seller is { VatNumber: null, RegisterEntry: null, TaxRegistration: null })
            yield return "BR-CO-26: the seller has no VAT number, tax number or entry in a register.";
        if (categories.Overlaps([TaxCategory.S, TaxCategory.Z, TaxCategory.E])
            && seller is { VatNumber: null, TaxRegistration: null })
            yield return "BR-S-02: the seller has neither a VAT number nor a tax registration.";
        if (categories.Overlaps([TaxCategory.AE, TaxCategory.K, TaxCategory.G]) && seller.VatNumber is null)
            yield return "BR-IC-02: the seller has no VAT number.";
        if (categories.Overlaps([TaxCategory.AE, TaxCategory.K]) && buyer.VatNumber is null)
            yield return "BR-IC-02: the buyer has no VAT number.";
        if (categories.Contains(TaxCategory.O) && (seller.VatNumber ?? buyer.VatNumber) is not null)
            yield return "BR-O-02: a document that is not subject to VAT names a VAT number.";
        if (categories.Contains(TaxCategory.K) && document.Supply is null)
            yield return "BR-IC-11: the time of delivery is missing.";
        if (document.Supply is { Until: { } until } supply && until < supply.From)
            yield return "BR-29: the delivery ends before it begins.";
        foreach (var number in new[] { seller.VatNumber, buyer.VatNumber }.OfType<string>())
        {
            if (!VatPrefix.IsOn(number))
                yield return $"BR-CO-09: the VAT number {number} does not begin with a country.";
        }
        if (document.Kind == DocumentKind.CreditNote && document.CreditedInvoice is null)
            yield return "BR-55: the credited invoice is missing.";
    }

    /// <summary>What the rules call a category.</summary>
    private static string NameOf(TaxCategory category) => category == TaxCategory.K ? "IC" : category.ToString();
}
