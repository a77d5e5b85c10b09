namespace PetShop.Api.Sales.Entities.Papers;

/// <summary>
/// A document that must be written: of an invoice that has a number, or a credit note. It is gone when it is written.
/// Triggers plan credit notes in the transaction of the refund or cancellation, whatever writes it.
/// </summary>
public sealed class DocumentTask
{
    public const int FailureMaxLength = 500;

    private DocumentTask()
    {
    }

    public long InvoiceId { get; private set; }
    public DocumentTaskKind Kind { get; private set; }

    /// <summary>The order's refund that a credit note is for; 0 for an invoice and for its cancellation.</summary>
    public int RefundNumber { get; private set; }
    public long OrderId { get; private set; }

    /// <summary>How often it could not be written.</summary>
    public int Attempts { get; private set; }

    /// <summary>
    /// When it is written, or tried again: minus infinity for at once, infinity for an invoice without a number.
    /// </summary>
    public DateTimeOffset DueAt { get; private set; }

    /// <summary>Why it could not be written; null if it was not tried.</summary>
    public string? Failure { get; private set; }

    /// <summary>
    /// The document without its number, as it was before its order was changed; null if the order is as it was. If it
    /// could not be computed, the order as it was, in the member <c>order</c>.
    /// </summary>
    public string? Draft { get; private set; }
}

/// <summary>What is written.</summary>
public enum DocumentTaskKind
{
    Invoice,
    CreditNote,
}
