namespace PetShop.Api.Sales.Entities.Refunds;

/// <summary>
/// A refund of an order: one row of the ledger. It is written under the order's lock and never changed. The database
/// maintains the sum on the invoice, where a constraint keeps it within the payment.
/// </summary>
public sealed class Refund
{
    private Refund()
    {
    }

    public long OrderId { get; private set; }

    /// <summary>Starts at 1 within the order.</summary>
    public int Number { get; private set; }

    /// <summary>The paid invoice that it belongs to.</summary>
    public long InvoiceId { get; private set; }

    /// <summary>More than 0, in <see cref="Currency"/>.</summary>
    public decimal Amount { get; private set; }

    /// <summary>The order's currency.</summary>
    public string Currency { get; private set; } = "";
    public RefundReason Reason { get; private set; }

    /// <summary>The return that it is for; null for any other reason.</summary>
    public long? ReturnId { get; private set; }

    /// <summary>
    /// The account that caused it; null for the shop itself, and for refunds from before they were recorded.
    /// </summary>
    public long? RefundedBy { get; private set; }
    public DateTimeOffset RefundedAt { get; private set; }

    /// <param name="number">The order's next number: the caller must hold the order's lock.</param>
    /// <param name="refundedBy">The account that causes it; null for the shop itself.</param>
    public static Refund Of(
        RefundedInvoice invoice, int number, RefundCause cause, long? refundedBy, DateTimeOffset now) => new()
        {
            OrderId = invoice.OrderId,
            Number = number,
            InvoiceId = invoice.Id,
            Amount = cause.Amount,
            Currency = invoice.Currency,
            Reason = cause.Reason,
            ReturnId = cause.ReturnId,
            RefundedBy = refundedBy,
            RefundedAt = now,
        };
}

/// <summary>The reason for a refund.</summary>
public enum RefundReason
{
    /// <summary>The invoice was set to refunded: the rest of its amount.</summary>
    InvoiceRefunded,

    /// <summary>A paid order was cancelled: the rest of its invoice's amount.</summary>
    OrderCancelled,

    /// <summary>A return was processed: the refund of its lines.</summary>
    ReturnProcessed,
}

/// <summary>The data of an invoice that its refunds contain.</summary>
public readonly record struct RefundedInvoice(long Id, long OrderId, string Currency);

/// <summary>The amount of a refund and its reason.</summary>
/// <param name="ReturnId">The return that it is for; null for any other reason.</param>
public readonly record struct RefundCause(decimal Amount, RefundReason Reason, long? ReturnId = null);
