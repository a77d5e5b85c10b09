using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetShop.Api.Products.Entities.Catalog;

internal sealed class ProductStockConfiguration : IEntityTypeConfiguration<ProductStock>
{
    /// <summary>
    /// No index contains the figure, not even a partial one: it would prevent HOT updates of the most frequently
    /// updated column.
    /// </summary>
    public void Configure(EntityTypeBuilder<ProductStock> stock)
    {
        stock.ToTable("product_stock", table => table.HasCheckConstraint("ck_product_stock_quantity", "quantity >= 0"));
        stock.HasKey(s => s.ProductId);
        stock.HasOne<Product>().WithOne(p => p.Stock).HasForeignKey<ProductStock>(s => s.ProductId)
            .HasConstraintName("fk_product_stock_products_product_id");
        // Leaves room on each page for the next version of a row, so that a sale stays on its page and updates no
        // index.
        stock.HasStorageParameter("fillfactor", 50);
    }
}
