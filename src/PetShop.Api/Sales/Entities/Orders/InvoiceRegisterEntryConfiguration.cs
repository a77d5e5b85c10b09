using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetShop.Api.Sales.Entities.Orders;

internal sealed class InvoiceRegisterEntryConfiguration : IEntityTypeConfiguration<InvoiceRegisterEntry>
{
    public const string Table = "invoice_register";
    public const string OneAnOrder = "ix_invoice_register_order_id";

    public void Configure(EntityTypeBuilder<InvoiceRegisterEntry> entry)
    {
        entry.ToTable(Table, table => table.HasCheckConstraint("ck_invoice_register_sequence", "sequence > 0"));
        entry.HasKey(e => e.InvoiceId);
        entry.Property(e => e.InvoiceId).ValueGeneratedNever();
        entry.HasIndex(e => e.OrderId, OneAnOrder).IsUnique().HasFilter("NOT is_void");
        entry.HasIndex(e => e.OrderId, "ix_invoice_register_order_id_all")
            .HasDatabaseName("ix_invoice_register_order_id_all");
        entry.HasIndex(e => new { e.Year, e.Sequence }).IsUnique();
        entry.HasIndex(e => e.InvoiceId, "ix_invoice_register_unnumbered").HasFilter("sequence IS NULL");
    }
}
