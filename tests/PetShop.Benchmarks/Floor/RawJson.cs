using System.Text.Json.Serialization;

namespace PetShop.Benchmarks.Floor;

/// <summary>The JSON that the raw actions write, with the same members as the shop's responses.</summary>
internal sealed record RawProduct(
    long Id, string Sku, string Slug, string Name, string? Description, string Category, string CategoryName,
    string PetType, string PetTypeName, string? Brand, string? BrandSlug, decimal Price, string Currency,
    decimal? Weight, string? Barcode, int StockQuantity, string Availability, DateTimeOffset? AvailableFrom,
    string? ImageUrl, bool IsActive, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

internal sealed record RawCart(
    long? Id, long UserId, List<RawCartItem> Items, int ItemCount, decimal Total, string Currency, string[] Notices,
    DateTimeOffset? UpdatedAt);

internal sealed record RawCartItem(
    long ProductId, string Sku, string ProductName, int Quantity, decimal Price, decimal Amount, string Availability,
    DateTimeOffset? AvailableFrom, string[] Notices);

internal sealed record RawOrders(List<RawOrder> Items, string? NextCursor, int Total, bool TotalIsEstimate);

internal sealed record RawOrder(
    long Id, string Number, long UserId, long InvoiceId, string Status, List<RawOrderItem> Items, decimal Subtotal,
    decimal DiscountTotal, decimal ShippingTotal, decimal TaxTotal, decimal TotalAmount, string Currency,
    string ShippingAddress, DateTimeOffset OrderDate, DateTimeOffset? EstimatedDelivery, DateTimeOffset UpdatedAt);

internal sealed record RawOrderItem(
    long ProductId, string Sku, string ProductName, int Quantity, decimal Price, decimal Amount);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(RawProduct))]
[JsonSerializable(typeof(RawCart))]
[JsonSerializable(typeof(RawOrders))]
internal sealed partial class RawJson : JsonSerializerContext;
