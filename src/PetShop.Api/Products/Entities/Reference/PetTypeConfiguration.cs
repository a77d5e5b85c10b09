using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetShop.Api.Products.Entities.Reference;

internal sealed class PetTypeConfiguration : IEntityTypeConfiguration<PetType>
{
    public const string OfProduct = "fk_products_pet_types_pet_type_id";

    public void Configure(EntityTypeBuilder<PetType> petType)
    {
        petType.ConfigureEntry("pet_types");
        petType.Property(t => t.SkuPrefix).HasMaxLength(ReferenceEntity.SkuPrefixLength);
    }
}
