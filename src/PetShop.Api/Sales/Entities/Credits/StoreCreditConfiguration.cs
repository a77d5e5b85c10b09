using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetShop.Api.Auth.Entities.Accounts;

namespace PetShop.Api.Sales.Entities.Credits;

/// <summary>
/// The migration adds a trigger on the movements with SQL: it maintains <c>balance</c> and <c>last_movement</c>,
/// whatever writes to that table, so EF Core writes them only when a credit is added, as 0.
/// </summary>
internal sealed class StoreCreditConfiguration : IEntityTypeConfiguration<StoreCredit>
{
    public const string Table = "store_credits";

    /// <summary>Nothing is redeemed that is not there.</summary>
    public const string NeverBelowZero = "ck_store_credits_balance";

    /// <summary>
    /// An issue, a correction and a refund are each bounded, but not their sum: it needs more digits than they have.
    /// </summary>
    public const int BalancePrecision = 20;
    public const int BalanceDecimals = 3;

    public void Configure(EntityTypeBuilder<StoreCredit> credit)
    {
        credit.ToTable(Table, table =>
        {
            table.HasCheckConstraint(NeverBelowZero, "balance >= 0");
            table.HasCheckConstraint("ck_store_credits_kind",
                "(kind = 'GiftCard') = (code_hash IS NOT NULL) AND (kind = 'GiftCard') = (code_ending IS NOT NULL)"
                + " AND (kind = 'Account') = (user_id IS NOT NULL)");
        });
        credit.Property(c => c.Id).ValueGeneratedNever();
        credit.Property(c => c.CodeEnding).HasMaxLength(GiftCardCode.EndingLength).UseCollation("C");
        credit.Property(c => c.Currency).HasMaxLength(3);
        credit.Property(c => c.Balance).HasPrecision(BalancePrecision, BalanceDecimals)
            .Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
        credit.Property(c => c.LastMovement).Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
        credit.Property(c => c.Version).IsConcurrencyToken();
        credit.HasOne<User>().WithMany().HasForeignKey(c => c.UserId);
        credit.HasMany(c => c.Movements).WithOne().HasForeignKey(m => m.CreditId);
        credit.HasIndex(c => c.CodeHash).IsUnique().HasFilter("code_hash IS NOT NULL");
        credit.HasIndex(c => new { c.CodeEnding, c.Id }).HasFilter("code_ending IS NOT NULL");
        credit.HasIndex(c => new { c.UserId, c.Id }).HasFilter("user_id IS NOT NULL");
        credit.HasIndex(c => new { c.Kind, c.Id });
        credit.HasIndex(c => new { c.UserId, c.Currency }).IsUnique().HasDatabaseName("ix_store_credits_lasting")
            .HasFilter("user_id IS NOT NULL AND expires_at IS NULL");
    }
}
