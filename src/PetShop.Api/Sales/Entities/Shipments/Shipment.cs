using PetShop.Api.Core.Text;

namespace PetShop.Api.Sales.Entities.Shipments;

/// <summary>
/// Goods of an order that left the shop together. It is in its order's partition. Its lines never change.
/// </summary>
public sealed class Shipment
{
    public const int CarrierMaxLength = 100;
    public const int TrackingNumberMaxLength = 100;
    public const int TrackingUrlMaxLength = 2_000;

    private readonly List<ShipmentLine> _lines = [];

    private Shipment()
    {
    }

    public long OrderId { get; private set; }

    /// <summary>Starts at 1 within the order.</summary>
    public int Number { get; private set; }
    public string? Carrier { get; private set; }
    public string? TrackingNumber { get; private set; }

    /// <summary>The tracking number as searches compare it; null if there is none.</summary>
    public string? TrackingKey { get; private set; }

    /// <summary>An absolute http or https URL.</summary>
    public string? TrackingUrl { get; private set; }
    public DateTimeOffset ShippedAt { get; private set; }
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Counts edits, for If-Match.</summary>
    public long Version { get; private set; }

    /// <summary>Sorted by position.</summary>
    public IReadOnlyList<ShipmentLine> Lines => _lines;

    /// <summary>The number of units in all lines.</summary>
    public int Units => _lines.Sum(line => line.Quantity);

    public Tracking Tracking => new(Carrier, TrackingNumber, TrackingUrl);

    /// <param name="number">The order's next number: the caller must hold the order's lock.</param>
    /// <param name="lines">At least one.</param>
    public static Shipment Of(
        long orderId, int number, Tracking tracking, DateTimeOffset shippedAt, IEnumerable<ShipmentLine> lines,
        DateTimeOffset now)
    {
        var shipment = new Shipment { OrderId = orderId, Number = number, ShippedAt = shippedAt };
        shipment._lines.AddRange(lines);
        shipment.Track(tracking, now);
        return shipment;
    }

    /// <summary>Sets where the parcel can be followed.</summary>
    public void Track(Tracking tracking, DateTimeOffset now)
    {
        (Carrier, TrackingNumber, TrackingUrl) = tracking;
        TrackingKey = TrackingNumber is { } number && KeyOf(number) is { Length: > 0 } key ? key : null;
        UpdatedAt = now;
        Version++;
    }

    /// <summary>
    /// Letters and digits alone: people type the spaces and hyphens of a label in any way. Some characters become many,
    /// so it is cut.
    /// </summary>
    public static string KeyOf(string trackingNumber)
    {
        var key = SearchText.Fold(trackingNumber).Replace(" ", "", StringComparison.Ordinal);
        if (key.Length <= TrackingNumberMaxLength)
            return key;
        var end = TrackingNumberMaxLength - (char.IsHighSurrogate(key[TrackingNumberMaxLength - 1]) ? 1 : 0);
        return key[..end];
    }
}

/// <summary>Where a parcel can be followed. Each value is null if it is not known.</summary>
public sealed record Tracking(string? Carrier, string? Number, string? Url);
