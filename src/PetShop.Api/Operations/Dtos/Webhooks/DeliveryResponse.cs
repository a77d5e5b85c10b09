using PetShop.Api.Core.Outbox;
using PetShop.Api.Core.Paging;
using PetShop.Api.Operations.Entities;

namespace PetShop.Api.Operations.Dtos.Webhooks;

/// <summary>An event that is sent to a subscriber, and its last answer.</summary>
public sealed record DeliveryResponse
{
    /// <summary>The cursor of the event, which names the delivery.</summary>
    /// <example>4711</example>
    public required long Cursor { get; init; }

    /// <summary>The id of the event, sent as `webhook-id`.</summary>
    /// <example>evt_4711</example>
    public required string EventId { get; init; }

    /// <example>order.placed</example>
    public required string EventType { get; init; }

    /// <example>delivered</example>
    public required DeliveryState State { get; init; }

    /// <example>1</example>
    public required int Attempts { get; init; }

    /// <example>2026-01-31T12:00:00Z</example>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <example>2026-01-31T12:00:00Z</example>
    public required DateTimeOffset? LastAttemptAt { get; init; }

    /// <summary>The HTTP status of the last answer; null if there was none.</summary>
    /// <example>200</example>
    public required int? Status { get; init; }

    /// <summary>The first 500 characters of the last answer.</summary>
    /// <example>ok</example>
    public required string? Answer { get; init; }

    /// <summary>Why there was no answer.</summary>
    /// <example>No answer within 10 s.</example>
    public required string? Error { get; init; }

    internal static DeliveryResponse From(WebhookDelivery delivery) => new()
    {
        Cursor = delivery.Cursor,
        EventId = PublishedEvent.IdOf(delivery.Cursor),
        EventType = delivery.EventType,
        State = delivery.State,
        Attempts = delivery.Attempts,
        CreatedAt = delivery.CreatedAt,
        LastAttemptAt = delivery.LastAttemptAt,
        Status = delivery.Status,
        Answer = delivery.Answer,
        Error = delivery.Error,
    };
}

/// <summary>Filters of a subscriber's deliveries, the newest events first.</summary>
public sealed record DeliveryFilter : PageQuery
{
    /// <summary>Only deliveries in this state.</summary>
    public DeliveryState? State { get; init; }
}

/// <summary>The answer to a test message.</summary>
public sealed record WebhookTestResponse
{
    /// <summary>Whether the answer's status was 200–299.</summary>
    /// <example>true</example>
    public required bool Delivered { get; init; }

    /// <example>200</example>
    public required int? Status { get; init; }

    /// <example>ok</example>
    public required string? Answer { get; init; }

    /// <example>No answer within 10 s.</example>
    public required string? Error { get; init; }
}

/// <summary>What is sent again.</summary>
public sealed record ReplayResponse
{
    /// <summary>How many events are sent again, at most 500 at a time.</summary>
    /// <example>12</example>
    public required int Queued { get; init; }

    /// <summary>Send it as `since` to go on; null if nothing is left.</summary>
    /// <example>4711</example>
    public required long? NextSince { get; init; }
}

/// <summary>From where on events are sent again.</summary>
public sealed record ReplayQuery
{
    /// <summary>The cursor of the first event.</summary>
    /// <example>1</example>
    public long? Since { get; init; }
}
