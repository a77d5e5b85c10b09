using System.Globalization;
using PetShop.Api.Products.Dtos.Catalog;

namespace PetShop.Api.Products.Dtos.Stock;

/// <summary>A product's stock, and how it may be sold.</summary>
public sealed record ProductStockResponse
{
    /// <example>1</example>
    public required long ProductId { get; init; }

    /// <example>DOG-FOOD-KD918</example>
    public required string Sku { get; init; }

    /// <summary>
    /// Units on hand; negative if units were sold on back-order. Send it as <c>expected</c> with the next figure.
    /// </summary>
    /// <example>84</example>
    public required int StockQuantity { get; init; }

    /// <example>in_stock</example>
    public required Availability Availability { get; init; }

    /// <summary>At this figure or below, stock is low; null for the shop's setting.</summary>
    /// <example>5</example>
    public required int? LowStockThreshold { get; init; }

    /// <summary>Units that may be sold that are not on hand.</summary>
    /// <example>0</example>
    public required int BackorderLimit { get; init; }

    /// <summary>When a product on pre-order can be sent; null if it can be sent as soon as it is in stock.</summary>
    public required DateTimeOffset? AvailableFrom { get; init; }

    public required ProductStockLinks Links { get; init; }

    /// <param name="product">As admins see it.</param>
    public static ProductStockResponse From(ProductResponse product) => new()
    {
        ProductId = product.Id,
        Sku = product.Sku,
        StockQuantity = product.StockQuantity,
        Availability = product.Availability,
        LowStockThreshold = product.AdminData!.LowStockThreshold,
        BackorderLimit = product.AdminData.BackorderLimit,
        AvailableFrom = product.AvailableFrom,
        Links = ProductStockLinks.Of(product.Id),
    };
}

/// <summary>Paths that belong to a product's stock.</summary>
public sealed record ProductStockLinks
{
    /// <summary>The product: PATCH changes its threshold, back-order limit and date.</summary>
    /// <example>/products/1</example>
    public required string Product { get; init; }

    /// <summary>The stock: PUT sets the figure.</summary>
    /// <example>/products/1/stock</example>
    public required string Stock { get; init; }

    /// <summary>The movements: GET lists them, POST records one.</summary>
    /// <example>/products/1/stock/movements</example>
    public required string Movements { get; init; }

    internal static ProductStockLinks Of(long productId)
    {
        var product = string.Create(CultureInfo.InvariantCulture, $"/products/{productId}");
        return new() { Product = product, Stock = $"{product}/stock", Movements = $"{product}/stock/movements" };
    }
}
