using System.Xml.Linq;
using PetShop.Api.Sales.Services.Papers.Documents;

namespace PetShop.Api.Sales.Services.Papers.Ubl;

/// <summary>How and when the amount due is paid.</summary>
internal static class UblPayment
{
    /// <summary>UNTDID 4461.</summary>
    private const string CreditTransfer = "30", SepaTransfer = "58";

    public static IEnumerable<XElement?> Of(InvoiceDocument document) =>
        [Means(document), Ubl.Group("PaymentTerms", Ubl.Text("Note", document.PaymentTerms))];

    /// <summary>Only where something is to be transferred to the seller.</summary>
    private static XElement? Means(InvoiceDocument document) =>
        document is not { Kind: DocumentKind.Invoice, Totals.Due: > 0, Seller.Account: { } account } ? null
            : Ubl.Group("PaymentMeans",
                Ubl.Text("PaymentMeansCode", document.Currency == "EUR" ? SepaTransfer : CreditTransfer),
                Ubl.Text("PaymentID", document.Number),
                Ubl.Group("PayeeFinancialAccount",
                    Ubl.Text("ID", account.Iban),
                    Ubl.Text("Name", document.Seller.Name),
                    Ubl.Group("FinancialInstitutionBranch", Ubl.Text("ID", account.Bic))));
}
