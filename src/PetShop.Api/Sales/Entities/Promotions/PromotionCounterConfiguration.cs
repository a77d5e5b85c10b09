using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetShop.Api.Sales.Entities.Promotions;

internal sealed class PromotionCounterConfiguration : IEntityTypeConfiguration<PromotionCounter>
{
    public const string Table = "promotion_counters";

    /// <summary>Keys are compared byte by byte, in the same way on every server.</summary>
    public const string Bytes = "C";

    public void Configure(EntityTypeBuilder<PromotionCounter> counter)
    {
        counter.ToTable(Table, table =>
            table.HasCheckConstraint("ck_promotion_counters_uses", "uses BETWEEN 0 AND max_uses"));
        counter.HasKey(c => new { c.PromotionId, c.Key });
        counter.Property(c => c.Key).HasMaxLength(PromotionCounter.KeyLength).UseCollation(Bytes);
        counter.HasOne<Promotion>().WithMany().HasForeignKey(c => c.PromotionId);
    }
}
