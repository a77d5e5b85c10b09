namespace PetShop.Api.Sales.Entities.Refunds;

/// <summary>
/// A refund of an order: one row of the ledger. It is written under the order's lock and never changed. The database
/// maintains the sum on the invoice, where a constraint keeps it within the payment.
/// </summary>
public sealed class Refund
{
    public const int NoteMaxLength = 500;

    private readonly List<RefundTransfer> _transfers = [];
    private readonly List<RefundLine> _lines = [];

    private Refund()
    {
    }

    public long OrderId { get; private set; }

    /// <summary>Starts at 1 within the order.</summary>
    public int Number { get; private set; }

    /// <summary>
    /// The paid invoice that it belongs to; null if the money was never owed, such as a payment of a cancelled order.
    /// </summary>
    public long? InvoiceId { get; private set; }

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

    /// <summary>The part that gives shipping back without a return; 0 for a return, which has its own.</summary>
    public decimal ShippingAmount { get; private set; }

    /// <summary>What an admin wrote about it, for the customer; null for none.</summary>
    public string? Note { get; private set; }

    /// <summary>The goods that it gives the money back for without a return; none for any other refund.</summary>
    public IReadOnlyList<RefundLine> Lines => _lines;

    /// <summary>How the money goes back; none for refunds from before that was recorded.</summary>
    public IReadOnlyList<RefundTransfer> Transfers => _transfers;

    /// <summary>Adds a way for the money.</summary>
    public void Add(RefundTransfer transfer) => _transfers.Add(transfer);

    /// <param name="number">The order's next number: the caller must hold the order's lock.</param>
    /// <param name="refundedBy">The account that causes it; null for the shop itself.</param>
    public static Refund Of(
        RefundedOrder order, int number, RefundCause cause, long? refundedBy, DateTimeOffset now)
    {
        var refund = new Refund
        {
            OrderId = order.Id,
            Number = number,
            InvoiceId = order.InvoiceId,
            Amount = cause.Amount,
            Currency = order.Currency,
            Reason = cause.Reason,
            ReturnId = cause.ReturnId,
            RefundedBy = refundedBy,
            RefundedAt = now,
            ShippingAmount = cause.Given?.Shipping ?? 0,
            Note = cause.Given?.Note,
        };
        refund._lines.AddRange(cause.Given?.Lines ?? []);
        return refund;
    }
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

    /// <summary>An admin gave money back for goods, shipping or an amount, without a return.</summary>
    Given,

    /// <summary>The money was not owed: it came after the order was cancelled, or more came than was due.</summary>
    NotDue,

    /// <summary>The shop lost a dispute, so the bank has taken the money back.</summary>
    DisputeLost,

    /// <summary>Somebody refunded it at the payment provider.</summary>
    MadeAtProvider,
}

/// <summary>The data of an order that its refunds contain.</summary>
/// <param name="InvoiceId">Null if the money was never owed.</param>
public readonly record struct RefundedOrder(long Id, long? InvoiceId, string Currency);

/// <summary>The amount of a refund and its reason.</summary>
/// <param name="ReturnId">The return that it is for; null for any other reason.</param>
/// <param name="Given">What an admin gives the money back for; null for any other reason.</param>
public readonly record struct RefundCause(
    decimal Amount, RefundReason Reason, long? ReturnId = null, GivenRefund? Given = null);

/// <summary>What an admin gives the money back for without a return.</summary>
public sealed record GivenRefund(IReadOnlyList<RefundLine> Lines, decimal Shipping, string? Note);
