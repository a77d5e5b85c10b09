using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetShop.Api.Auth.Entities.Accounts;
using PetShop.Api.Sales.Entities.Invoices;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Returns;

namespace PetShop.Api.Sales.Entities.Refunds;

/// <summary>
/// The migration adds a trigger with SQL: it maintains <c>invoices.refunded_amount</c>, whatever writes to the table.
/// </summary>
internal sealed class RefundConfiguration : IEntityTypeConfiguration<Refund>
{
    public const string Table = "refunds";

    public void Configure(EntityTypeBuilder<Refund> refund)
    {
        refund.ToTable(Table, table =>
        {
            table.HasCheckConstraint("ck_refunds_amount", "amount > 0");
            table.HasCheckConstraint("ck_refunds_number", "number > 0");
            table.HasCheckConstraint("ck_refunds_shipping_amount", "shipping_amount BETWEEN 0 AND amount");
            table.HasCheckConstraint("ck_refunds_return_id", "(return_id IS NOT NULL) = (reason = 'ReturnProcessed')");
        });
        refund.HasKey(r => new { r.OrderId, r.Number });
        refund.Property(r => r.Currency).HasMaxLength(3);
        refund.HasOne<Order>().WithMany().HasForeignKey(r => r.OrderId);
        refund.HasOne<Invoice>().WithMany().HasForeignKey(r => r.InvoiceId);
        refund.HasOne<Return>().WithOne().HasForeignKey<Refund>(r => r.ReturnId)
            .HasConstraintName("fk_refunds_returns_return_id");
        refund.Property(r => r.Note).HasMaxLength(Refund.NoteMaxLength);
        refund.HasMany(r => r.Lines).WithOne().HasForeignKey(l => new { l.OrderId, l.RefundNumber });
        refund.HasMany(r => r.Transfers).WithOne().HasForeignKey(t => new { t.OrderId, t.RefundNumber });
        refund.HasOne<User>().WithMany().HasForeignKey(r => r.RefundedBy);
    }
}
