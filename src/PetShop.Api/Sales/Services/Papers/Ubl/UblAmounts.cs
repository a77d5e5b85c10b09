using System.Xml.Linq;
using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Services.Papers.Documents;

namespace PetShop.Api.Sales.Services.Papers.Ubl;

/// <summary>Discounts, charges, taxes, totals and lines.</summary>
internal sealed class UblAmounts(InvoiceDocument document)
{
    /// <summary>UN/ECE Recommendation 20: a piece, and one of anything.</summary>
    private const string Piece = "H87", One = "C62";

    /// <summary>UNTDID 5189 (discount) and 7161 (freight).</summary>
    private const string Discount = "95", Freight = "FC";

    private readonly Currency _currency = Currency.Of(document.Currency);

    public IEnumerable<XElement?> All() =>
    [
        .. document.Allowances.Select(each => Adjustment(each, isCharge: false)),
        .. document.Charges.Select(each => Adjustment(each, isCharge: true)),
        Taxes(),
        Totals(),
        .. document.Lines.Select(Line),
    ];

    private XElement? Adjustment(DocumentAdjustment adjustment, bool isCharge) => Ubl.Group("AllowanceCharge",
        Ubl.Text("ChargeIndicator", isCharge ? "true" : "false"),
        Ubl.Text("AllowanceChargeReasonCode", isCharge ? Freight : Discount),
        Ubl.Text("AllowanceChargeReason", adjustment.Reason),
        Amount("Amount", adjustment.Amount),
        Category("TaxCategory", adjustment.Category, adjustment.Percent));

    private XElement? Taxes() => Ubl.Group("TaxTotal",
        Amount("TaxAmount", document.Totals.Tax),
        document.Taxes.Select(tax => Ubl.Group("TaxSubtotal",
            Amount("TaxableAmount", tax.Taxable),
            Amount("TaxAmount", tax.Tax),
            Category("TaxCategory", tax.Category, tax.Percent,
                Ubl.Text("TaxExemptionReasonCode", tax.ExemptionCode),
                Ubl.Text("TaxExemptionReason", tax.ExemptionReason)))));

    private XElement? Totals() => Ubl.Group("LegalMonetaryTotal",
        Amount("LineExtensionAmount", document.Totals.Lines),
        Amount("TaxExclusiveAmount", document.Totals.Net),
        Amount("TaxInclusiveAmount", document.Totals.Gross),
        document.Allowances.Count == 0 ? null : Amount("AllowanceTotalAmount", document.Totals.Allowances),
        document.Charges.Count == 0 ? null : Amount("ChargeTotalAmount", document.Totals.Charges),
        document.Totals.Paid == 0 ? null : Amount("PrepaidAmount", document.Totals.Paid),
        Amount("PayableAmount", document.Totals.Due));

    private XElement? Line(DocumentLine line)
    {
        var isInvoice = document.Kind == DocumentKind.Invoice;
        return Ubl.Group(isInvoice ? "InvoiceLine" : "CreditNoteLine",
            Ubl.Number("ID", line.Position),
            Quantity(isInvoice ? "InvoicedQuantity" : "CreditedQuantity", line),
            Amount("LineExtensionAmount", line.NetAmount),
            line.Discount == 0 ? null : Ubl.Group("AllowanceCharge",
                Ubl.Text("ChargeIndicator", "false"),
                Ubl.Text("AllowanceChargeReasonCode", Discount),
                Ubl.Text("AllowanceChargeReason", "Discount"),
                Amount("Amount", line.Discount)),
            Ubl.Group("Item",
                Ubl.Text("Name", line.Name),
                Ubl.Group("SellersItemIdentification", Ubl.Text("ID", line.Sku)),
                Category("ClassifiedTaxCategory", line.Category, line.Percent)),
            Ubl.Group("Price", Amount("PriceAmount", line.UnitPrice)));
    }

    private static XElement Quantity(string name, DocumentLine line)
    {
        var quantity = Ubl.Number(name, line.Quantity);
        quantity.SetAttributeValue("unitCode", line.Sku is null ? One : Piece);
        return quantity;
    }

    /// <summary>What is not subject to VAT has no rate (BR-O-05).</summary>
    private static XElement? Category(
        string name, TaxCategory category, decimal percent, params XElement?[] exemption) => Ubl.Group(name,
            Ubl.Text("ID", category.ToString()),
            category == TaxCategory.O ? null : Ubl.Number("Percent", percent),
            exemption,
            Ubl.TaxScheme());

    private XElement Amount(string name, decimal amount) => Ubl.Amount(name, amount, _currency);
}
