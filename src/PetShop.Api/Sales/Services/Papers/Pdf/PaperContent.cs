using PetShop.Api.Sales.Services.Papers.Documents;

namespace PetShop.Api.Sales.Services.Papers.Pdf;

/// <summary>A document and how its numbers are written.</summary>
internal sealed record PaperContent(InvoiceDocument Document, PaperNumbers Numbers)
{
    public bool IsInvoice => Document.Kind == DocumentKind.Invoice;

    public static string TitleOf(InvoiceDocument document) =>
        $"{(document.Kind == DocumentKind.Invoice ? "Invoice" : "Credit note")} {document.Number ?? "(no number yet)"}";
}
