using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Entities.Invoices;

/// <summary>
/// What a customer owes for an order. Once issued, its amount and order never change and it is never erased; a wrong one is made void and
/// another issued. Partitioned by month on its time-ordered id.
/// </summary>
public sealed class Invoice
{
    public static readonly TimeSpan PaymentTerm = TimeSpan.FromDays(30);

    private Invoice()
    {
    }

    public long Id { get; private set; }
    public long OrderId { get; private set; }
    public long UserId { get; private set; }

    /// <summary>Always the order's.</summary>
    public decimal TotalAmount { get; private set; }
    public string Currency { get; private set; } = "";

    /// <summary>What went back of it: Σ of its refunds. The database writes it, here it is kept in step.</summary>
    public decimal RefundedAmount { get; private set; }
    public InvoiceStatus Status { get; private set; }
    public DateTimeOffset IssuedAt { get; private set; }
    public DateTimeOffset DueDate { get; private set; }
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Edits, for If-Match.</summary>
    public long Version { get; private set; }

    public InvoiceEntry Entry { get; private set; } = null!;

    /// <summary>What can still go back: what was paid, less what went back.</summary>
    public decimal Refundable => Status == InvoiceStatus.Paid ? TotalAmount - RefundedAmount : 0;

    /// <param name="year">The year of issue in the shop's time zone: its number is one of that year.</param>
    public static Invoice Issue(long id, DateTimeOffset issuedAt, int year, InvoicedOrder order) => new()
    {
        Id = id,
        OrderId = order.Id,
        UserId = order.UserId,
        TotalAmount = order.TotalAmount,
        Currency = order.Currency,
        IssuedAt = issuedAt,
        DueDate = issuedAt + PaymentTerm,
        UpdatedAt = issuedAt,
        Version = 1,
        Entry = InvoiceEntry.For(id, order.Id, year),
    };

    public void MoveTo(InvoiceStatus status, DateTimeOffset now)
    {
        Status = InvoiceTransitions.Table.Move(Status, status);
        if (status == InvoiceStatus.Void) Entry.Void();
        Touch(now);
    }

    /// <param name="amount">At most what is refundable.</param>
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

/// <summary>What of an order goes onto its invoice.</summary>
public readonly record struct InvoicedOrder(long Id, long UserId, decimal TotalAmount, string Currency);
