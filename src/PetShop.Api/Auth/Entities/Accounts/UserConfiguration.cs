using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetShop.Api.Auth.Entities.Accounts;

internal sealed class UserConfiguration : IEntityTypeConfiguration<User>
{
    public const string UsernameIndex = "ix_users_normalized_username";
    public const string EmailIndex = "ix_users_normalized_email";

    private const int StampLength = 36;
    private const int HashLength = 200;

    public void Configure(EntityTypeBuilder<User> user)
    {
        user.ToTable("users", table => table.HasCheckConstraint(
            "ck_users_open_has_email_and_password",
            "closed_at IS NOT NULL OR (email IS NOT NULL AND password_hash IS NOT NULL)"));
        ConfigureIdentity(user);
        user.Property(u => u.PendingEmail).HasMaxLength(User.EmailMaxLength);
        user.Property(u => u.NormalizedPendingEmail).HasMaxLength(User.EmailMaxLength);
        user.Property(u => u.PreviousEmail).HasMaxLength(User.EmailMaxLength);
        user.Property(u => u.NormalizedPreviousEmail).HasMaxLength(User.EmailMaxLength);
        user.HasIndex(u => u.PendingEmailUntil).HasFilter("pending_email_until IS NOT NULL");
        user.HasIndex(u => u.PreviousEmailUntil).HasFilter("previous_email_until IS NOT NULL");
        user.HasIndex(u => u.NormalizedPreviousEmail).HasFilter("normalized_previous_email IS NOT NULL");
        user.Property(u => u.FirstName).HasMaxLength(User.NameMaxLength);
        user.Property(u => u.LastName).HasMaxLength(User.NameMaxLength);
        user.Property(u => u.PhoneNumber).HasColumnName("phone").HasMaxLength(User.PhoneMaxLength);
        user.Property(u => u.VatNumber).HasMaxLength(User.VatNumberMaxLength);
        user.HasMany(u => u.Roles).WithOne().HasForeignKey(held => held.UserId);
        user.Navigation(u => u.Roles).UsePropertyAccessMode(PropertyAccessMode.Field);
        ConfigureSearch(user);
    }

    private static void ConfigureIdentity(EntityTypeBuilder<User> user)
    {
        user.Property(u => u.UserName).IsRequired().HasColumnName("username").HasMaxLength(User.UsernameMaxLength);
        user.Property(u => u.NormalizedUserName).IsRequired().HasColumnName("normalized_username")
            .HasMaxLength(User.UsernameMaxLength);
        user.Property(u => u.Email).HasMaxLength(User.EmailMaxLength);
        user.Property(u => u.NormalizedEmail).HasMaxLength(User.EmailMaxLength);
        user.Property(u => u.EmailConfirmed).HasColumnName("email_verified");
        user.Property(u => u.PasswordHash).HasMaxLength(HashLength);
        user.Property(u => u.SecurityStamp).IsRequired().HasMaxLength(StampLength);
        user.Property(u => u.ConcurrencyStamp).IsRequired().HasMaxLength(StampLength).IsConcurrencyToken();
        user.HasIndex(u => u.NormalizedUserName).IsUnique().HasDatabaseName(UsernameIndex);
        user.HasIndex(u => u.NormalizedEmail).IsUnique().HasDatabaseName(EmailIndex);
        // Failed sign-ins are counted by name in sign_in_attempts; other columns of Identity are added when a feature
        // needs them.
        user.Ignore(u => u.PhoneNumberConfirmed).Ignore(u => u.TwoFactorEnabled);
        user.Ignore(u => u.LockoutEnd).Ignore(u => u.LockoutEnabled).Ignore(u => u.AccessFailedCount);
    }

    /// <summary>
    /// Trigrams find a part of a name without scanning the table. They are in the schema public, whatever the schema of
    /// the tables.
    /// </summary>
    private static void ConfigureSearch(EntityTypeBuilder<User> user)
    {
        user.HasIndex(u => u.SearchText).HasMethod("gin").HasOperators("public.gin_trgm_ops");
        user.HasIndex(u => u.Id).HasDatabaseName("ix_users_without_search_text").HasFilter("search_text IS NULL");
    }
}
