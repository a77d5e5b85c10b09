using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Entities.Shipments;

/// <inheritdoc cref="OrderConfiguration"/>
internal sealed class ShipmentLineConfiguration : IEntityTypeConfiguration<ShipmentLine>
{
    public const string Table = "shipment_lines";

    public void Configure(EntityTypeBuilder<ShipmentLine> line)
    {
        line.ToTable(Table, table => table.HasCheckConstraint("ck_shipment_lines_quantity", "quantity > 0"));
        line.HasKey(l => new { l.OrderId, l.ShipmentNumber, l.Position });
        line.HasOne(l => l.Line).WithMany().HasForeignKey(l => new { l.OrderId, l.Position })
            .HasConstraintName("fk_shipment_lines_order_lines_order_id_position");
    }
}
