using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetShop.Api.Auth.Entities.Accounts;

internal sealed class RoleConfiguration : IEntityTypeConfiguration<Role>, IEntityTypeConfiguration<UserRole>
{
    private const int NameLength = 50;
    private const int StampLength = 36;

    public void Configure(EntityTypeBuilder<Role> role)
    {
        role.ToTable("roles");
        role.Property(r => r.Name).IsRequired().HasMaxLength(NameLength);
        role.Property(r => r.NormalizedName).IsRequired().HasMaxLength(NameLength);
        role.Property(r => r.ConcurrencyStamp).IsRequired().HasMaxLength(StampLength).IsConcurrencyToken();
        role.HasIndex(r => r.NormalizedName).IsUnique();
    }

    public void Configure(EntityTypeBuilder<UserRole> held)
    {
        held.ToTable("user_roles");
        held.HasKey(h => new { h.UserId, h.RoleId });
        held.HasOne(h => h.Role).WithMany().HasForeignKey(h => h.RoleId);
        held.HasIndex(h => new { h.RoleId, h.UserId });
    }
}
