using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetShop.Api.Auth.Entities.Accounts;

namespace PetShop.Api.Sales.Entities.Carts;

internal sealed class CartConfiguration : IEntityTypeConfiguration<Cart>
{
    public const string Table = "carts";

    public void Configure(EntityTypeBuilder<Cart> cart)
    {
        cart.ToTable(Table, table =>
        {
            table.HasCheckConstraint("ck_carts_owner", "(user_id IS NULL) <> (token_hash IS NULL)");
            table.HasCheckConstraint("ck_carts_guest", "(token_hash IS NULL) = (expires_at IS NULL) "
                + "AND (token_hash IS NULL) = (client_key IS NULL)");
            table.HasCheckConstraint("ck_carts_promotion_codes", $"cardinality(promotion_codes) <= {Cart.MaxCodes}");
        });
        cart.Property(c => c.PromotionCodes).HasDefaultValueSql("'{}'").ValueGeneratedNever();
        // For carts from before this column existed, and for nodes of the previous version.
        cart.Property(c => c.CreatedAt).HasDefaultValueSql("now()").ValueGeneratedNever();
        cart.HasIndex(c => c.TokenHash).IsUnique();
        cart.HasIndex(c => c.ExpiresAt).HasFilter("expires_at IS NOT NULL");
        cart.HasIndex(c => new { c.ClientKey, c.CreatedAt }).HasFilter("client_key IS NOT NULL");
        cart.HasOne<User>().WithOne().HasForeignKey<Cart>(c => c.UserId);
        cart.HasMany(c => c.Lines).WithOne().HasForeignKey(line => line.CartId);
    }
}
