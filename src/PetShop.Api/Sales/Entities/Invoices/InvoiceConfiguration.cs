using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetShop.Api.Auth.Entities.Accounts;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Entities.Invoices;

/// <summary>
/// The migration creates the table with SQL, because EF does not support partitions: keep both in sync.
/// </summary>
internal sealed class InvoiceConfiguration : IEntityTypeConfiguration<Invoice>
{
    public const string Table = "invoices";

    /// <summary>Refunds never exceed the payment.</summary>
    public const string NoMoreThanPaid = "ck_invoices_refunded_amount";

    public void Configure(EntityTypeBuilder<Invoice> invoice)
    {
        invoice.ToTable(Table, table =>
        {
            table.HasCheckConstraint("ck_invoices_total_amount", "total_amount >= 0");
            table.HasCheckConstraint(NoMoreThanPaid,
                "refunded_amount BETWEEN 0 AND CASE WHEN status IN ('Paid', 'Refunded') THEN total_amount ELSE 0 END");
        });
        invoice.Property(i => i.Id).ValueGeneratedNever();
        invoice.Property(i => i.Currency).HasMaxLength(3);
        // Written by a trigger on refunds, so that it is their sum whatever the code does.
        invoice.Property(i => i.RefundedAmount).Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
        invoice.Property(i => i.Version).IsConcurrencyToken();
        invoice.HasOne<User>().WithMany().HasForeignKey(i => i.UserId);
        invoice.HasOne<Order>().WithMany().HasForeignKey(i => i.OrderId)
            .HasConstraintName("fk_invoices_orders_order_id");
        invoice.HasOne(i => i.Entry).WithOne().HasForeignKey<InvoiceRegisterEntry>(entry => entry.InvoiceId);
        invoice.HasIndex(i => new { i.UserId, i.Id });
        invoice.HasIndex(i => new { i.Status, i.Id });
        invoice.HasIndex(i => i.DueDate).HasFilter("status = 'Pending'");
    }
}
