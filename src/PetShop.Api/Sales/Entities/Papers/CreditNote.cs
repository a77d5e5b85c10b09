using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Entities.Papers;

/// <summary>
/// Takes back an invoice or a part of it. It is written with its number and everything that is printed on it, and never
/// changed.
/// </summary>
public sealed class CreditNote
{
    /// <summary>The refund number of a note that cancels an unpaid invoice.</summary>
    public const int Cancellation = 0;

    private CreditNote()
    {
    }

    public long Id { get; private set; }
    public long OrderId { get; private set; }
    public long InvoiceId { get; private set; }

    /// <summary>The order's refund that it is for; 0 if it cancels an invoice that nobody paid.</summary>
    public int RefundNumber { get; private set; }

    /// <summary>The customer's account; null for a guest.</summary>
    public long? UserId { get; private set; }

    /// <summary>What it takes back, tax included. Together at most the invoice's total.</summary>
    public decimal TotalAmount { get; private set; }

    /// <summary>The invoice's currency.</summary>
    public string Currency { get; private set; } = "";

    public DateTimeOffset IssuedAt { get; private set; }

    /// <summary>The year of issue in the shop's time zone; numbers start again each year.</summary>
    public int Year { get; private set; }

    /// <summary>What the number begins with.</summary>
    public string Series { get; private set; } = "";

    /// <summary>The number within the series and year, without gaps.</summary>
    public int Sequence { get; private set; }

    /// <summary>The document as JSON, with the version of its form.</summary>
    public string Document { get; private set; } = "";

    public static CreditNote Issue(
        long id, CreditedInvoice invoice, CreditNoteNumber number, string document, DateTimeOffset now) => new()
        {
            Id = id,
            OrderId = invoice.OrderId,
            InvoiceId = invoice.Id,
            RefundNumber = invoice.RefundNumber,
            UserId = invoice.UserId,
            TotalAmount = invoice.Amount,
            Currency = invoice.Currency,
            IssuedAt = now,
            Series = number.Series,
            Year = number.Year,
            Sequence = number.Sequence,
            Document = document,
        };
}

/// <summary>What a credit note takes back of which invoice.</summary>
public sealed record CreditedInvoice(
    long Id, long OrderId, int RefundNumber, long? UserId, decimal Amount, string Currency);

/// <summary>The number of a credit note.</summary>
/// <param name="Year">In the shop's time zone.</param>
public readonly record struct CreditNoteNumber(string Series, int Year, int Sequence)
{
    public override string ToString() => InvoiceRegisterEntry.NumberOf(Series, Year, Sequence)!;
}
