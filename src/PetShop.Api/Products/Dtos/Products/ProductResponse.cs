using System.Text.Json.Serialization;
using PetShop.Api.Core.Http;

namespace PetShop.Api.Products.Dtos;

/// <summary>Something the shop sells.</summary>
public sealed record ProductResponse
{
    /// <example>42</example>
    public required long Id { get; init; }

    /// <summary>The stock-keeping unit, unique whatever its case.</summary>
    /// <example>DOG-FOOD-KD918</example>
    public required string Sku { get; init; }

    /// <summary>Names it in links; never changes.</summary>
    /// <example>chicken-and-brown-rice-adult-dry-food-2-kg</example>
    public required string Slug { get; init; }

    /// <example>Chicken and Brown Rice Adult Dry Food 2 kg</example>
    public required string Name { get; init; }

    /// <example>An everyday complete food for adult dogs.</example>
    public required string? Description { get; init; }

    /// <summary>Its category's slug.</summary>
    /// <example>dry-food</example>
    public required string Category { get; init; }

    /// <summary>Its category's name.</summary>
    /// <example>Dry food</example>
    public required string CategoryName { get; init; }

    /// <summary>Its pet type's slug.</summary>
    /// <example>dog</example>
    public required string PetType { get; init; }

    /// <summary>Its pet type's name.</summary>
    /// <example>Dog</example>
    public required string PetTypeName { get; init; }

    /// <summary>Its brand's name.</summary>
    /// <example>Brackenfold</example>
    public required string? Brand { get; init; }

    /// <summary>Its brand's slug, for the filter.</summary>
    /// <example>brackenfold</example>
    public required string? BrandSlug { get; init; }

    /// <summary>Gross, in <c>currency</c>, with the currency's decimals.</summary>
    /// <example>11.99</example>
    [Money]
    public required decimal Price { get; init; }

    /// <summary>ISO 4217.</summary>
    /// <example>EUR</example>
    public required string Currency { get; init; }

    /// <summary>Kilograms.</summary>
    /// <example>2.1</example>
    public required decimal? Weight { get; init; }

    /// <summary>A GTIN, filled up to 14 digits.</summary>
    /// <example>02900010000374</example>
    public required string? Barcode { get; init; }

    /// <summary>Units on hand: exact for admins; for the public exact up to a cap (20 unless set otherwise), and the cap above it.</summary>
    /// <example>20</example>
    public required int StockQuantity { get; init; }

    public required Availability Availability { get; init; }

    /// <summary>Where its picture is.</summary>
    public required string? ImageUrl { get; init; }

    /// <summary>Whether the public sees it.</summary>
    public required bool IsActive { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The last edit, not the last sale.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>For signed-in admins only, and left out for everybody else.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ProductAdminData? AdminData { get; init; }
}
