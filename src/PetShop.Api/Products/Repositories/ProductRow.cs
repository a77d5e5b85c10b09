using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using NpgsqlTypes;
using PetShop.Api.Products.Entities;

namespace PetShop.Api.Products.Repositories;

/// <summary>A product as it is shown, its references by their names. One statement reads it, so that it agrees with itself.</summary>
internal sealed record ProductRow
{
    public required long Id { get; init; }
    public required string Sku { get; init; }
    public required string Slug { get; init; }
    public required string Name { get; init; }
    public required string? Description { get; init; }
    public required string Category { get; init; }
    public required string PetType { get; init; }
    public required string? Brand { get; init; }
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

    /// <summary>How well it matches the words searched for; 0 where none were.</summary>
    public required float Rank { get; init; }

    /// <param name="words">What was searched for; null for nothing.</param>
    public static Expression<Func<Product, ProductRow>> Shape(string? words = null) => p => new ProductRow
    {
        Id = p.Id,
        Sku = p.Sku,
        Slug = p.Slug,
        Name = p.Name,
        Description = p.Description,
        Category = p.Category!.Slug,
        PetType = p.PetType!.Slug,
        Brand = p.Brand!.Name,
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
        Rank = words == null ? 0 : EF.Property<NpgsqlTsVector>(p, ProductConfiguration.SearchVector)
            .Rank(EF.Functions.WebSearchToTsQuery(ProductConfiguration.Language, words)),
    };
}
