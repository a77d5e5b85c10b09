using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetShop.Api.Products.Entities.Catalog;

internal sealed class ProductStockConfiguration : IEntityTypeConfiguration<ProductStock>
{
    /// <summary>
    /// No index contains the figure or the last movement, not even a partial one: it would prevent HOT updates of the
    /// most frequently updated columns. The index of the pre-orders contains neither.
    /// </summary>
    public void Configure(EntityTypeBuilder<ProductStock> stock)
    {
        stock.ToTable("product_stock", table =>
        {
            table.HasCheckConstraint("ck_product_stock_quantity", "quantity >= -backorder_limit");
            table.HasCheckConstraint("ck_product_stock_backorder_limit", "backorder_limit >= 0");
        });
        stock.HasKey(s => s.ProductId);
        stock.Property(s => s.BackorderLimit).HasDefaultValue(0);
        stock.HasOne<Product>().WithOne(p => p.Stock).HasForeignKey<ProductStock>(s => s.ProductId)
            .HasConstraintName("fk_product_stock_products_product_id");
        stock.HasIndex(s => s.AvailableFrom).HasFilter("available_from IS NOT NULL");
        // Leaves room on each page for the next version of a row, so that a sale stays on its page and updates no
        // index.
        stock.HasStorageParameter("fillfactor", 50);
    }
}
