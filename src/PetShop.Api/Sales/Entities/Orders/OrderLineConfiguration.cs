using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetShop.Api.Products.Entities.Catalog;

namespace PetShop.Api.Sales.Entities.Orders;

/// <inheritdoc cref="OrderConfiguration"/>
internal sealed class OrderLineConfiguration : IEntityTypeConfiguration<OrderLine>
{
    public const string Table = "order_lines";

    public void Configure(EntityTypeBuilder<OrderLine> line)
    {
        line.ToTable(Table, table =>
        {
            table.HasCheckConstraint("ck_order_lines_quantity", "quantity > 0");
            table.HasCheckConstraint("ck_order_lines_shipped_quantity", "shipped_quantity BETWEEN 0 AND quantity");
            table.HasCheckConstraint("ck_order_lines_amounts",
                "price >= 0 AND amount >= 0 AND discount >= 0 AND discount <= amount AND tax >= 0");
        });
        line.HasKey(l => new { l.OrderId, l.Position });
        line.Property(l => l.Sku).HasMaxLength(Product.SkuLength);
        line.Property(l => l.ProductName).HasMaxLength(Product.NameLength);
        line.Property(l => l.Discount).HasDefaultValue(0m).ValueGeneratedNever();
        line.Property(l => l.Tax).HasDefaultValue(0m).ValueGeneratedNever();
        line.Property(l => l.TaxPercent).HasPrecision(7, 4).HasDefaultValue(0m).ValueGeneratedNever();
        line.HasOne<Product>().WithMany().HasForeignKey(l => l.ProductId);
        line.HasIndex(l => new { l.ProductId, l.OrderId });
    }
}
