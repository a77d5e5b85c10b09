using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetShop.Api.Core.Database;

namespace PetShop.Api.Products.Entities;

internal sealed class CategoryConfiguration : IEntityTypeConfiguration<Category>
{
    public const string OfProduct = "fk_products_categories_category_id";
    public const string OfParent = "fk_categories_categories_parent_id";

    public void Configure(EntityTypeBuilder<Category> category)
    {
        category.ConfigureEntry("categories");
        category.Property(c => c.SkuPrefix).HasMaxLength(ReferenceEntry.SkuPrefixLength);
        category.HasOne<Category>().WithMany().HasForeignKey(c => c.ParentId);
    }
}

internal sealed class PetTypeConfiguration : IEntityTypeConfiguration<PetType>
{
    public const string OfProduct = "fk_products_pet_types_pet_type_id";

    public void Configure(EntityTypeBuilder<PetType> petType)
    {
        petType.ConfigureEntry("pet_types");
        petType.Property(t => t.SkuPrefix).HasMaxLength(ReferenceEntry.SkuPrefixLength);
    }
}

internal sealed class BrandConfiguration : IEntityTypeConfiguration<Brand>
{
    public const string OfProduct = "fk_products_brands_brand_id";

    /// <summary>On lower(name), which EF cannot describe: made by raw SQL in the migration.</summary>
    public const string NameIndex = "ix_brands_name";

    public void Configure(EntityTypeBuilder<Brand> brand) => brand.ConfigureEntry("brands");
}

internal static class ReferenceConfiguration
{
    /// <summary>What all reference tables have: short texts, sorted alike on every server, and a slug of their own.</summary>
    public static void ConfigureEntry<T>(this EntityTypeBuilder<T> entry, string table) where T : ReferenceEntry
    {
        entry.ToTable(table);
        entry.Property(e => e.Slug).HasMaxLength(ReferenceEntry.SlugLength);
        entry.Property(e => e.Name).HasMaxLength(ReferenceEntry.NameLength).UseCollation(PetShopDbContext.TextCollation);
        entry.HasIndex(e => e.Slug).IsUnique();
    }
}
