using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Entities.Invoices;

/// <summary>
/// The amount that a customer owes for an order. Once issued, its amount and order never change, and it is never
/// deleted; a wrong invoice is voided and another one issued. Partitioned by month on its time-ordered id.
/// </summary>
public sealed class Invoice
{
    public static readonly TimeSpan PaymentTerm = TimeSpan.FromDays(30);

    private Invoice()
    {
    }

    public long Id { get; private set; }
    public long OrderId { get; private set; }

    /// <summary>The customer's account; null for a guest.</summary>
    public long? UserId { get; private set; }

    /// <summary>The order's total.</summary>
    public decimal TotalAmount { get; private set; }
    public string Currency { get; private set; } = "";

    /// <summary>The sum of its refunds. The database maintains it; this value mirrors it.</summary>
    public decimal RefundedAmount { get; private set; }
    public InvoiceStatus Status { get; private set; }
    public DateTimeOffset IssuedAt { get; private set; }
    public DateTimeOffset DueDate { get; private set; }
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Counts edits, for If-Match.</summary>
    public long Version { get; private set; }

    public InvoiceRegisterEntry Entry { get; private set; } = null!;

    /// <summary>Whose order it is for.</summary>
    public OrderOwner Owner => new(OrderId, UserId);

    /// <summary>What can still be refunded: the payment minus the refunds.</summary>
    public decimal Refundable => Status == InvoiceStatus.Paid ? TotalAmount - RefundedAmount : 0;

    /// <param name="year">The current year in the shop's time zone, in which it is numbered if it is issued at once.
    /// </param>
    /// <param name="replaced">The invoice that it replaces, whose due date it keeps unless that has passed.</param>
    public static Invoice Issue(
        long id, DateTimeOffset issuedAt, int year, InvoicedOrder order, Invoice? replaced = null)
    {
        var invoice = new Invoice
        {
            Id = id,
            OrderId = order.Id,
            UserId = order.UserId,
            TotalAmount = order.TotalAmount,
            Currency = order.Currency,
            IssuedAt = issuedAt,
            DueDate = replaced is null ? issuedAt + PaymentTerm
                : replaced.DueDate > issuedAt ? replaced.DueDate : issuedAt,
            UpdatedAt = issuedAt,
            Version = 1,
            Entry = InvoiceRegisterEntry.For(id, order.Id),
        };
        // Nobody pays for what costs nothing, so there is no payment to wait for.
        if (order.Terms == PaymentTerms.OnAccount || order.TotalAmount == 0)
            invoice.Entry.Issue(issuedAt, year, Math.Clamp(order.Kept, 0, order.TotalAmount));
        return invoice;
    }

    /// <param name="year">The current year in the shop's time zone, in which it is numbered if this issues it.</param>
    public void MoveTo(InvoiceStatus status, DateTimeOffset now, int year)
    {
        Status = InvoiceTransitions.Table.Move(Status, status);
        if (status == InvoiceStatus.Paid) Entry.Issue(now, year, TotalAmount);
        if (status == InvoiceStatus.Void) Entry.Void();
        Touch(now);
    }

    /// <param name="amount">At most what can still be refunded.</param>
    public void PayBack(decimal amount, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(amount, Refundable);
        RefundedAmount += amount;
        Touch(now);
    }

    public void DueOn(DateTimeOffset date, DateTimeOffset now)
    {
        DueDate = date;
        Touch(now);
    }

    private void Touch(DateTimeOffset now)
    {
        UpdatedAt = now;
        Version++;
    }
}

/// <summary>The data of an order that its invoice contains.</summary>
/// <param name="Kept">What was paid of the order so far, minus the refunds.</param>
public readonly record struct InvoicedOrder(
    long Id, long? UserId, decimal TotalAmount, string Currency, PaymentTerms Terms, decimal Kept);
