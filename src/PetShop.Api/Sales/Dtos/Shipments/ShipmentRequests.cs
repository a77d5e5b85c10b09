using PetShop.Api.Core.OpenApi;
using PetShop.Api.Core.Patching;

namespace PetShop.Api.Sales.Dtos.Shipments;

/// <summary>Goods of an order that leave the shop together.</summary>
public sealed record CreateShipmentRequest
{
    /// <summary>1 to 100 lines, each product once. If absent, everything that has not been shipped yet.</summary>
    [NeedsOwnValue]
    public IReadOnlyList<ShipmentItemRequest>? Items { get; init; }

    /// <summary>At most 100 characters; null if it is not known.</summary>
    /// <example>Parcel Express</example>
    public string? Carrier { get; init; }

    /// <summary>At most 100 characters; null for none.</summary>
    /// <example>1Z 999 AA1 01 2345 6784</example>
    public string? TrackingNumber { get; init; }

    /// <summary>Where the parcel can be followed: an absolute http or https URL; null for none.</summary>
    /// <example>https://parcels.example/track/1Z999AA10123456784</example>
    public string? TrackingUrl { get; init; }

    /// <summary>
    /// When it left, if that was earlier: after the order was placed, and not in the future. If absent, now.
    /// </summary>
    [NeedsOwnValue]
    public DateTimeOffset? ShippedAt { get; init; }
}

/// <summary>A line of a shipment in a request.</summary>
public sealed record ShipmentItemRequest
{
    /// <summary>A product of the order.</summary>
    /// <example>1</example>
    public long? ProductId { get; init; }

    /// <summary>Units: at least 1, and at most the units ordered minus those already shipped.</summary>
    /// <example>1</example>
    public int? Quantity { get; init; }
}

/// <summary>Changes of a shipment; absent fields are unchanged (RFC 7396). Its goods never change.</summary>
public sealed record UpdateShipmentRequest
{
    /// <summary>At most 100 characters; null clears it.</summary>
    /// <example>Parcel Express</example>
    public Optional<string?> Carrier { get; init; }

    /// <summary>At most 100 characters; null clears it.</summary>
    /// <example>1Z 999 AA1 01 2345 6784</example>
    public Optional<string?> TrackingNumber { get; init; }

    /// <summary>An absolute http or https URL; null clears it.</summary>
    /// <example>https://parcels.example/track/1Z999AA10123456784</example>
    public Optional<string?> TrackingUrl { get; init; }
}
