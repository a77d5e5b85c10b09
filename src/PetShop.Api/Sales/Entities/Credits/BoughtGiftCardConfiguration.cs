using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Entities.Credits;

internal sealed class BoughtGiftCardConfiguration : IEntityTypeConfiguration<BoughtGiftCard>
{
    public void Configure(EntityTypeBuilder<BoughtGiftCard> card)
    {
        card.ToTable("gift_cards", table =>
        {
            table.HasCheckConstraint("ck_gift_cards_number", "number > 0");
            table.HasCheckConstraint("ck_gift_cards_amount", "amount > 0");
            table.HasCheckConstraint(
                "ck_gift_cards_taken_at", "(store_credit_id IS NULL) = (taken_at IS NULL)");
        });
        card.HasKey(c => new { c.OrderId, c.Number });
        card.Property(c => c.Currency).HasMaxLength(3);
        card.HasOne<Order>().WithMany().HasForeignKey(c => c.OrderId);
        card.HasOne<StoreCredit>().WithOne().HasForeignKey<BoughtGiftCard>(c => c.StoreCreditId);
        card.HasIndex(c => c.StoreCreditId).IsUnique().HasFilter("store_credit_id IS NOT NULL");
    }
}
