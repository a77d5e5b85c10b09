using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetShop.Api.Sales.Entities.Promotions;

internal sealed class PromotionConfiguration : IEntityTypeConfiguration<Promotion>
{
    public const string Table = "promotions";

    /// <summary>
    /// PostgreSQL sorts the members of a jsonb document, so the type of an effect is not the first one.
    /// </summary>
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        AllowOutOfOrderMetadataProperties = true,
    };

    public void Configure(EntityTypeBuilder<Promotion> promotion)
    {
        promotion.ToTable(Table, table =>
        {
            table.HasCheckConstraint("ck_promotions_period", "starts_at < ends_at");
            table.HasCheckConstraint("ck_promotions_limits", "max_uses > 0 AND max_uses_per_customer > 0");
        });
        promotion.Property(p => p.Name).HasMaxLength(Promotion.NameLength);
        promotion.Property(p => p.Description).HasMaxLength(Promotion.DescriptionLength);
        promotion.Property(p => p.Effect).HasColumnType("jsonb").HasConversion(
            effect => JsonSerializer.Serialize(effect, Json),
            text => JsonSerializer.Deserialize<PromotionEffect>(text, Json)!);
        promotion.Property(p => p.Scope).HasColumnType("jsonb").HasConversion(
            scope => JsonSerializer.Serialize(scope, Json),
            text => JsonSerializer.Deserialize<PromotionScope>(text, Json)!);
        promotion.Property(p => p.LastOffer).HasColumnType("jsonb").HasConversion(
            offer => JsonSerializer.Serialize(offer, Json),
            text => JsonSerializer.Deserialize<AutomaticOffer>(text, Json)!);
        promotion.Property(p => p.Version).IsConcurrencyToken();
        promotion.Ignore(p => p.LimitPerCustomer).Ignore(p => p.IsLimited).Ignore(p => p.Offer).Ignore(p => p.Offers);
        promotion.HasIndex(p => new { p.NeedsCode, p.EndsAt });
    }
}
