using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetShop.Api.Auth.Entities.Accounts;
using PetShop.Api.Sales.Entities.Credits;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Entities.Payments;

/// <summary>
/// The migration adds a trigger on refund transfers with SQL: it maintains <c>payments.refunded_amount</c>.
/// </summary>
internal sealed class PaymentConfiguration : IEntityTypeConfiguration<Payment>
{
    public const string Table = "payments";

    /// <summary>Refunds never exceed what was captured.</summary>
    public const string NoMoreThanCaptured = "ck_payments_refunded_amount";

    public void Configure(EntityTypeBuilder<Payment> payment)
    {
        payment.ToTable(Table, table =>
        {
            table.HasCheckConstraint("ck_payments_number", "number > 0");
            table.HasCheckConstraint("ck_payments_amount", "amount > 0");
            table.HasCheckConstraint("ck_payments_captured_amount", "captured_amount BETWEEN 0 AND amount");
            table.HasCheckConstraint(
                "ck_payments_store_credit_id", "(store_credit_id IS NOT NULL) = (method = 'StoreCredit')");
            table.HasCheckConstraint(NoMoreThanCaptured, "refunded_amount BETWEEN 0 AND captured_amount");
        });
        payment.HasKey(p => new { p.OrderId, p.Number });
        payment.Property(p => p.Provider).HasMaxLength(Payment.ProviderMaxLength);
        payment.Property(p => p.Currency).HasMaxLength(3);
        payment.Property(p => p.Reference).HasMaxLength(Payment.ReferenceMaxLength).UseCollation("C");
        payment.Property(p => p.ClientSecret).HasMaxLength(Payment.SecretMaxLength);
        payment.Property(p => p.ActionUrl).HasMaxLength(Payment.UrlMaxLength);
        payment.Property(p => p.FailureCode).HasMaxLength(Payment.FailureCodeMaxLength);
        payment.Property(p => p.FailureMessage).HasMaxLength(Payment.FailureMaxLength);
        payment.Property(p => p.CardBrand).HasMaxLength(Payment.CardBrandMaxLength);
        payment.Property(p => p.CardLast4).HasMaxLength(4);
        payment.Property(p => p.Note).HasMaxLength(Payment.NoteMaxLength);
        // Written by a trigger on refund transfers, so that it is their sum whatever the code does.
        payment.Property(p => p.RefundedAmount).Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
        payment.Property(p => p.Version).IsConcurrencyToken();
        payment.HasOne<Order>().WithMany().HasForeignKey(p => p.OrderId);
        payment.HasOne<User>().WithMany().HasForeignKey(p => p.StartedBy);
        payment.HasOne<StoreCredit>().WithMany().HasForeignKey(p => p.StoreCreditId);
        payment.HasIndex(p => p.StoreCreditId).HasFilter("store_credit_id IS NOT NULL");
        payment.HasIndex(p => new { p.Provider, p.Reference }).IsUnique().HasFilter("reference IS NOT NULL");
        payment.HasIndex(p => new { p.Status, p.OrderId, p.Number });
        payment.HasIndex(p => p.NextCheckAt).HasFilter("next_check_at IS NOT NULL");
    }
}
