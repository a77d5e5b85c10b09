using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetShop.Api.Sales.Entities.Promotions;

internal sealed class PromotionCodeConfiguration : IEntityTypeConfiguration<PromotionCode>
{
    public const string Table = "promotion_codes";

    public void Configure(EntityTypeBuilder<PromotionCode> code)
    {
        code.ToTable(Table, table => table.HasCheckConstraint("ck_promotion_codes_max_uses", "max_uses > 0"));
        code.HasKey(c => c.Key);
        code.Property(c => c.Key).HasMaxLength(PromotionCode.MaxLength)
            .UseCollation(PromotionCounterConfiguration.Bytes);
        code.Property(c => c.Code).HasMaxLength(PromotionCode.MaxLength);
        code.HasOne<Promotion>().WithMany().HasForeignKey(c => c.PromotionId)
            .HasConstraintName("fk_promotion_codes_promotions_promotion_id");
        code.HasIndex(c => new { c.PromotionId, c.Key });
    }
}
