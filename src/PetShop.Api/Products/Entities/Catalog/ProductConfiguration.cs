using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetShop.Api.Core.Database;
using PetShop.Api.Products.Entities.Reference;

namespace PetShop.Api.Products.Entities.Catalog;

internal sealed class ProductConfiguration : IEntityTypeConfiguration<Product>
{
    /// <summary>On lower(sku), which EF cannot describe: created by SQL in the migration.</summary>
    public const string SkuIndex = "ix_products_sku";
    public const string SlugIndex = "ix_products_slug";

    public void Configure(EntityTypeBuilder<Product> product)
    {
        product.ToTable("products", table =>
        {
            table.HasCheckConstraint("ck_products_price", "price >= 0");
            table.HasCheckConstraint("ck_products_is_gift_card", "NOT is_gift_card OR price > 0");
            table.HasCheckConstraint("ck_products_cost", "cost >= 0");
            table.HasCheckConstraint("ck_products_weight", "weight >= 0");
        });
        ConfigureColumns(product);
        ConfigureIndexes(product);
        product.HasOne(p => p.Category).WithMany().HasForeignKey(p => p.CategoryId)
            .HasConstraintName(CategoryConfiguration.OfProduct);
        product.HasOne(p => p.PetType).WithMany().HasForeignKey(p => p.PetTypeId)
            .HasConstraintName(PetTypeConfiguration.OfProduct);
        product.HasOne(p => p.Brand).WithMany().HasForeignKey(p => p.BrandId)
            .HasConstraintName(BrandConfiguration.OfProduct);
        product.Navigation(p => p.Stock).IsRequired();
    }

    private static void ConfigureColumns(EntityTypeBuilder<Product> product)
    {
        product.Property(p => p.Sku).HasMaxLength(Product.SkuLength);
        product.Property(p => p.Slug).HasMaxLength(Product.SlugLength);
        product.Property(p => p.Name).HasMaxLength(Product.NameLength).UseCollation(PetShopDbContext.TextCollation);
        product.Property(p => p.Description).HasMaxLength(Product.DescriptionLength);
        product.Property(p => p.Supplier).HasMaxLength(Product.SupplierLength);
        product.Property(p => p.Barcode).HasMaxLength(Product.BarcodeLength);
        product.Property(p => p.ImageUrl).HasMaxLength(Product.ImageUrlLength);
    }

    /// <summary>
    /// Lists use the indexes of product_search. The indexes of the foreign keys end in the id, so that the products of
    /// a category, pet type or brand can be read in batches by id.
    /// </summary>
    private static void ConfigureIndexes(EntityTypeBuilder<Product> product)
    {
        product.HasIndex(p => p.Slug).IsUnique().HasDatabaseName(SlugIndex);
        product.HasIndex(p => new { p.CategoryId, p.Id });
        product.HasIndex(p => new { p.PetTypeId, p.Id });
        product.HasIndex(p => new { p.BrandId, p.Id });
    }
}
