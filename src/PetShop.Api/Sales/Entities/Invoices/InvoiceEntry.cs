using System.Globalization;

namespace PetShop.Api.Sales.Entities.Invoices;

/// <summary>
/// An invoice's line in the register, which is one table for all months: only here can keys say that an order has one valid invoice and
/// that a number is given once.
/// </summary>
public sealed class InvoiceEntry
{
    public long InvoiceId { get; private set; }
    public long OrderId { get; private set; }
    public bool IsVoid { get; private set; }

    /// <summary>Of issue; numbers begin anew with it.</summary>
    public int Year { get; private set; }

    /// <summary>The place in the year, without gaps; null until it is given, a moment after the issue: a sale must not wait for another's.</summary>
    public int? Sequence { get; private set; }

    public static InvoiceEntry For(long invoiceId, long orderId, int year) => new() { InvoiceId = invoiceId, OrderId = orderId, Year = year };

    public void Void() => IsVoid = true;

    /// <summary>Such as <c>2026-000042</c>; null while it has none.</summary>
    public static string? NumberOf(int year, int? sequence) =>
        sequence is { } place ? string.Create(CultureInfo.InvariantCulture, $"{year}-{place:D6}") : null;
}
