using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetShop.Api.Products.Entities.Catalog;

namespace PetShop.Api.Sales.Entities.Carts;

internal sealed class CartLineConfiguration : IEntityTypeConfiguration<CartLine>
{
    public const string Table = "cart_lines";

    public void Configure(EntityTypeBuilder<CartLine> line)
    {
        line.ToTable(Table,
            table => table.HasCheckConstraint("ck_cart_lines_quantity", $"quantity BETWEEN 1 AND {Cart.MaxQuantity}"));
        line.HasKey(l => new { l.CartId, l.ProductId });
        line.HasOne<Product>().WithMany().HasForeignKey(l => l.ProductId);
    }
}
