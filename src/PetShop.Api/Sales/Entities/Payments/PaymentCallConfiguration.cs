using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetShop.Api.Sales.Entities.Payments;

internal sealed class PaymentCallConfiguration : IEntityTypeConfiguration<PaymentCall>
{
    public const string Table = "payment_calls";

    /// <summary>One call at a time changes a payment. Refunds are counted by themselves.</summary>
    public const string OneAtATime = "ix_payment_calls_open";

    public void Configure(EntityTypeBuilder<PaymentCall> call)
    {
        call.ToTable(Table, table =>
        {
            table.HasCheckConstraint("ck_payment_calls_transfer",
                "(kind = 'Refund') = (refund_number IS NOT NULL AND transfer_number IS NOT NULL)");
            table.HasCheckConstraint("ck_payment_calls_amount", "(kind = 'Cancel') = (amount IS NULL)");
        });
        call.HasKey(c => c.Id);
        call.Property(c => c.Id).ValueGeneratedNever();
        call.Property(c => c.CardId).HasMaxLength(PaymentCall.CardIdMaxLength);
        call.Property(c => c.ReturnUrl).HasMaxLength(Payment.UrlMaxLength);
        call.Property(c => c.Error).HasMaxLength(PaymentCall.ErrorMaxLength);
        call.HasOne<Payment>().WithMany().HasForeignKey(c => new { c.OrderId, c.PaymentNumber });
        call.HasIndex(c => new { c.OrderId, c.PaymentNumber }).HasDatabaseName(OneAtATime).IsUnique()
            .HasFilter("state = 'Open' AND kind <> 'Refund'");
        call.HasIndex(c => new { c.OrderId, c.PaymentNumber, c.StartedAt });
    }
}
