using PetShop.Api.Sales.Services.Papers.Documents;
using PetShop.Api.Sales.Services.Papers.Issue;

namespace PetShop.UnitTests.Sales.Papers;

/// <summary>What the checker finds.</summary>
public sealed class DocumentRulesTests
{
    private static readonly InvoiceDocument Invoice = InvoiceBuilder.Of(SamplePapers.Example(), SamplePapers.Facts);

    [Fact]
    public void A_correct_invoice_breaks_no_rule() => Assert.Empty(DocumentRules.Broken(Invoice));

    [Theory]
    [InlineData("BR-CO-10"), InlineData("BR-CO-11"), InlineData("BR-CO-12"), InlineData("BR-CO-13")]
    [InlineData("BR-CO-14"), InlineData("BR-CO-15"), InlineData("BR-CO-16")]
    public void A_wrong_sum_is_named(string rule)
    {
        var totals = Invoice.Totals;
        var wrong = Invoice with
        {
            Totals = rule switch
            {
                "BR-CO-10" => totals with { Lines = totals.Lines + 0.01m },
                "BR-CO-11" => totals with { Allowances = 0.01m },
                "BR-CO-12" => totals with { Charges = totals.Charges - 0.01m },
                "BR-CO-13" => totals with { Net = totals.Net + 0.01m },
                "BR-CO-14" => totals with { Tax = totals.Tax - 0.01m },
                "BR-CO-15" => totals with { Gross = totals.Gross + 0.01m },
                _ => totals with { Due = totals.Due - 0.01m },
            },
        };
        Assert.Contains(DocumentRules.Broken(wrong), broken => broken.StartsWith(rule, StringComparison.Ordinal));
        Assert.Throws<InvalidOperationException>(() => DocumentRules.Require(wrong));
    }

    [Fact]
    public void Wrong_taxes_are_named()
    {
        AssertBroken("BR-S-08", WithTax(tax => tax with { Taxable = tax.Taxable + 0.01m }));
        AssertBroken("BR-CO-17", WithTax(tax => tax with { Tax = tax.Tax + 0.10m }));
        AssertBroken("BR-S-10", WithTax(tax => tax with { ExemptionReason = "None" }));
        AssertBroken("BR-S-05", WithTax(tax => tax with { Percent = 0 }));
        AssertBroken("BR-CO-18", Invoice with { Taxes = [Invoice.Taxes[0]] });
        AssertBroken("BR-CO-18", Invoice with { Taxes = [.. Invoice.Taxes, Invoice.Taxes[0]] });
        AssertBroken("BR-IC-09", WithTax(tax => tax with { Category = TaxCategory.K }));
        AssertBroken("BR-E-10", WithTax(tax => tax with { Category = TaxCategory.E }));
        AssertBroken("BR-O-11", WithTax(tax => tax with { Category = TaxCategory.O }));
    }

    [Fact]
    public void Wrong_lines_are_named()
    {
        AssertBroken("BR-16", Invoice with { Lines = [] });
        AssertBroken("BR-21", WithLine(line => line with { Position = 2 }));
        AssertBroken("BR-25", WithLine(line => line with { Name = " " }));
        AssertBroken("BR-27", WithLine(line => line with { UnitPrice = -1 }));
        AssertBroken("PEPPOL-EN16931-R120", WithLine(line => line with { Discount = 0 }));
        AssertBroken("BR-DEC", WithLine(line => line with { Tax = 1.234m }));
    }

    [Fact]
    public void Missing_facts_are_named()
    {
        AssertBroken("BR-CO-25", Invoice with { DueDate = null, PaymentTerms = null });
        AssertBroken("BR-06", WithSeller(seller => seller with { Name = " " }));
        AssertBroken("BR-07", Invoice with { Buyer = Invoice.Buyer with { Name = "", Company = null } });
        AssertBroken("BR-CO-26", WithSeller(
            seller => seller with { VatNumber = null, RegisterEntry = null, TaxRegistration = null }));
        AssertBroken("BR-S-02", WithSeller(seller => seller with { VatNumber = null, TaxRegistration = null }));
        AssertBroken("BR-IC-02", WithTax(tax => tax with { Category = TaxCategory.K }));
        AssertBroken("BR-O-02", WithTax(tax => tax with { Category = TaxCategory.O }));
        AssertBroken("BR-IC-11", WithTax(tax => tax with { Category = TaxCategory.K }) with { Supply = null });
        AssertBroken("BR-29", Invoice with { Supply = new(new(2026, 11, 27), new(2026, 11, 26)) });
        AssertBroken("BR-CO-09", WithSeller(seller => seller with { VatNumber = "123456789" }));
        AssertBroken("BR-CO-09", Invoice with { Buyer = Invoice.Buyer with { VatNumber = "ZZ123" } });
        AssertBroken("BR-55", Invoice with { Kind = DocumentKind.CreditNote });
    }

    /// <summary>As the published rule: less than 1 of the currency, whatever its smallest unit is.</summary>
    [Fact]
    public void The_tax_differs_from_rate_times_amount_by_less_than_1_where_the_currency_has_decimals()
    {
        var lines = Enumerable.Range(1, 200).Select(i => Invoice.Lines[1] with { Position = i }).ToList();
        var taxable = lines.Sum(line => line.NetAmount);
        var exact = decimal.Round(taxable * 0.19m, 2);
        AssertBroken("BR-CO-17", Invoice with { Lines = lines, Taxes = [Of(exact + 1.01m)] });
        Assert.DoesNotContain(DocumentRules.Broken(Invoice with { Lines = lines, Taxes = [Of(exact + 0.99m)] }),
            broken => broken.StartsWith("BR-CO-17", StringComparison.Ordinal));

        DocumentTax Of(decimal amount) => Invoice.Taxes[0] with { Taxable = taxable, Tax = amount };
    }

    private static void AssertBroken(string rule, InvoiceDocument document) =>
        Assert.Contains(DocumentRules.Broken(document),
            broken => broken.StartsWith(rule + ":", StringComparison.Ordinal));

    private static InvoiceDocument WithTax(Func<DocumentTax, DocumentTax> change) =>
        Invoice with { Taxes = [change(Invoice.Taxes[0]), Invoice.Taxes[1]] };

    private static InvoiceDocument WithLine(Func<DocumentLine, DocumentLine> change) =>
        Invoice with { Lines = [change(Invoice.Lines[0]), Invoice.Lines[1]] };

    private static InvoiceDocument WithSeller(Func<DocumentSeller, DocumentSeller> change) =>
        Invoice with { Seller = change(Invoice.Seller) };
}
