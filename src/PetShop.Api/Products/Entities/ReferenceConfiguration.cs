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

    public const string NameIndex = "ix_brands_name_key";

    private const string NameKey = "NameKey";

    /// <summary>
    /// Invisible characters. Emoji and some scripts need a few of them, but they do not distinguish two brands.
    /// </summary>
    private const string Invisible =
        @"[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u2800\u3164"
        + @"\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFC\U000E0100-\U000E01EF]";

    private const string Blanks = @"[\t\n\r \u0085\u1680\u2028\u2029]+";

    public void Configure(EntityTypeBuilder<Brand> brand)
    {
        brand.ConfigureEntry("brands");
        brand.Property<string>(NameKey).IsRequired().HasComputedColumnSql(KeyOf("name"), stored: true);
        brand.HasIndex(NameKey).IsUnique().HasDatabaseName(NameIndex);
    }

    /// <summary>
    /// The key that equal brand names share: NFKC, lower case, single spaces, no invisible characters. The database
    /// computes it, both for the column and for lookups.
    /// </summary>
    /// <param name="name">SQL for the name: a column or a parameter placeholder.</param>
    public static string KeyOf(string name)
    {
        var seen = $"normalize(regexp_replace({name}, '{Invisible}', '', 'g'), NFKC)";
        return $"""lower(btrim(regexp_replace({seen}, '{Blanks}', ' ', 'g')) COLLATE "und-x-icu")""";
    }
}

internal static class ReferenceConfiguration
{
    /// <summary>
    /// The configuration that all reference tables share: short texts, sorted in the same way on every server, and a
    /// unique slug.
    /// </summary>
    public static void ConfigureEntry<T>(this EntityTypeBuilder<T> entry, string table) where T : ReferenceEntry
    {
        entry.ToTable(table);
        entry.Property(e => e.Slug).HasMaxLength(ReferenceEntry.SlugLength);
        entry.Property(e => e.Name).HasMaxLength(ReferenceEntry.NameLength).UseCollation(PetShopDbContext.TextCollation);
        entry.HasIndex(e => e.Slug).IsUnique();
    }
}
