using PetShop.Api.Core.Errors;

namespace PetShop.Api.Sales.Services.Papers.Reading;

/// <summary>The problems of documents.</summary>
internal static class PaperProblems
{
    private const string WhenItComes = "It gets its number and document within seconds after the order is paid, or "
        + "after the order is placed if it is on account. One that is void before never gets them.";

    private static readonly ProblemType NotReady = new(
        "document-not-ready", "The invoice has no document yet.", ProblemKind.Conflict)
    {
        Example = "Invoice 227633266689 has no document. " + WhenItComes,
    };

    public static ShopException IsNotReady(long invoiceId) =>
        new(NotReady, $"Invoice {invoiceId} has no document. {WhenItComes}");

    public static ShopException HasNoNote(long id) => ShopException.NotFound($"There is no credit note {id}.");
}
