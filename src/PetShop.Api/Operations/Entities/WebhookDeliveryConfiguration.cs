using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetShop.Api.Operations.Entities;

internal sealed class WebhookDeliveryConfiguration : IEntityTypeConfiguration<WebhookDelivery>
{
    public void Configure(EntityTypeBuilder<WebhookDelivery> delivery)
    {
        delivery.ToTable("webhook_deliveries");
        delivery.HasKey(d => new { d.WebhookId, d.Cursor });
        delivery.Property(d => d.EventType).HasMaxLength(60);
        delivery.Property(d => d.Answer).HasMaxLength(WebhookDelivery.AnswerLength);
        delivery.Property(d => d.Error).HasMaxLength(WebhookDelivery.ErrorLength);
        delivery.HasIndex(d => new { d.WebhookId, d.State, d.Cursor });
        delivery.HasIndex(d => d.CreatedAt);
    }
}
