using PetShop.Api.Core.Money;
using PetShop.Api.Core.Text;
using PetShop.Api.Core.Time;

namespace PetShop.Api.Products.Dtos.Catalog;

/// <summary>A new product.</summary>
public sealed record CreateProductRequest
{
    /// <example>Beech Wood Dumbbell 400 g</example>
    public string? Name { get; init; }

    /// <summary>A category's slug.</summary>
    /// <example>training-aids</example>
    public string? Category { get; init; }

    /// <summary>A pet type's slug.</summary>
    /// <example>dog</example>
    public string? PetType { get; init; }

    /// <summary>The gross price in the shop's currency, with at most the currency's decimals.</summary>
    /// <example>14.50</example>
    public decimal? Price { get; init; }

    /// <summary>Units on hand.</summary>
    /// <example>30</example>
    public int? StockQuantity { get; init; }

    /// <summary>Unique, ignoring case. If absent, it is generated, such as <c>DOG-TRAIN-3F7K2</c>.</summary>
    public string? Sku { get; init; }

    /// <example>A turned beech dumbbell for retrieving, with flat ends so that it is easy to pick up.</example>
    [Text(TextShape.Lines)]
    public string? Description { get; init; }

    /// <summary>The purchase price of one unit; shown to admins only.</summary>
    /// <example>7.20</example>
    public decimal? Cost { get; init; }

    /// <summary>A brand's name, ignoring case; an unknown brand is created.</summary>
    /// <example>Brackenfold</example>
    public string? Brand { get; init; }

    /// <summary>
    /// Whether each unit is a gift card that is worth <c>price</c>; false if absent. It cannot be changed later. Gift
    /// cards are ordered apart from goods, without tax, shipping and promotions.
    /// </summary>
    /// <example>false</example>
    public bool? IsGiftCard { get; init; }

    /// <summary>Kilograms, with at most three decimals.</summary>
    /// <example>0.4</example>
    public decimal? Weight { get; init; }

    /// <summary>Absent: that of its category. Shown to admins only.</summary>
    public TaxClass? TaxClass { get; init; }

    /// <summary>Shown to admins only.</summary>
    /// <example>Kestrel Vale Wholesale</example>
    public string? Supplier { get; init; }

    /// <summary>GTIN-8, -12, -13 or -14 with its check digit; stored as 14 digits.</summary>
    /// <example>2900010099996</example>
    public string? Barcode { get; init; }

    /// <summary>An absolute http or https URL.</summary>
    public string? ImageUrl { get; init; }

    /// <summary>At this stock figure or below, stock is low; if absent, the shop's settings decide.</summary>
    /// <example>8</example>
    public int? LowStockThreshold { get; init; }

    /// <summary>Units that may be sold that are not on hand; 0 if absent.</summary>
    /// <example>0</example>
    public int? BackorderLimit { get; init; }

    /// <summary>
    /// When the product can be sent: a time, or the beginning of a day in the shop's time zone. Until then, it is on
    /// pre-order. If absent or in the past, it can be sent now.
    /// </summary>
    public DayOrTime? AvailableFrom { get; init; }

    /// <summary>Whether the public sees it at once; true if absent.</summary>
    /// <example>true</example>
    public bool? IsActive { get; init; }
}
