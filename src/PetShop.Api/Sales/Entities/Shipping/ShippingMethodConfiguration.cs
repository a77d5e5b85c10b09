using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetShop.Api.Sales.Entities.Shipping;

internal sealed class ShippingMethodConfiguration : IEntityTypeConfiguration<ShippingMethod>
{
    public const string CodeIndex = "ix_shipping_methods_zone_id_code";
    public const string OfZone = "fk_shipping_methods_shipping_zones_zone_id";

    public void Configure(EntityTypeBuilder<ShippingMethod> method)
    {
        method.ToTable("shipping_methods", table =>
        {
            table.HasCheckConstraint("ck_shipping_methods_days", "min_days BETWEEN 0 AND max_days");
            table.HasCheckConstraint("ck_shipping_methods_free_from", "free_from >= 0");
            table.HasCheckConstraint("ck_shipping_methods_max_weight", "max_weight > 0");
        });
        method.Property(m => m.Code).HasMaxLength(ShippingMethod.CodeLength);
        method.Property(m => m.Name).HasMaxLength(ShippingMethod.NameLength);
        method.Property(m => m.Description).HasMaxLength(ShippingMethod.DescriptionLength);
        method.Property(m => m.Steps).IsJsonList();
        method.HasIndex(m => new { m.ZoneId, m.Code }).IsUnique().HasDatabaseName(CodeIndex);
        method.HasIndex(m => new { m.ZoneId, m.Position, m.Id });
        method.HasOne<ShippingZone>().WithMany().HasForeignKey(m => m.ZoneId).HasConstraintName(OfZone);
    }
}
