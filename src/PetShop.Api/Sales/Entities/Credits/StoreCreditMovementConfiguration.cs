using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetShop.Api.Sales.Entities.Credits;

/// <summary>
/// Rows are only added: the migration adds the trigger <c>append_only</c>. Like the ledger of stock, it has no foreign
/// keys to what the movements are about.
/// </summary>
internal sealed class StoreCreditMovementConfiguration : IEntityTypeConfiguration<StoreCreditMovement>
{
    public void Configure(EntityTypeBuilder<StoreCreditMovement> movement)
    {
        movement.ToTable("store_credit_movements", table =>
        {
            table.HasCheckConstraint("ck_store_credit_movements_amount", "amount <> 0 AND balance >= 0");
            table.HasCheckConstraint("ck_store_credit_movements_number", "number > 0");
            table.HasCheckConstraint("ck_store_credit_movements_kind",
                "(kind = 'Redeemed') = (payment_number IS NOT NULL) AND (kind IN ('Refunded', 'TakenBack')) = "
                + "(refund_number IS NOT NULL) AND (kind = 'Issued' OR (order_id IS NULL) = (kind = 'Adjusted'))");
        });
        movement.HasKey(m => new { m.CreditId, m.Number });
        movement.Property(m => m.Balance).HasPrecision(
            StoreCreditConfiguration.BalancePrecision, StoreCreditConfiguration.BalanceDecimals);
        movement.Property(m => m.Note).HasMaxLength(StoreCreditMovement.NoteMaxLength);
        movement.HasIndex(m => m.OrderId).HasFilter("order_id IS NOT NULL");
    }
}
