namespace PetShop.Api.Sales.Entities.Refunds;

/// <summary>
/// Money that goes back for an order: one row of the ledger. It is written under the order's lock and never changed. The database keeps the
/// sum on the invoice, where a constraint holds it below what was paid.
/// </summary>
public sealed class Refund
{
    private Refund()
    {
    }

    public long OrderId { get; private set; }

    /// <summary>From 1 within the order, in the order of booking.</summary>
    public int Number { get; private set; }

    /// <summary>The paid invoice it counts against.</summary>
    public long InvoiceId { get; private set; }

    /// <summary>Above 0, in <see cref="Currency"/>.</summary>
    public decimal Amount { get; private set; }

    /// <summary>The order's.</summary>
    public string Currency { get; private set; } = "";
    public RefundReason Reason { get; private set; }

    /// <summary>The return it pays for; null for every other reason.</summary>
    public long? ReturnId { get; private set; }

    /// <summary>The account that caused it; null for what was booked before refunds were recorded.</summary>
    public long? RefundedBy { get; private set; }
    public DateTimeOffset RefundedAt { get; private set; }

    /// <param name="number">The next of the order: hold its lock.</param>
    /// <param name="refundedBy">The account that causes it.</param>
    public static Refund Of(RefundedInvoice invoice, int number, RefundCause cause, long refundedBy, DateTimeOffset now) => new()
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

/// <summary>Why money goes back.</summary>
public enum RefundReason
{
    /// <summary>The invoice was set to refunded: what was left of it.</summary>
    InvoiceRefunded,

    /// <summary>A paid order was cancelled: what was left of its invoice.</summary>
    OrderCancelled,

    /// <summary>A return was processed: the refund of its lines.</summary>
    ReturnProcessed,
}

/// <summary>What of an invoice its refunds repeat.</summary>
public readonly record struct RefundedInvoice(long Id, long OrderId, string Currency);

/// <summary>How much goes back, and why.</summary>
/// <param name="ReturnId">The return that is paid for; null for every other reason.</param>
public readonly record struct RefundCause(decimal Amount, RefundReason Reason, long? ReturnId = null);
