using System.Text.Json.Serialization;

namespace PetShop.PaymentSimulator.State;

/// <summary>An event on its way to the shop's endpoint.</summary>
internal sealed record Delivery
{
    public required string Id { get; init; }

    public required string Event { get; init; }

    /// <summary>Deliveries of one lane are sent one after another.</summary>
    public required int Lane { get; init; }

    /// <summary>The order of deliveries that are due at the same time.</summary>
    public required long Sequence { get; init; }

    /// <summary>When it is due, in milliseconds since 1970.</summary>
    public required long SendAt { get; init; }

    public int Attempts { get; init; }

    public required DeliveryState State { get; init; }

    /// <summary>The status that the endpoint answered last; null if it did not answer.</summary>
    public int? LastStatus { get; init; }

    /// <summary>Why the last attempt failed.</summary>
    public string? LastError { get; init; }
}

/// <summary>Whether a delivery waits, has arrived, was given up, or was withheld by a fault.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeliveryState>))]
internal enum DeliveryState { Pending, Delivered, GivenUp, Withheld }
