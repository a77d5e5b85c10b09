using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetShop.Api.Products.Entities.Reference;

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
