using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Entities.Promotions;

internal sealed class PromotionUseConfiguration : IEntityTypeConfiguration<PromotionUse>
{
    public const string Table = "promotion_uses";

    public void Configure(EntityTypeBuilder<PromotionUse> use)
    {
        use.ToTable(Table, table => table.HasCheckConstraint("ck_promotion_uses_amount", "amount >= 0"));
        use.HasKey(u => new { u.OrderId, u.PromotionId });
        use.Property(u => u.CustomerKey).HasMaxLength(PromotionCounter.KeyLength)
            .UseCollation(PromotionCounterConfiguration.Bytes);
        use.Property(u => u.CodeKey).HasMaxLength(PromotionCode.MaxLength)
            .UseCollation(PromotionCounterConfiguration.Bytes);
        use.HasOne<Order>().WithMany().HasForeignKey(u => u.OrderId);
        use.HasOne<Promotion>().WithMany().HasForeignKey(u => u.PromotionId);
        use.HasIndex(u => new { u.PromotionId, u.OrderId });
        use.HasIndex(u => new { u.PromotionId, u.CodeKey }).HasFilter("released_at IS NULL")
            .HasDatabaseName("ix_promotion_uses_counted");
    }
}
