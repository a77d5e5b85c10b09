using System.Globalization;
using System.Text;
using System.Xml.Linq;
using CsCheck;
using PetShop.Api.Sales.Services.Papers.Documents;
using PetShop.Api.Sales.Services.Papers.Issue;
using PetShop.Api.Sales.Services.Papers.Ubl;
using PetShop.UnitTests.Sales.Pricing;

namespace PetShop.UnitTests.Sales.Papers;

/// <summary>The electronic invoice.</summary>
public sealed class UblDocumentTests
{
    private static readonly XNamespace Cac = Ubl.Cac, Cbc = Ubl.Cbc;

    private static readonly InvoiceDocument Invoice = InvoiceBuilder.Of(SamplePapers.Example(), SamplePapers.Facts);

    private static readonly InvoiceDocument CreditNote = CreditNoteBuilder.Of(
        Invoice, [], CreditNoteBuilder.Everything(Invoice, []), SamplePapers.Credit);

    [Fact]
    public void The_amounts_are_those_of_the_document() =>
        SamplePapers.Orders.Sample(sample =>
        {
            var document = InvoiceBuilder.Of(sample.Order, SamplePapers.FactsFor(sample.Order));
            var xml = Read(document);
            var totals = xml.Element(Cac + "LegalMonetaryTotal")!;
            return Amount(totals, "LineExtensionAmount") == document.Totals.Lines
                && Amount(totals, "TaxExclusiveAmount") == document.Totals.Net
                && Amount(totals, "TaxInclusiveAmount") == sample.Order.TotalAmount
                && Amount(totals, "PayableAmount") == document.Totals.Due
                && Amount(xml.Element(Cac + "TaxTotal")!, "TaxAmount") == sample.Order.TaxTotal
                && xml.Elements(Cac + "InvoiceLine").Sum(line => Amount(line, "LineExtensionAmount"))
                    == document.Totals.Lines
                && xml.Descendants().All(each => each.HasElements || each.Value.Length > 0);
        }, iter: Baskets.Cases / 10);

    [Fact]
    public void The_elements_follow_the_schema()
    {
        Assert.Equal((Ubl.Invoice + "Invoice", Ubl.CreditNote + "CreditNote"),
            (Read(Invoice).Name, Read(CreditNote).Name));
        Assert.Equal(
            ["CustomizationID", "ID", "IssueDate", "DueDate", "InvoiceTypeCode", "DocumentCurrencyCode",
                "OrderReference", "AccountingSupplierParty", "AccountingCustomerParty", "PaymentMeans",
                "PaymentTerms", "AllowanceCharge", "AllowanceCharge", "TaxTotal", "LegalMonetaryTotal", "InvoiceLine",
                "InvoiceLine"],
            Names(Read(Invoice)));
        Assert.Equal(
            ["CustomizationID", "ID", "IssueDate", "CreditNoteTypeCode", "DocumentCurrencyCode", "OrderReference",
                "BillingReference", "AccountingSupplierParty", "AccountingCustomerParty", "PaymentTerms",
                "AllowanceCharge", "AllowanceCharge", "TaxTotal", "LegalMonetaryTotal", "CreditNoteLine",
                "CreditNoteLine"],
            Names(Read(CreditNote)));
        Assert.Equal(["ID", "InvoicedQuantity", "LineExtensionAmount", "AllowanceCharge", "Item", "Price"],
            Names(Read(Invoice).Element(Cac + "InvoiceLine")!));
        Assert.Equal(["PartyName", "PostalAddress", "PartyTaxScheme", "PartyTaxScheme", "PartyLegalEntity", "Contact"],
            Names(Read(Invoice).Element(Cac + "AccountingSupplierParty")!.Element(Cac + "Party")!));
        Assert.Equal(
            ["LineExtensionAmount", "TaxExclusiveAmount", "TaxInclusiveAmount", "ChargeTotalAmount", "PayableAmount"],
            Names(Read(Invoice).Element(Cac + "LegalMonetaryTotal")!));
        Assert.Equal(["TaxableAmount", "TaxAmount", "TaxCategory"],
            Names(Read(Invoice).Descendants(Cac + "TaxSubtotal").First()));
    }

