using PetShop.Api.Core.Money;
using PetShop.Api.Core.OpenApi;
using PetShop.Api.Core.Patching;
using PetShop.Api.Core.Text;
using PetShop.Api.Core.Time;

namespace PetShop.Api.Products.Dtos.Catalog;

/// <summary>A change of a product (JSON Merge Patch): absent fields are unchanged; null clears optional ones.</summary>
public sealed record UpdateProductRequest
{
    /// <summary>The product's name.</summary>
    public Optional<string> Name { get; init; }

    /// <summary>A category's slug.</summary>
    public Optional<string> Category { get; init; }

    /// <summary>A pet type's slug.</summary>
    public Optional<string> PetType { get; init; }

    /// <summary>The gross price in the shop's currency, with at most the currency's decimals.</summary>
    /// <example>4.79</example>
    public Optional<decimal> Price { get; init; }

    /// <summary>Unique, ignoring case.</summary>
    public Optional<string> Sku { get; init; }

    /// <summary>The text on the product's page; null clears it.</summary>
    /// <example>White and yellow millet, canary seed and a little hulled oat, cleaned twice against dust.</example>
    [Text(TextShape.Lines)]
    public Optional<string?> Description { get; init; }

    /// <summary>The purchase price of one unit; shown to admins only.</summary>
    /// <example>2.25</example>
    public Optional<decimal?> Cost { get; init; }

    /// <summary>A brand's name, ignoring case; an unknown brand is created.</summary>
    public Optional<string?> Brand { get; init; }

    /// <summary>Kilograms, with at most three decimals.</summary>
    public Optional<decimal?> Weight { get; init; }

    /// <summary>Null: that of its category. Shown to admins only.</summary>
    public Optional<TaxClass?> TaxClass { get; init; }

    /// <summary>Shown to admins only.</summary>
    public Optional<string?> Supplier { get; init; }

    /// <summary>GTIN-8, -12, -13 or -14 with its check digit; stored as 14 digits.</summary>
    public Optional<string?> Barcode { get; init; }

    /// <summary>An absolute http or https URL.</summary>
    public Optional<string?> ImageUrl { get; init; }

    /// <summary>Whether the public sees it.</summary>
    public Optional<bool> IsActive { get; init; }

    /// <summary>At this stock figure or below, stock is low; null for the shop's settings.</summary>
    /// <example>12</example>
    public Optional<int?> LowStockThreshold { get; init; }

    /// <summary>Units that may be sold that are not on hand.</summary>
    /// <example>0</example>
    public Optional<int> BackorderLimit { get; init; }

    /// <summary>
    /// When the product can be sent: a time, or the beginning of a day in the shop's time zone. Until then, it is on
    /// pre-order. Null, or a time in the past, means now.
    /// </summary>
    public Optional<DayOrTime?> AvailableFrom { get; init; }

    /// <summary>
    /// Always rejected, because an edit must not undo sales. Use <c>PUT /products/{id}/stock</c> or
    /// <c>POST /products/{id}/stock/movements</c>.
    /// </summary>
    [HiddenFromDescription]
    public Optional<int?> StockQuantity { get; init; }
}
