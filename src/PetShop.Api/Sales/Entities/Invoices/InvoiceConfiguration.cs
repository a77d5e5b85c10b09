using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetShop.Api.Auth.Entities;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Entities.Invoices;

/// <summary>The migration makes the table by hand, as EF knows no partitions: keep both in step.</summary>
internal sealed class InvoiceConfiguration : IEntityTypeConfiguration<Invoice>
{
    public const string Table = "invoices";

    public void Configure(EntityTypeBuilder<Invoice> invoice)
    {
        invoice.ToTable(Table, table => table.HasCheckConstraint("ck_invoices_total_amount", "total_amount >= 0"));
        invoice.Property(i => i.Id).ValueGeneratedNever();
        invoice.Property(i => i.Currency).HasMaxLength(3);
        invoice.Property(i => i.Version).IsConcurrencyToken();
        invoice.HasOne<User>().WithMany().HasForeignKey(i => i.UserId);
        invoice.HasOne<Order>().WithMany().HasForeignKey(i => i.OrderId).HasConstraintName("fk_invoices_orders_order_id");
        invoice.HasOne(i => i.Entry).WithOne().HasForeignKey<InvoiceEntry>(entry => entry.InvoiceId);
        invoice.HasIndex(i => new { i.UserId, i.Id });
        invoice.HasIndex(i => new { i.Status, i.Id });
        invoice.HasIndex(i => i.DueDate).HasFilter("status = 'Pending'");
    }
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
        entry.HasOne<Order>().WithMany().HasForeignKey(e => e.OrderId).HasConstraintName("fk_invoice_register_orders_order_id");
        entry.HasIndex(e => e.OrderId, OneAnOrder).IsUnique().HasFilter("NOT is_void");
        entry.HasIndex(e => e.OrderId, "ix_invoice_register_order_id_all").HasDatabaseName("ix_invoice_register_order_id_all");
        entry.HasIndex(e => new { e.Year, e.Sequence }).IsUnique();
        entry.HasIndex(e => e.InvoiceId, "ix_invoice_register_unnumbered").HasFilter("sequence IS NULL");
    }
}
