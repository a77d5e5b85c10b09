using System.Text;
using System.Xml.Linq;
using CsCheck;
using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Pricing;
using PetShop.Api.Sales.Services.Papers.Documents;
using PetShop.Api.Sales.Services.Papers.Issue;
using PetShop.Api.Sales.Services.Papers.Ubl;
using PetShop.UnitTests.Sales.Pricing;

namespace PetShop.UnitTests.Sales.Papers;

/// <summary>What the published rules about VAT categories say of the shop's invoices and credit notes.</summary>
public sealed class VatCategoryTests
{
    private static readonly XNamespace Cac = Ubl.Cac, Cbc = Ubl.Cbc;

    /// <summary>Registered, a small enterprise without a VAT number, and only in the register of companies.</summary>
    private static readonly DocumentSeller[] Sellers =
    [
        SamplePapers.Seller, SamplePapers.Seller with { VatNumber = null },
        SamplePapers.Seller with { TaxRegistration = null, VatNumber = null },
    ];

    [Theory]
    [InlineData("S,Z", "Taxed", "DE", "DE", 0, null)]
    [InlineData("S,Z", "Taxed", "DE", "DE", 1, null)]
    [InlineData("K", "ReverseCharge", "DE", "FR", 0, "VATEX-EU-IC")]
    [InlineData("G", "NotRegistered", "DE", "US", 0, "VATEX-EU-G")]
    [InlineData("E", "NotRegistered", "DE", "DE", 0, "")]
    [InlineData("E", "NotRegistered", "DE", "US", 1, "")]
    [InlineData("O", "NotRegistered", "DE", "DE", 2, "VATEX-EU-O")]
    [InlineData("O", "NotRegistered", "US", "US", 0, "VATEX-EU-O")]
    [InlineData("O", "NotRegistered", "US", "DE", 2, "VATEX-EU-O")]
    public void Documents_of_every_category_break_no_rule(
        string categories, string treatment, string home, string to, int seller, string? reason)
    {
        foreach (var xml in Documents(Enum.Parse<TaxTreatment>(treatment), home, to, Sellers[seller]))
        {
            Assert.Empty(VatCategoryRules.Broken(xml));
            Assert.Equal(categories.Split(','), xml.Descendants(Cac + "TaxSubtotal")
                .Select(tax => tax.Element(Cac + "TaxCategory")!.Element(Cbc + "ID")!.Value));
            Assert.Equal(reason is null ? [] : [reason], xml.Descendants(Cac + "TaxSubtotal")
                .Where(tax => tax.Descendants(Cbc + "TaxExemptionReason").Any())
                .Select(tax => tax.Descendants(Cbc + "TaxExemptionReasonCode").SingleOrDefault()?.Value ?? ""));
        }
    }

    /// <summary>Where the currency has no decimals, a tax can be further from rate times amount.</summary>
    [Fact]
    public void No_document_breaks_a_rule() => SamplePapers.Orders.Select(Gen.Int[0, 2], Gen.Bool)
        .Sample((sample, seller, isInEu) =>
        {
            var isSupply = TaxedGoods.TreatmentOf(sample.Order) == TaxTreatment.ReverseCharge;
            var isTaxed = TaxedGoods.TreatmentOf(sample.Order) == TaxTreatment.Taxed;
            var facts = SamplePapers.FactsFor(sample.Order) with
            {
                Home = new(isSupply || isInEu ? "DE" : "US"),
                Seller = Sellers[isSupply ? 0 : isTaxed ? seller % 2 : seller],
            };
            return Written(InvoiceBuilder.Of(sample.Order, facts)).SelectMany(VatCategoryRules.Broken).All(rule =>
                rule == "BR-S-09" && sample.IsEdited && Currency.Of(sample.Order.Currency).Decimals == 0);
        }, iter: Baskets.Cases / 10);

    [Theory]
    [InlineData("E"), InlineData("O"), InlineData("Z"), InlineData("K"), InlineData("G")]
    public void Each_rule_of_a_category_without_tax_can_be_broken(string code)
    {
        var name = code == "K" ? "IC" : code;
        AssertBroken(code, $"BR-{name}-01", xml => xml.Element(Cac + "TaxTotal")!.Elements(Cac + "TaxSubtotal")
            .Where(tax => CodeOf(tax) == code).Remove());
        AssertBroken(code, $"BR-{name}-01", xml => xml.Element(Cac + "TaxTotal")!.Add(Breakdown(xml, code)));
        foreach (var rule in new[] { $"BR-{name}-02", $"BR-{name}-03", $"BR-{name}-04" })
            AssertBroken(code, rule, xml =>
            {
                var seller = xml.Element(Cac + "AccountingSupplierParty")!.Element(Cac + "Party")!;
                seller.Elements(Cac + "PartyTaxScheme").Remove();
                if (code == "O")
                    seller.Add(new XElement(Cac + "PartyTaxScheme",
                        new XElement(Cbc + "CompanyID", "DE123456789"), Ubl.TaxScheme()));
            });
        foreach (var (rule, of) in new (string, Func<XElement, XElement>)[]
        {
            ($"BR-{name}-05", xml => Line(xml, code)), ($"BR-{name}-06", xml => Adjusted(xml, code, "false")),
            ($"BR-{name}-07", xml => Adjusted(xml, code, "true")),
        })
            AssertBroken(code, rule, xml => of(xml).SetElementValue(Cbc + "Percent", code == "O" ? 0 : 19));
        AssertBroken(code, $"BR-{name}-08", xml => Breakdown(xml, code).SetElementValue(Cbc + "TaxableAmount", 99));
        AssertBroken(code, $"BR-{name}-09", xml => Breakdown(xml, code).SetElementValue(Cbc + "TaxAmount", 0.01m));
        AssertBroken(code, $"BR-{name}-10", xml =>
        {
            var category = Breakdown(xml, code).Element(Cac + "TaxCategory")!;
            category.SetElementValue(Cbc + "TaxExemptionReasonCode", null);
            category.SetElementValue(Cbc + "TaxExemptionReason", code == "Z" ? "None" : null);
        });
    }

