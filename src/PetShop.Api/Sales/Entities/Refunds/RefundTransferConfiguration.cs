using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetShop.Api.Sales.Entities.Credits;

namespace PetShop.Api.Sales.Entities.Refunds;

/// <summary>
/// The migration adds a trigger with SQL: it maintains <c>payments.refunded_amount</c>, whatever writes to the table.
/// </summary>
internal sealed class RefundTransferConfiguration : IEntityTypeConfiguration<RefundTransfer>
{
    public const string Table = "refund_transfers";

    public void Configure(EntityTypeBuilder<RefundTransfer> transfer)
    {
        transfer.ToTable(Table, table =>
        {
            table.HasCheckConstraint("ck_refund_transfers_amount", "amount > 0");
            table.HasCheckConstraint("ck_refund_transfers_number", "number > 0");
        });
        transfer.HasKey(t => new { t.OrderId, t.RefundNumber, t.Number });
        transfer.Property(t => t.Currency).HasMaxLength(3);
        transfer.Property(t => t.Reference).HasMaxLength(RefundTransfer.ReferenceMaxLength).UseCollation("C");
        transfer.Property(t => t.Failure).HasMaxLength(RefundTransfer.FailureMaxLength);
        transfer.HasOne(t => t.Payment).WithMany().HasForeignKey(t => new { t.OrderId, t.PaymentNumber });
        transfer.HasOne<StoreCredit>().WithMany().HasForeignKey(t => t.StoreCreditId);
        transfer.HasIndex(t => t.StoreCreditId).HasFilter("store_credit_id IS NOT NULL");
        transfer.HasIndex(t => new { t.OrderId, t.PaymentNumber });
        transfer.HasIndex(t => new { t.OrderId, t.RefundNumber, t.Number }).HasDatabaseName("ix_refund_transfers_open")
            .HasFilter("status <> 'Succeeded' AND NOT is_replaced");
        transfer.HasIndex(t => t.Reference).IsUnique().HasFilter("reference IS NOT NULL");
    }
}
