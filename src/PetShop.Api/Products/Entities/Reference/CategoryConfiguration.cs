using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetShop.Api.Products.Entities.Reference;

internal sealed class CategoryConfiguration : IEntityTypeConfiguration<Category>
{
    public const string OfProduct = "fk_products_categories_category_id";
    public const string OfParent = "fk_categories_categories_parent_id";

    public void Configure(EntityTypeBuilder<Category> category)
    {
        category.ConfigureEntry("categories");
        category.Property(c => c.SkuPrefix).HasMaxLength(ReferenceEntity.SkuPrefixLength);
        category.HasOne<Category>().WithMany().HasForeignKey(c => c.ParentId);
    }
}
