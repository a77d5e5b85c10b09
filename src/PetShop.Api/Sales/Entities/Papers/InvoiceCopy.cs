namespace PetShop.Api.Sales.Entities.Papers;

/// <summary>
/// What was printed on an invoice, written once after its number was assigned and never changed. It is complete: the
/// seller and the buyer, lines, taxes and terms are copies.
/// </summary>
public sealed class InvoiceCopy
{
    private InvoiceCopy()
    {
    }

    public long InvoiceId { get; private set; }

    /// <summary>The document as JSON, with the version of its form.</summary>
    public string Document { get; private set; } = "";

    public DateTimeOffset WrittenAt { get; private set; }

    public static InvoiceCopy Of(long invoiceId, string document, DateTimeOffset now) =>
        new() { InvoiceId = invoiceId, Document = document, WrittenAt = now };
}
