using System.Linq.Expressions;
using PetShop.Api.Products.Entities.Catalog;

namespace PetShop.Api.Products.Repositories;

/// <summary>
/// A product as it is shown, with the names of its category, pet type and brand. It is read by one statement, so that
/// its values are consistent.
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
    public required decimal? Weight { get; init; }
    public required string? Barcode { get; init; }
    public required int StockQuantity { get; init; }
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
        Weight = p.Weight,
        Barcode = p.Barcode,
        StockQuantity = p.Stock!.Quantity,
        ImageUrl = p.ImageUrl,
        IsActive = p.IsActive,
        CreatedBy = p.CreatedBy,
        CreatedAt = p.CreatedAt,
        UpdatedAt = p.UpdatedAt,
        Version = p.Version,
    };
}
