using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NpgsqlTypes;
using PetShop.Api.Core.Database;

namespace PetShop.Api.Products.Entities.Search;

internal sealed class ProductSearchConfiguration : IEntityTypeConfiguration<ProductSearchEntry>
{
    /// <summary>The full-text column, never read.</summary>
    public const string Vector = "Vector";

    /// <summary>
    /// The text search configuration of column and queries alike, made by the migration: English stems, and no stop
    /// list, since a brand may be
    /// called NOW. It is found through the connection's Search Path, like the tables.
    /// </summary>
    public const string Language = "petshop_words";

    private const string SoldOutIndex = "ix_product_search_sold_out";
    private const string HiddenIndex = "ix_product_search_hidden";

    public void Configure(EntityTypeBuilder<ProductSearchEntry> entry)
    {
        entry.ToTable("product_search");
        entry.HasKey(e => e.ProductId);
        entry.HasOne(e => e.Product).WithOne().HasForeignKey<ProductSearchEntry>(e => e.ProductId)
            .HasConstraintName("fk_product_search_products_product_id");
        entry.Property(e => e.NameKey).HasMaxLength(ProductSearchEntry.KeyLength);
        entry.Property(e => e.SkuKey).HasMaxLength(ProductSearchEntry.KeyLength);
        entry.Property(e => e.Name).HasMaxLength(Product.NameLength).UseCollation(PetShopDbContext.TextCollation);
        entry.Property<NpgsqlTsVector>(Vector).HasColumnName("vector").IsRequired();
        ConfigureIndexes(entry);
    }

    /// <summary>
    /// Each ends in a sort key and the id that makes it unique, so that a page is the beginning of an index range. What
    /// is sold out or hidden is
    /// rare, and has an index of its own.
    /// </summary>
    private static void ConfigureIndexes(EntityTypeBuilder<ProductSearchEntry> entry)
    {
        entry.HasIndex(e => new { e.CreatedAt, e.ProductId });
        entry.HasIndex(e => new { e.Price, e.ProductId });
        entry.HasIndex(e => new { e.Name, e.ProductId });
        entry.HasIndex(e => new { e.CategoryId, e.CreatedAt, e.ProductId });
        entry.HasIndex(e => new { e.CategoryId, e.Price, e.ProductId });
        entry.HasIndex(e => new { e.PetTypeId, e.CreatedAt, e.ProductId });
        entry.HasIndex(e => new { e.BrandId, e.CreatedAt, e.ProductId });
        entry.HasIndex(e => new { e.CreatedAt, e.ProductId }, SoldOutIndex)
            .HasDatabaseName(SoldOutIndex).HasFilter("NOT in_stock");
        entry.HasIndex(e => new { e.CreatedAt, e.ProductId }, HiddenIndex)
            .HasDatabaseName(HiddenIndex).HasFilter("NOT is_active");
        entry.HasIndex(e => e.NameKey);
        entry.HasIndex(e => e.SkuKey);
        entry.HasIndex(Vector).HasMethod("gin");
    }
}

internal sealed class SearchRenewalConfiguration : IEntityTypeConfiguration<SearchRenewal>
{
    public void Configure(EntityTypeBuilder<SearchRenewal> renewal)
    {
        renewal.ToTable("search_renewals");
        renewal.Property(r => r.DoneUpTo).HasDefaultValue(0L);
    }
}
