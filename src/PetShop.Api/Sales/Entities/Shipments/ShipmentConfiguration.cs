using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Entities.Shipments;

/// <inheritdoc cref="OrderConfiguration"/>
internal sealed class ShipmentConfiguration : IEntityTypeConfiguration<Shipment>
{
    public const string Table = "shipments";

    public void Configure(EntityTypeBuilder<Shipment> shipment)
    {
        shipment.ToTable(Table, table => table.HasCheckConstraint("ck_shipments_number", "number > 0"));
        shipment.HasKey(s => new { s.OrderId, s.Number });
        shipment.Property(s => s.Number).ValueGeneratedNever();
        shipment.Property(s => s.Carrier).HasMaxLength(Shipment.CarrierMaxLength);
        shipment.Property(s => s.TrackingNumber).HasMaxLength(Shipment.TrackingNumberMaxLength);
        shipment.Property(s => s.TrackingKey).HasMaxLength(Shipment.TrackingNumberMaxLength);
        shipment.Property(s => s.TrackingUrl).HasMaxLength(Shipment.TrackingUrlMaxLength);
        shipment.Property(s => s.Version).IsConcurrencyToken();
        shipment.Ignore(s => s.Tracking);
        shipment.HasOne<Order>().WithMany().HasForeignKey(s => s.OrderId);
        shipment.HasMany(s => s.Lines).WithOne().HasForeignKey(line => new { line.OrderId, line.ShipmentNumber });
        shipment.HasIndex(s => s.TrackingKey).HasFilter("tracking_key IS NOT NULL");
    }
}
