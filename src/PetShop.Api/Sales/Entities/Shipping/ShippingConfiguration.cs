using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
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

internal static class JsonList
{
    /// <summary>Stores a short list as jsonb: its items are only ever read together.</summary>
    public static void IsJsonList<T>(this PropertyBuilder<IReadOnlyList<T>> list) where T : class => list
        .HasColumnType("jsonb")
        .HasConversion(
            items => JsonSerializer.Serialize(items, JsonSerializerOptions.Web),
            json => JsonSerializer.Deserialize<List<T>>(json, JsonSerializerOptions.Web)!,
            new ValueComparer<IReadOnlyList<T>>(
                (one, other) => one!.SequenceEqual(other!),
                items => items.Aggregate(0, (hash, item) => HashCode.Combine(hash, item)),
                items => items));
}
