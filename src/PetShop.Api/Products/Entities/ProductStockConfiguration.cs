using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetShop.Api.Products.Entities;

internal sealed class ProductStockConfiguration : IEntityTypeConfiguration<ProductStock>
{
    /// <summary>No index names the figure, not even a partial one: that would end HOT updates of the shop's hottest column.</summary>
    public void Configure(EntityTypeBuilder<ProductStock> stock)
    {
        stock.ToTable("product_stock", table => table.HasCheckConstraint("ck_product_stock_quantity", "quantity >= 0"));
        stock.HasKey(s => s.ProductId);
        stock.HasOne<Product>().WithOne(p => p.Stock).HasForeignKey<ProductStock>(s => s.ProductId)
            .HasConstraintName("fk_product_stock_products_product_id");
        // Room on each page for the next version of a row, so that a sale stays on its page and touches no index.
        stock.HasStorageParameter("fillfactor", 50);
    }
}
