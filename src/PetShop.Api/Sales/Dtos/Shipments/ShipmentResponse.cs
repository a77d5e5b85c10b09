using System.Text.Json.Serialization;
using PetShop.Api.Core.Database;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Shipments;

namespace PetShop.Api.Sales.Dtos.Shipments;

/// <summary>Goods of an order that left the shop together.</summary>
public sealed record ShipmentResponse : IIdempotentResult
{
    /// <example>227633266688</example>
    public required long OrderId { get; init; }

    /// <summary>Starts at 1 within the order.</summary>
    /// <example>1</example>
    public required int Number { get; init; }

    public required IReadOnlyList<ShipmentItemResponse> Items { get; init; }

    /// <example>Parcel Express</example>
    public required string? Carrier { get; init; }

    /// <example>1Z 999 AA1 01 2345 6784</example>
    public required string? TrackingNumber { get; init; }

    /// <example>https://parcels.example/track/1Z999AA10123456784</example>
    public required string? TrackingUrl { get; init; }

    /// <summary>When it left the shop.</summary>
    public required DateTimeOffset ShippedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The version, sent as the ETag.</summary>
    [JsonIgnore]
    public long Version { get; init; }

    /// <summary>The account of the order; null for a guest.</summary>
    [JsonIgnore]
    public long? UserId { get; init; }

    long IIdempotentResult.OwnerId => new OrderOwner(OrderId, UserId).DataOwner;

    /// <param name="shipment">With its lines.</param>
    /// <param name="userId">The account of the order.</param>
    internal static ShipmentResponse From(Shipment shipment, long? userId) => new()
    {
        OrderId = shipment.OrderId,
        Number = shipment.Number,
        Items = shipment.Lines.OrderBy(line => line.Position).Select(line => new ShipmentItemResponse
        {
            ProductId = line.Line.ProductId,
            Sku = line.Line.Sku,
            ProductName = line.Line.ProductName,
            Quantity = line.Quantity,
        }).ToList(),
        Carrier = shipment.Carrier,
        TrackingNumber = shipment.TrackingNumber,
        TrackingUrl = shipment.TrackingUrl,
        ShippedAt = shipment.ShippedAt,
        UpdatedAt = shipment.UpdatedAt,
        Version = shipment.Version,
        UserId = userId,
    };
}

/// <summary>One line of a shipment.</summary>
public sealed record ShipmentItemResponse
{
    /// <example>1</example>
    public required long ProductId { get; init; }

    /// <example>DOG-FOOD-3F7K2</example>
    public required string Sku { get; init; }

    /// <summary>The product's name when it was sold.</summary>
    /// <example>Chicken and Rice Kibble, Adult, 3 kg</example>
    public required string ProductName { get; init; }

    /// <example>1</example>
    public required int Quantity { get; init; }
}
