using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetShop.Api.Sales.Entities.Orders;

/// <summary>
/// An invoice's entry in the register. The register is one table for all months: only there can unique keys guarantee
/// that an order has one valid invoice and that a number is used once.
/// </summary>
public sealed class InvoiceEntry
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

    public static InvoiceEntry For(long invoiceId, long orderId, int year) => new() { InvoiceId = invoiceId, OrderId = orderId, Year = year };

    public void Void() => IsVoid = true;

    /// <summary>Such as <c>2026-000042</c>; null if it has no number yet.</summary>
    public static string? NumberOf(int year, int? sequence) =>
        sequence is { } place ? string.Create(CultureInfo.InvariantCulture, $"{year}-{place:D6}") : null;
}

internal sealed class InvoiceEntryConfiguration : IEntityTypeConfiguration<InvoiceEntry>
{
    public const string Table = "invoice_register";
    public const string OneAnOrder = "ix_invoice_register_order_id";

    public void Configure(EntityTypeBuilder<InvoiceEntry> entry)
    {
        entry.ToTable(Table, table => table.HasCheckConstraint("ck_invoice_register_sequence", "sequence > 0"));
        entry.HasKey(e => e.InvoiceId);
        entry.Property(e => e.InvoiceId).ValueGeneratedNever();
        entry.HasIndex(e => e.OrderId, OneAnOrder).IsUnique().HasFilter("NOT is_void");
        entry.HasIndex(e => e.OrderId, "ix_invoice_register_order_id_all").HasDatabaseName("ix_invoice_register_order_id_all");
        entry.HasIndex(e => new { e.Year, e.Sequence }).IsUnique();
        entry.HasIndex(e => e.InvoiceId, "ix_invoice_register_unnumbered").HasFilter("sequence IS NULL");
    }
}
