using PetShop.Api.Core.Errors;

namespace PetShop.Api.Sales.Services.Papers.Reading;

/// <summary>The problems of documents.</summary>
internal static class PaperProblems
{
    private static readonly ProblemType NotReady = new(
        "document-not-ready", "The invoice has no document yet.", ProblemKind.Conflict)
    {
        Example = "Invoice 227633266689 gets its number and document when it is paid. Try again then.",
    };

    public static ShopException IsNotReady(long invoiceId) => new(NotReady,
        $"Invoice {invoiceId} has no document. An invoice gets its number and document a second after it was issued: "
        + "when the order is paid, or at once if it is on account. One that was void before never gets them.");

    public static ShopException HasNoNote(long id) => ShopException.NotFound($"There is no credit note {id}.");
}
