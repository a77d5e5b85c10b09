using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NpgsqlTypes;
using PetShop.Api.Core.Database;
using PetShop.Api.Products.Entities.Catalog;

namespace PetShop.Api.Products.Entities.Search;

internal sealed class ProductSearchConfiguration : IEntityTypeConfiguration<ProductSearchEntry>
{
    /// <summary>The full-text column, which is never read.</summary>
    public const string Vector = "Vector";

    /// <summary>
    /// The text search configuration of the column and of queries, created by the migration: English stemming
    /// without stop words, because a brand may be called NOW. It is found through the connection's Search Path, like
    /// the tables.
    /// </summary>
    public const string Language = "petshop_words";

    /// <summary>The configuration for the tokens that the vector contains besides words: it does not stem.</summary>
    public const string TokenLanguage = "simple";

    private const string SoldOutIndex = "ix_product_search_sold_out";
    private const string HiddenIndex = "ix_product_search_hidden";
    private const string FewLeftIndex = "ix_product_search_few_left";

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
    /// Each index ends in a sort key and the id that makes it unique, so that a page is the beginning of an index
    /// range. It includes the filter columns, so that no row is fetched only to be discarded. The entries of a category
    /// or a brand are divided by pet type, so that a filter by both reads only what it shows. Entries that are sold
    /// out, low on stock or hidden are rare and have indexes of their own.
    /// </summary>
    private static void ConfigureIndexes(EntityTypeBuilder<ProductSearchEntry> entry)
    {
        entry.HasIndex(e => new { e.CreatedAt, e.ProductId })
            .IncludeProperties(e => new { e.Price, e.IsActive, e.InStock });
        entry.HasIndex(e => new { e.Price, e.ProductId }).IncludeProperties(e => new { e.IsActive, e.InStock });
        entry.HasIndex(e => new { e.Name, e.ProductId })
            .IncludeProperties(e => new { e.Price, e.IsActive, e.InStock });
        ConfigureCategoryIndexes(entry);
        ConfigureBrandIndexes(entry);
        ConfigureSoldOutIndexes(entry);
        entry.HasIndex(e => new { e.CreatedAt, e.ProductId }, HiddenIndex)
            .HasDatabaseName(HiddenIndex).HasFilter("NOT is_active")
            .IncludeProperties(e => new { e.CategoryId, e.PetTypeId, e.BrandId, e.Price, e.InStock });
        entry.HasIndex(e => new { e.CreatedAt, e.ProductId }, FewLeftIndex)
            .HasDatabaseName(FewLeftIndex).HasFilter("few_left")
            .IncludeProperties(e => new { e.CategoryId, e.PetTypeId, e.BrandId, e.Price, e.IsActive, e.InStock });
        entry.HasIndex(e => e.NameKey);
        entry.HasIndex(e => e.SkuKey);
        entry.HasIndex(Vector).HasMethod("gin");
    }

    private static void ConfigureCategoryIndexes(EntityTypeBuilder<ProductSearchEntry> entry)
    {
        entry.HasIndex(e => new { e.CategoryId, e.PetTypeId, e.CreatedAt, e.ProductId })
            .HasDatabaseName("ix_product_search_category_newest")
            .IncludeProperties(e => new { e.Price, e.IsActive, e.InStock });
        entry.HasIndex(e => new { e.CategoryId, e.PetTypeId, e.Price, e.ProductId })
            .HasDatabaseName("ix_product_search_category_price")
            .IncludeProperties(e => new { e.IsActive, e.InStock });
        entry.HasIndex(e => new { e.CategoryId, e.PetTypeId, e.Name, e.ProductId })
            .HasDatabaseName("ix_product_search_category_name")
            .IncludeProperties(e => new { e.Price, e.IsActive, e.InStock });
    }

    private static void ConfigureBrandIndexes(EntityTypeBuilder<ProductSearchEntry> entry)
    {
        entry.HasIndex(e => new { e.BrandId, e.PetTypeId, e.CreatedAt, e.ProductId })
            .HasDatabaseName("ix_product_search_brand_newest")
            .IncludeProperties(e => new { e.CategoryId, e.Price, e.IsActive, e.InStock });
        entry.HasIndex(e => new { e.BrandId, e.PetTypeId, e.Price, e.ProductId })
            .HasDatabaseName("ix_product_search_brand_price")
            .IncludeProperties(e => new { e.CategoryId, e.IsActive, e.InStock });
        entry.HasIndex(e => new { e.BrandId, e.PetTypeId, e.Name, e.ProductId })
            .HasDatabaseName("ix_product_search_brand_name")
            .IncludeProperties(e => new { e.CategoryId, e.Price, e.IsActive, e.InStock });
    }

    private static void ConfigureSoldOutIndexes(EntityTypeBuilder<ProductSearchEntry> entry)
    {
        entry.HasIndex(e => new { e.CreatedAt, e.ProductId }, SoldOutIndex)
            .HasDatabaseName(SoldOutIndex).HasFilter("NOT in_stock")
            .IncludeProperties(e => new { e.CategoryId, e.PetTypeId, e.BrandId, e.Price, e.IsActive });
        entry.HasIndex(e => new { e.Price, e.ProductId }, SoldOutIndex + "_price")
            .HasDatabaseName(SoldOutIndex + "_price").HasFilter("NOT in_stock")
            .IncludeProperties(e => new { e.CategoryId, e.PetTypeId, e.BrandId, e.IsActive });
        entry.HasIndex(e => new { e.Name, e.ProductId }, SoldOutIndex + "_name")
            .HasDatabaseName(SoldOutIndex + "_name").HasFilter("NOT in_stock")
            .IncludeProperties(e => new { e.CategoryId, e.PetTypeId, e.BrandId, e.Price, e.IsActive });
    }
}
