using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Entities.Timeline;

/// <summary>
/// The migration creates the table with SQL, because EF does not support partitions: keep both in sync. It also adds a
/// trigger that refuses changes. The author has no foreign key: it would need an index of its own at every write, and
/// accounts are never deleted.
/// </summary>
internal sealed class OrderEventConfiguration : IEntityTypeConfiguration<OrderEvent>
{
    public const string Table = "order_events";

    public void Configure(EntityTypeBuilder<OrderEvent> entry)
    {
        entry.ToTable(Table, table =>
        {
            table.HasCheckConstraint("ck_order_events_number", "number > 0");
            table.HasCheckConstraint("ck_order_events_text", "(text IS NOT NULL) = (type = 'Note')");
        });
        entry.HasKey(e => new { e.OrderId, e.Number });
        entry.Property(e => e.OrderId).ValueGeneratedNever();
        entry.Property(e => e.Number).ValueGeneratedNever();
        entry.Property(e => e.Before).HasColumnType("jsonb")
            .HasConversion(values => OrderEventValues.Write(values), stored => OrderEventValues.Read(stored!));
        entry.Property(e => e.After).HasColumnType("jsonb")
            .HasConversion(values => OrderEventValues.Write(values), stored => OrderEventValues.Read(stored!));
        entry.Property(e => e.Text).HasMaxLength(OrderEvent.TextMaxLength);
        entry.HasOne<Order>().WithMany().HasForeignKey(e => e.OrderId);
    }
}
