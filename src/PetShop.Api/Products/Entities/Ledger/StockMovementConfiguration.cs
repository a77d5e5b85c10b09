using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetShop.Api.Products.Entities.Ledger;

/// <summary>
/// Partitioned by month on its time-ordered id. It has no foreign keys: the statement that adds a movement locks the
/// product's stock, and the ledger keeps the movements of removed products and closed accounts.
/// </summary>
internal sealed class StockMovementConfiguration : IEntityTypeConfiguration<StockMovement>
{
    public const string Table = "stock_movements";

    private const string OtherThanSales = "ix_stock_movements_other";

    public void Configure(EntityTypeBuilder<StockMovement> movement)
    {
        movement.ToTable(Table, table =>
        {
            table.HasCheckConstraint("ck_stock_movements_quantity",
                "quantity <> 0 OR reason IN ('Counted', 'Opening')");
            table.HasCheckConstraint("ck_stock_movements_reference",
                "(reference_type IS NULL) = (reference_id IS NULL)");
        });
        movement.HasKey(m => new { m.ProductId, m.Id });
        movement.Property(m => m.Id).ValueGeneratedNever();
        // Almost all movements are sales. Lists of the other reasons would have to skip them.
        movement.HasIndex(m => new { m.ProductId, m.Id }, OtherThanSales).HasDatabaseName(OtherThanSales)
            .HasFilter("reason <> 'Sold'");
        movement.Property(m => m.Note).HasMaxLength(StockMovement.NoteLength);
    }
}
