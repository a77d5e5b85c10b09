using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetShop.Api.Sales.Entities.Shipping;

internal sealed class ShippingZoneConfiguration : IEntityTypeConfiguration<ShippingZone>
{
    public void Configure(EntityTypeBuilder<ShippingZone> zone)
    {
        zone.ToTable("shipping_zones");
        zone.Property(z => z.Name).HasMaxLength(ShippingZone.NameLength);
        zone.Property(z => z.PostalCodes).IsJsonList();
    }
}