    [Fact]
    public void Rules_of_one_category_can_be_broken()
    {
        AssertBroken("O", "BR-O-11", xml => xml.Element(Cac + "TaxTotal")!.Add(
            With(Breakdown(xml, "O"), tax => tax.Element(Cac + "TaxCategory")!.SetElementValue(Cbc + "ID", "E"))));
        AssertBroken("O", "BR-O-12", xml => Line(xml, "O").SetElementValue(Cbc + "ID", "E"));
        AssertBroken("O", "BR-O-13", xml => Adjusted(xml, "O", "false").SetElementValue(Cbc + "ID", "E"));
        AssertBroken("O", "BR-O-14", xml => Adjusted(xml, "O", "true").SetElementValue(Cbc + "ID", "E"));
        AssertBroken("O", "BR-O-02", xml => xml.Element(Cac + "AccountingCustomerParty")!.Element(Cac + "Party")!.Add(
            new XElement(Cac + "PartyTaxScheme", new XElement(Cbc + "CompanyID", "FR40303265045"), Ubl.TaxScheme())));
        AssertBroken("K", "BR-IC-02", xml => xml.Element(Cac + "AccountingCustomerParty")!
            .Descendants(Cac + "PartyTaxScheme").Remove());
        AssertBroken("K", "BR-IC-11", xml => xml.Element(Cac + "InvoicePeriod")!.Remove());
        AssertBroken("K", "BR-IC-12", xml => xml.Element(Cac + "Delivery")!.Descendants(Cac + "Country").Remove());
        AssertBroken("S", "BR-S-01", xml => xml.Element(Cac + "TaxTotal")!.Elements(Cac + "TaxSubtotal").Remove());
        AssertBroken("S", "BR-S-05", xml => Line(xml, "S").SetElementValue(Cbc + "Percent", 0));
        AssertBroken("S", "BR-S-08", xml => Breakdown(xml, "S").SetElementValue(Cbc + "TaxableAmount", 999));
        AssertBroken("S", "BR-S-09", xml => Breakdown(xml, "S").SetElementValue(Cbc + "TaxAmount", 999));
        AssertBroken("S", "BR-S-10", xml => Breakdown(xml, "S").Element(Cac + "TaxCategory")!
            .SetElementValue(Cbc + "TaxExemptionReason", "None"));
    }

    private static void AssertBroken(string code, string rule, Action<XElement> change)
    {
        var xml = code switch
        {
            "O" => Documents(TaxTreatment.NotRegistered, "US", "US", Sellers[0]),
            "E" => Documents(TaxTreatment.NotRegistered, "DE", "DE", Sellers[1]),
            "G" => Documents(TaxTreatment.NotRegistered, "DE", "US", Sellers[0]),
            "K" => Documents(TaxTreatment.ReverseCharge, "DE", "FR", Sellers[0]),
            "Z" => Documents(TaxTreatment.Taxed, "DE", "IE", Sellers[0], percent: 0),
            _ => Documents(TaxTreatment.Taxed, "DE", "DE", Sellers[0]),
        };
        change(xml[0]);
        Assert.Contains(rule, VatCategoryRules.Broken(xml[0]));
    }

    /// <summary>An invoice with lines, a charge and an allowance of each category, and its credit note.</summary>
    private static List<XElement> Documents(
        TaxTreatment treatment, string home, string to, DocumentSeller seller, decimal percent = 19) =>
        Written(InvoiceBuilder.Of(SamplePapers.WithFreeShipping(treatment, percent),
            SamplePapers.Facts with { Home = new(home), HandedOver = new(to), Seller = seller }));

    private static List<XElement> Written(InvoiceDocument invoice) =>
    [
        Read(invoice),
        Read(CreditNoteBuilder.Of(
            invoice, [], CreditNoteBuilder.Everything(invoice, []), SamplePapers.Credit)),
    ];

    private static XElement Read(InvoiceDocument document) =>
        XDocument.Parse(Encoding.UTF8.GetString(UblDocument.Write(document))).Root!;

    private static XElement Breakdown(XElement xml, string code) =>
        xml.Descendants(Cac + "TaxSubtotal").First(tax => CodeOf(tax) == code);

    private static XElement Line(XElement xml, string code) =>
        xml.Descendants(Cac + "ClassifiedTaxCategory").First(each => each.Element(Cbc + "ID")!.Value == code);

    private static XElement Adjusted(XElement xml, string code, string isCharge) => xml
        .Elements(Cac + "AllowanceCharge").First(each => each.Element(Cbc + "ChargeIndicator")!.Value == isCharge
            && CodeOf(each) == code).Element(Cac + "TaxCategory")!;

    private static string CodeOf(XElement of) => of.Element(Cac + "TaxCategory")!.Element(Cbc + "ID")!.Value;

    private static XElement With(XElement element, Action<XElement> change)
    {
        var copy = new XElement(element);
        change(copy);
        return copy;
    }
}
