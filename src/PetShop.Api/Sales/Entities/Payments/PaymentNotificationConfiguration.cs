using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetShop.Api.Sales.Entities.Payments;

internal sealed class PaymentNotificationConfiguration : IEntityTypeConfiguration<PaymentNotification>
{
    public const string Table = "payment_notifications";

    public void Configure(EntityTypeBuilder<PaymentNotification> message)
    {
        message.ToTable(Table);
        message.HasKey(m => new { m.Provider, m.EventId });
        message.Property(m => m.Provider).HasMaxLength(Payment.ProviderMaxLength);
        message.Property(m => m.EventId).HasMaxLength(PaymentNotification.IdMaxLength).UseCollation("C");
        message.Property(m => m.Type).HasMaxLength(PaymentNotification.TypeMaxLength);
        message.Property(m => m.Outcome).HasMaxLength(PaymentNotification.OutcomeMaxLength);
        message.HasIndex(m => m.ReceivedAt);
    }
}
