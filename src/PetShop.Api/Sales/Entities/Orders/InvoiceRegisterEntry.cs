using System.Globalization;

namespace PetShop.Api.Sales.Entities.Orders;

/// <summary>
/// An invoice's entry in the register. The register is one table for all months: only there can unique keys guarantee
/// that an order has one valid invoice and that a number is used once.
/// </summary>
public sealed class InvoiceRegisterEntry
{
    public long InvoiceId { get; private set; }
    public long OrderId { get; private set; }
    public bool IsVoid { get; private set; }

    /// <summary>The year of issue in the shop's time zone; numbers start again each year.</summary>
    public int Year { get; private set; }

    /// <summary>
    /// The number within the year, without gaps; null until a job assigns it shortly after the issue, because a sale
    /// must not wait for another.
    /// </summary>
    public int? Sequence { get; private set; }

    public static InvoiceRegisterEntry For(long invoiceId, long orderId, int year) =>
        new() { InvoiceId = invoiceId, OrderId = orderId, Year = year };

    public void Void() => IsVoid = true;

    /// <summary>Such as <c>2026-000042</c>; null if it has no number yet.</summary>
    public static string? NumberOf(int year, int? sequence) =>
        sequence is { } place ? string.Create(CultureInfo.InvariantCulture, $"{year}-{place:D6}") : null;
}
