using System.Text.Json;
using System.Text.Json.Serialization;
using PetShop.Api.Core.Money;

namespace PetShop.Api.Sales.Entities.Timeline;

/// <summary>The values that an event changed. Only these are present.</summary>
public sealed record OrderEventValues
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    /// <summary>The status of the order, the invoice, the payment or the return.</summary>
    /// <example>confirmed</example>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Status { get; init; }

    /// <example>14 Harbour Street, 20457 Hamburg, Germany</example>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ShippingAddress { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? EstimatedDelivery { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? PayBy { get; init; }

    /// <summary>Of an invoice.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? DueDate { get; init; }

    /// <summary>The units in a shipment.</summary>
    /// <example>2</example>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Units { get; init; }

    /// <summary>Of a shipment.</summary>
    /// <example>Parcel Express</example>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Carrier { get; init; }

    /// <summary>Of a shipment.</summary>
    /// <example>1Z 999 AA1 01 2345 6784</example>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TrackingNumber { get; init; }

    /// <summary>Of a shipment.</summary>
    /// <example>https://parcels.example/track/1Z999AA10123456784</example>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TrackingUrl { get; init; }

    /// <summary>The goods whose units changed: only these products, with their units.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<OrderEventItem>? Items { get; init; }

    /// <summary>Of a refund, a payment or, if items changed, the order's total.</summary>
    /// <example>15.99</example>
    [Money]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? Amount { get; init; }

    /// <summary>The currency of the amount (ISO 4217).</summary>
    /// <example>EUR</example>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Currency { get; init; }

    /// <summary>As it is stored.</summary>
    public static string? Write(OrderEventValues? values) =>
        values is null ? null : JsonSerializer.Serialize(values, Json);

    public static OrderEventValues Read(string stored) =>
        JsonSerializer.Deserialize<OrderEventValues>(stored, Json) ?? new();
}

/// <summary>Units of a product of an order.</summary>
/// <param name="ProductId" example="1">The product.</param>
/// <param name="Sku" example="TOY-ROPE-01">Its SKU when it was ordered.</param>
/// <param name="Quantity" example="2">Its units, 0 if there are none.</param>
public sealed record OrderEventItem(long ProductId, string Sku, int Quantity);
