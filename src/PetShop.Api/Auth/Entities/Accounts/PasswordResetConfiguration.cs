using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetShop.Api.Auth.Entities.Accounts;

internal sealed class PasswordResetConfiguration : IEntityTypeConfiguration<PasswordReset>
{
    public void Configure(EntityTypeBuilder<PasswordReset> reset)
    {
        reset.ToTable("password_resets");
        reset.HasKey(r => r.UserId);
        reset.Property(r => r.UserId).ValueGeneratedNever();
        reset.HasIndex(r => r.TokenHash).IsUnique();
        reset.HasOne<User>().WithMany().HasForeignKey(r => r.UserId);
        reset.HasIndex(r => r.ExpiresAt);
    }
}
