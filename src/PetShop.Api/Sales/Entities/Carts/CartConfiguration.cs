using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetShop.Api.Auth.Entities;
using PetShop.Api.Products.Entities;

namespace PetShop.Api.Sales.Entities.Carts;

internal sealed class CartConfiguration : IEntityTypeConfiguration<Cart>
{
    public const string Table = "carts";

    public void Configure(EntityTypeBuilder<Cart> cart)
    {
        cart.ToTable(Table);
        cart.HasOne<User>().WithOne().HasForeignKey<Cart>(c => c.UserId);
        cart.HasMany(c => c.Lines).WithOne().HasForeignKey(line => line.CartId);
    }
}

internal sealed class CartLineConfiguration : IEntityTypeConfiguration<CartLine>
{
    public const string Table = "cart_lines";

    public void Configure(EntityTypeBuilder<CartLine> line)
    {
        line.ToTable(Table, table => table.HasCheckConstraint("ck_cart_lines_quantity", $"quantity BETWEEN 1 AND {Cart.MaxQuantity}"));
        line.HasKey(l => new { l.CartId, l.ProductId });
        line.HasOne<Product>().WithMany().HasForeignKey(l => l.ProductId);
    }
}
