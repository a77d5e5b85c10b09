using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Services.Papers.Documents;

namespace PetShop.Api.Sales.Services.Papers.Ubl;

/// <summary>
/// A document as an electronic invoice: EN 16931 in the syntax UBL 2.1. The same document always gives the same bytes.
/// EN 16931 allows two decimals (BR-DEC), so invoices in a currency with three do not conform unless their last digit
/// is 0.
/// </summary>
internal static class UblDocument
{
    private const string Customization = "urn:cen.eu:en16931:2017";
    private const string CommercialInvoice = "380", CreditNote = "381";

    /// <exception cref="InvalidOperationException">The document has no number (BR-02).</exception>
    public static byte[] Write(InvoiceDocument document)
    {
        var isInvoice = document.Kind == DocumentKind.Invoice;
        var root = new XElement((isInvoice ? Ubl.Invoice : Ubl.CreditNote) + (isInvoice ? "Invoice" : "CreditNote"),
            new XAttribute("xmlns", (isInvoice ? Ubl.Invoice : Ubl.CreditNote).NamespaceName),
            new XAttribute(XNamespace.Xmlns + "cac", Ubl.Cac.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "cbc", Ubl.Cbc.NamespaceName),
            Ubl.Text("CustomizationID", Customization),
            Ubl.Text("ID", document.Number
                ?? throw new InvalidOperationException($"BR-02: order {document.OrderNumber} has no invoice number.")),
            Ubl.Date("IssueDate", document.IssueDate),
            isInvoice ? Ubl.Date("DueDate", document.DueDate) : Ubl.Date("TaxPointDate", document.TaxPoint),
            Ubl.Text(isInvoice ? "InvoiceTypeCode" : "CreditNoteTypeCode", isInvoice ? CommercialInvoice : CreditNote),
            document.Notes.Select(note => Ubl.Text("Note", note)),
            isInvoice ? Ubl.Date("TaxPointDate", document.TaxPoint) : null,
            Ubl.Text("DocumentCurrencyCode", document.Currency),
            Ubl.Group("InvoicePeriod",
                Ubl.Date("StartDate", document.Supply?.From), Ubl.Date("EndDate", document.Supply?.Until)),
            Ubl.Group("OrderReference", Ubl.Text("ID", document.OrderNumber)),
            document.CreditedInvoice is { } credited
                ? Ubl.Group("BillingReference", Ubl.Group("InvoiceDocumentReference",
                    Ubl.Text("ID", credited.Number), Ubl.Date("IssueDate", credited.IssueDate)))
                : null,
            UblParties.Of(document),
            UblPayment.Of(document),
            new UblAmounts(document).All());
        return Serialize(root);
    }

    private static byte[] Serialize(XElement root)
    {
        using var bytes = new MemoryStream();
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = true,
            IndentChars = "  ",
            NewLineChars = "\n",
        };
        using (var writer = XmlWriter.Create(bytes, settings))
            new XDocument(root).Save(writer);
        return bytes.ToArray();
    }
}

/// <summary>The elements of UBL.</summary>
internal static class Ubl
{
    private const string Schema = "urn:oasis:names:specification:ubl:schema:xsd:";

    public static readonly XNamespace Invoice = Schema + "Invoice-2";
    public static readonly XNamespace CreditNote = Schema + "CreditNote-2";
    public static readonly XNamespace Cac = Schema + "CommonAggregateComponents-2";
    public static readonly XNamespace Cbc = Schema + "CommonBasicComponents-2";

    /// <summary>Null if nothing is in it: UBL has no empty elements.</summary>
    public static XElement? Group(string name, params object?[] content) =>
        new XElement(Cac + name, content) is { HasElements: true } group ? group : null;

    /// <inheritdoc cref="Group"/>
    public static XElement? Text(string name, string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : new(Cbc + name, Writable(text));

    public static XElement? Date(string name, DateOnly? date) =>
        Text(name, date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public static XElement Number(string name, decimal number) =>
        new(Cbc + name, number.WithoutTrailingZeros().ToString(CultureInfo.InvariantCulture));

    /// <summary>With the currency's decimals, or more if the amount has them.</summary>
    public static XElement Amount(string name, decimal amount, Currency currency) => new(
        Cbc + name, new XAttribute("currencyID", currency.Code),
        currency.Format(amount).ToString(CultureInfo.InvariantCulture));

    public static XElement? TaxScheme(string id = "VAT") => Group("TaxScheme", Text("ID", id));

    /// <summary>The text with a replacement for each character that XML cannot contain.</summary>
    private static string Writable(string text)
    {
        var written = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            written.Append(rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? Rune.ReplacementChar : rune);
        return written.ToString();
    }
}
