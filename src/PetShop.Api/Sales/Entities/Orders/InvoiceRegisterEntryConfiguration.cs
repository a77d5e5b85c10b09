using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetShop.Api.Sales.Entities.Orders;

/// <summary>The migration adds a trigger that refuses changes of what has a number.</summary>
internal sealed class InvoiceRegisterEntryConfiguration : IEntityTypeConfiguration<InvoiceRegisterEntry>
{
    public const string Table = "invoice_register";
    public const string OneAnOrder = "ix_invoice_register_order_id";
    public const int MaxSeries = 10;

    public void Configure(EntityTypeBuilder<InvoiceRegisterEntry> entry)
    {
        entry.ToTable(Table, table =>
        {
            table.HasCheckConstraint("ck_invoice_register_sequence", "sequence > 0");
            table.HasCheckConstraint("ck_invoice_register_issue",
                "(year IS NULL) = (issued_at IS NULL) AND (sequence IS NULL OR year IS NOT NULL)");
            table.HasCheckConstraint("ck_invoice_register_paid_amount", "paid_amount >= 0");
        });
        entry.HasKey(e => e.InvoiceId);
        entry.Property(e => e.InvoiceId).ValueGeneratedNever();
        entry.HasIndex(e => e.OrderId, OneAnOrder).IsUnique().HasFilter("NOT is_void");
        entry.HasIndex(e => e.OrderId, "ix_invoice_register_order_id_all")
            .HasDatabaseName("ix_invoice_register_order_id_all");
        entry.Property(e => e.Series).HasMaxLength(MaxSeries);
        entry.HasIndex(e => new { e.Series, e.Year, e.Sequence }).IsUnique();
        entry.HasIndex(e => new { e.IssuedAt, e.InvoiceId }, "ix_invoice_register_due")
            .HasFilter("sequence IS NULL AND issued_at IS NOT NULL");
    }
}