    [Fact]
    public void Codes_and_decimals_are_those_of_EN_16931()
    {
        var xml = Read(Invoice);
        Assert.Equal("urn:cen.eu:en16931:2017", xml.Element(Cbc + "CustomizationID")!.Value);
        Assert.Equal("380", xml.Element(Cbc + "InvoiceTypeCode")!.Value);
        Assert.Equal("381", Read(CreditNote).Element(Cbc + "CreditNoteTypeCode")!.Value);
        Assert.Equal("2026-000017", Read(CreditNote).Descendants(Cac + "InvoiceDocumentReference").Single()
            .Element(Cbc + "ID")!.Value);
        Assert.All(xml.Descendants(Cbc + "InvoicedQuantity"),
            quantity => Assert.Equal("H87", quantity.Attribute("unitCode")!.Value));
        Assert.All(xml.Descendants().Where(each => each.Name.LocalName.EndsWith("Amount", StringComparison.Ordinal)),
            amount => Assert.Equal("EUR", amount.Attribute("currencyID")!.Value));
        Assert.Equal("44.48", xml.Descendants(Cbc + "PayableAmount").Single().Value);
        Assert.Equal("10.20", xml.Descendants(Cbc + "TaxableAmount").First().Value);
        Assert.Equal("58", xml.Descendants(Cbc + "PaymentMeansCode").Single().Value);
    }

    [Fact]
    public void An_intra_community_supply_says_when_and_where_it_is_expected_and_not_that_it_was_delivered()
    {
        var supply = InvoiceBuilder.Of(Some(Api.Sales.Entities.Pricing.TaxTreatment.ReverseCharge), SamplePapers.Facts);
        var note = CreditNoteBuilder.Of(
            supply, [], CreditNoteBuilder.Everything(supply, []), SamplePapers.Credit);
        foreach (var xml in new[] { Read(supply), Read(note) })
        {
            Assert.Equal(["2026-11-27", "2026-11-30"],
                xml.Element(Cac + "InvoicePeriod")!.Elements().Select(each => each.Value));
            Assert.NotNull(xml.Element(Cac + "Delivery")!.Descendants(Cbc + "IdentificationCode").Single());
            Assert.Empty(xml.Descendants(Cbc + "ActualDeliveryDate"));
        }
        Assert.True(Names(Read(supply)).ToList().IndexOf("InvoicePeriod")
            < Names(Read(supply)).ToList().IndexOf("OrderReference"));
    }

    [Fact]
    public void What_is_not_subject_to_VAT_has_no_rate_and_no_VAT_number()
    {
        var outside = InvoiceBuilder.Of(Some(Api.Sales.Entities.Pricing.TaxTreatment.NotRegistered),
            SamplePapers.Facts with { Home = new("US", "CA") });
        var xml = Read(outside);
        Assert.Equal(["O"], outside.Taxes.Select(tax => tax.Category.ToString()));
        Assert.Empty(xml.Descendants(Cbc + "Percent"));                                     // BR-O-05
        Assert.DoesNotContain(xml.Descendants(Cac + "PartyTaxScheme"),                      // BR-O-02
            scheme => scheme.Element(Cac + "TaxScheme")!.Value == "VAT");
        Assert.Equal("VATEX-EU-O", xml.Descendants(Cbc + "TaxExemptionReasonCode").Single().Value);
    }

    [Fact]
    public void Text_that_XML_cannot_contain_is_replaced()
    {
        var xml = Read(Invoice with
        {
            Lines = [Invoice.Lines[0] with { Name = "A\u0000<b>&\u000B\uFFFE🐶" }, Invoice.Lines[1]],
        });
        Assert.Equal("A\uFFFD<b>&\uFFFD\uFFFD🐶", xml.Descendants(Cbc + "Name").First(
            name => name.Parent!.Name == Cac + "Item").Value);
    }

    [Fact]
    public void The_same_document_gives_the_same_bytes_and_needs_a_number()
    {
        Assert.Equal(UblDocument.Write(Invoice), UblDocument.Write(DocumentsJson.Read(DocumentsJson.Write(Invoice))));
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<Invoice xmlns=",
            Encoding.UTF8.GetString(UblDocument.Write(Invoice)), StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => UblDocument.Write(Invoice with { Number = null }));  // BR-02
    }

    private static Api.Sales.Entities.Orders.Order Some(Api.Sales.Entities.Pricing.TaxTreatment treatment) =>
        SamplePapers.Orders.Where(sample => sample.Order.TotalAmount > 0
            && sample.Order.Pricing.TaxLines is [{ } tax, ..] && tax.Treatment == treatment).Single().Order;

    private static XElement Read(InvoiceDocument document) =>
        XDocument.Parse(Encoding.UTF8.GetString(UblDocument.Write(document))).Root!;

    private static decimal Amount(XElement of, string name) =>
        decimal.Parse(of.Element(Cbc + name)!.Value, CultureInfo.InvariantCulture);

    private static IEnumerable<string> Names(XElement of) => of.Elements().Select(each => each.Name.LocalName);
}
