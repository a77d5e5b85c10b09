using System.Text.Json.Serialization;
using PetShop.Api.Core.Money;

namespace PetShop.Api.Products.Dtos.Catalog;

/// <summary>A product in the catalogue.</summary>
public sealed record ProductResponse
{
    /// <example>42</example>
    public required long Id { get; init; }

    /// <summary>The stock-keeping unit, unique ignoring case.</summary>
    /// <example>DOG-FOOD-KD918</example>
    public required string Sku { get; init; }

    /// <summary>The product's name in URLs; it never changes.</summary>
    /// <example>chicken-and-brown-rice-adult-dry-food-2-kg</example>
    public required string Slug { get; init; }

    /// <example>Chicken and Brown Rice Adult Dry Food 2 kg</example>
    public required string Name { get; init; }

    /// <example>An everyday complete food for adult dogs.</example>
    public required string? Description { get; init; }

    /// <summary>The slug of its category.</summary>
    /// <example>dry-food</example>
    public required string Category { get; init; }

    /// <summary>The name of its category.</summary>
    /// <example>Dry food</example>
    public required string CategoryName { get; init; }

    /// <summary>The slug of its pet type.</summary>
    /// <example>dog</example>
    public required string PetType { get; init; }

    /// <summary>The name of its pet type.</summary>
    /// <example>Dog</example>
    public required string PetTypeName { get; init; }

    /// <summary>The name of its brand.</summary>
    /// <example>Brackenfold</example>
    public required string? Brand { get; init; }

    /// <summary>The slug of its brand, for the filter.</summary>
    /// <example>brackenfold</example>
    public required string? BrandSlug { get; init; }

    /// <summary>The gross price in <c>currency</c>, with the currency's decimals.</summary>
    /// <example>11.99</example>
    [Money]
    public required decimal Price { get; init; }

    /// <summary>ISO 4217.</summary>
    /// <example>EUR</example>
    public required string Currency { get; init; }

    /// <summary>
    /// Whether each unit is a gift card that is worth its price. Gift cards are ordered apart from goods.
    /// </summary>
    /// <example>false</example>
    public required bool IsGiftCard { get; init; }

    /// <summary>Kilograms.</summary>
    /// <example>2.1</example>
    public required decimal? Weight { get; init; }

    /// <summary>A GTIN, padded to 14 digits.</summary>
    /// <example>02900010000374</example>
    public required string? Barcode { get; init; }

    /// <summary>
    /// Units on hand: exact for admins, who see a negative figure if units were sold on back-order; for the public
    /// between 0 and a cap (20 unless configured otherwise).
    /// </summary>
    /// <example>20</example>
    public required int StockQuantity { get; init; }

    public required Availability Availability { get; init; }

    /// <summary>When a product on pre-order can be sent; null if it can be sent as soon as it is in stock.</summary>
    public required DateTimeOffset? AvailableFrom { get; init; }

    /// <summary>The URL of its picture.</summary>
    public required string? ImageUrl { get; init; }

    /// <summary>Whether the public sees it.</summary>
    public required bool IsActive { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The time of the last edit. Sales do not count.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Present only for signed-in admins.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ProductAdminData? AdminData { get; init; }
}
