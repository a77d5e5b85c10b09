using System.Data.Common;
using System.Linq.Expressions;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Money;
using PetShop.Api.Products.Entities.Catalog;

namespace PetShop.Api.Products.Repositories;

/// <summary>
/// A product as it is shown, with the names of its category, pet type and brand. It is read by one statement, so that
/// its values are consistent: a single product by plain SQL, because every cache miss reads one, and lists by EF Core.
/// </summary>
internal sealed record ProductRow
{
    public required long Id { get; init; }
    public required string Sku { get; init; }
    public required string Slug { get; init; }
    public required string Name { get; init; }
    public required string? Description { get; init; }
    public required string Category { get; init; }
    public required string CategoryName { get; init; }
    public required string PetType { get; init; }
    public required string PetTypeName { get; init; }
    public required string? Brand { get; init; }
    public required string? BrandSlug { get; init; }
    public required decimal Price { get; init; }
    public required decimal? Cost { get; init; }
    public required string? Supplier { get; init; }
    public required bool IsGiftCard { get; init; }
    public required decimal? Weight { get; init; }
    public required TaxClass? TaxClass { get; init; }
    public required string? Barcode { get; init; }
    public required int StockQuantity { get; init; }
    public required int BackorderLimit { get; init; }
    public required DateTimeOffset? AvailableFrom { get; init; }
    public required int? LowStockThreshold { get; init; }
    public required string? ImageUrl { get; init; }
    public required bool IsActive { get; init; }
    public required long? CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public required long Version { get; init; }

    public static readonly Expression<Func<Product, ProductRow>> Shape = p => new ProductRow
    {
        Id = p.Id,
        Sku = p.Sku,
        Slug = p.Slug,
        Name = p.Name,
        Description = p.Description,
        Category = p.Category!.Slug,
        CategoryName = p.Category.Name,
        PetType = p.PetType!.Slug,
        PetTypeName = p.PetType.Name,
        Brand = p.Brand!.Name,
        BrandSlug = p.Brand.Slug,
        Price = p.Price,
        Cost = p.Cost,
        Supplier = p.Supplier,
        IsGiftCard = p.IsGiftCard,
        Weight = p.Weight,
        TaxClass = p.TaxClass,
        Barcode = p.Barcode,
        StockQuantity = p.Stock!.Quantity,
        BackorderLimit = p.Stock.BackorderLimit,
        AvailableFrom = p.Stock.AvailableFrom,
        LowStockThreshold = p.Stock.LowStockThreshold,
        ImageUrl = p.ImageUrl,
        IsActive = p.IsActive,
        CreatedBy = p.CreatedBy,
        CreatedAt = p.CreatedAt,
        UpdatedAt = p.UpdatedAt,
        Version = p.Version,
    };

    /// <summary>The statement for <see cref="Read"/>.</summary>
    /// <param name="condition">A condition for the product <c>p</c>.</param>
    public static FormattableString Select(FormattableString condition) => $"""
        SELECT p.id, p.sku, p.slug, p.name, p.description, c.slug, c.name, t.slug, t.name, b.name, b.slug, p.price,
            p.cost, p.supplier, p.weight, p.barcode, s.quantity, p.image_url, p.is_active, p.created_by, p.created_at,
            p.updated_at, p.version, s.backorder_limit, s.available_from, s.low_stock_threshold, p.tax_class,
            p.is_gift_card
        FROM products p
        JOIN categories c ON c.id = p.category_id
        JOIN pet_types t ON t.id = p.pet_type_id
        LEFT JOIN brands b ON b.id = p.brand_id
        JOIN product_stock s ON s.product_id = p.id
        WHERE {condition}
        """;

    /// <summary>The tax class in a column, or null.</summary>
    public static TaxClass? TaxClassOf(DbDataReader row, int column) =>
        row.TextOrNull(column) is { } name ? Enum.Parse<TaxClass>(name) : null;

    public static ProductRow Read(DbDataReader row) => new()
    {
        Id = row.GetInt64(0),
        Sku = row.GetString(1),
        Slug = row.GetString(2),
        Name = row.GetString(3),
        Description = row.TextOrNull(4),
        Category = row.GetString(5),
        CategoryName = row.GetString(6),
        PetType = row.GetString(7),
        PetTypeName = row.GetString(8),
        Brand = row.TextOrNull(9),
        BrandSlug = row.TextOrNull(10),
        Price = row.GetDecimal(11),
        Cost = row.ValueOrNull<decimal>(12),
        Supplier = row.TextOrNull(13),
        Weight = row.ValueOrNull<decimal>(14),
        Barcode = row.TextOrNull(15),
        StockQuantity = row.GetInt32(16),
        ImageUrl = row.TextOrNull(17),
        IsActive = row.GetBoolean(18),
        CreatedBy = row.ValueOrNull<long>(19),
        CreatedAt = row.GetFieldValue<DateTimeOffset>(20),
        UpdatedAt = row.GetFieldValue<DateTimeOffset>(21),
        Version = row.GetInt64(22),
        BackorderLimit = row.GetInt32(23),
        AvailableFrom = row.ValueOrNull<DateTimeOffset>(24),
        LowStockThreshold = row.ValueOrNull<int>(25),
        TaxClass = TaxClassOf(row, 26),
        IsGiftCard = row.GetBoolean(27),
    };
}
