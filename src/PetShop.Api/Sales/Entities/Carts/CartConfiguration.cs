using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetShop.Api.Auth.Entities.Accounts;

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
