using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetShop.Api.Auth.Entities.Accounts;

namespace PetShop.Api.Auth.Entities.Mails;

internal sealed class MailedTokenConfiguration : IEntityTypeConfiguration<MailedToken>
{
    public void Configure(EntityTypeBuilder<MailedToken> token)
    {
        token.ToTable("mailed_tokens");
        token.HasKey(t => t.TokenHash);
        token.Property(t => t.Email).HasMaxLength(User.EmailMaxLength);
        token.HasOne<User>().WithMany().HasForeignKey(t => t.UserId);
        token.HasIndex(t => new { t.UserId, t.Purpose, t.CreatedAt });
        token.HasIndex(t => t.ExpiresAt);
    }
}
