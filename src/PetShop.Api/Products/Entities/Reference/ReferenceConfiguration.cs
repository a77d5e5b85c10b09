using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetShop.Api.Core.Database;

namespace PetShop.Api.Products.Entities.Reference;

internal static class ReferenceConfiguration
{
    /// <summary>
    /// The configuration that all reference tables share: short texts, sorted in the same way on every server, and a
    /// unique slug.
    /// </summary>
    public static void ConfigureEntry<T>(this EntityTypeBuilder<T> entry, string table) where T : ReferenceEntity
    {
        entry.ToTable(table);
        entry.Property(e => e.Slug).HasMaxLength(ReferenceEntity.SlugLength);
        entry.Property(e => e.Name).HasMaxLength(ReferenceEntity.NameLength)
            .UseCollation(PetShopDbContext.TextCollation);
        entry.HasIndex(e => e.Slug).IsUnique();
    }
}
