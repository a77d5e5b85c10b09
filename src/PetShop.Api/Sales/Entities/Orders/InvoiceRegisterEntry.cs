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

    /// <summary>
    /// When it was issued, so that it gets a number: with the payment, or at once if the order is on account or costs
    /// nothing. Null until then, and for ever if it is void before.
    /// </summary>
    public DateTimeOffset? IssuedAt { get; private set; }

    /// <summary>The year of issue in the shop's time zone; numbers start again each year.</summary>
    public int? Year { get; private set; }

    /// <summary>What the order had paid of it when it was issued.</summary>
    public decimal PaidAmount { get; private set; }

    /// <summary>What the number begins with; empty until it is assigned.</summary>
    public string Series { get; private set; } = "";

    /// <summary>
    /// The number within the series and year, without gaps; null until a job assigns it shortly after the issue,
    /// because a sale must not wait for another.
    /// </summary>
    public int? Sequence { get; private set; }

    public static InvoiceRegisterEntry For(long invoiceId, long orderId) =>
        new() { InvoiceId = invoiceId, OrderId = orderId };

    /// <summary>From now on it is due for a number. The first issue counts.</summary>
    /// <param name="year">In the shop's time zone.</param>
    /// <param name="paid">What the order has paid of it.</param>
    public void Issue(DateTimeOffset at, int year, decimal paid)
    {
        if (IssuedAt is null)
            (IssuedAt, Year, PaidAmount) = (at, year, paid);
    }

    public void Void() => IsVoid = true;

    /// <summary>Such as <c>2026-000042</c>; null if it has no number yet.</summary>
    public static string? NumberOf(string series, int? year, int? sequence) => sequence is { } place
        ? string.Create(CultureInfo.InvariantCulture, $"{series}{year}-{place:D6}") : null;
}
