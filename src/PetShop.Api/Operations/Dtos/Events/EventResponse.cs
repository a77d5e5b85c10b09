using System.Text.Json;
using PetShop.Api.Core.Outbox;

namespace PetShop.Api.Operations.Dtos.Events;

/// <summary>Something that happened in the shop. It never changes.</summary>
public sealed record EventResponse
{
    /// <summary>The same wherever the event is seen, also as `webhook-id`.</summary>
    /// <example>evt_4711</example>
    public required string Id { get; init; }

    /// <summary>Its place among all events, without gaps.</summary>
    /// <example>4711</example>
    public required long Cursor { get; init; }

    /// <example>order.placed</example>
    public required string Type { get; init; }

    /// <example>2026-01-31T12:00:00Z</example>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>What it happened to. Events of one key are in the order of its changes.</summary>
    /// <example>order:PS-0ABC-DEFG-HJK4</example>
    public required string Key { get; init; }

    /// <summary>
    /// Ids, numbers, status and amounts, and in `url` the path of the resource. It depends on the type, and may get
    /// more members. It contains no personal data.
    /// </summary>
    /// <example>{ "order_id": 42, "order_number": "PS-0ABC-DEFG-HJK4", "url": "/sales/orders/42" }</example>
    public required JsonElement Data { get; init; }

    internal static EventResponse From(PublishedEvent published) => new()
    {
        Id = published.Id,
        Cursor = published.Cursor,
        Type = published.Type,
        OccurredAt = published.OccurredAt,
        Key = published.Key,
        Data = published.Data,
    };
}

/// <summary>Events after a cursor.</summary>
public sealed record EventListResponse
{
    public required IReadOnlyList<EventResponse> Items { get; init; }

    /// <summary>Send it as `after` for the next events.</summary>
    /// <example>4711</example>
    public required long NextAfter { get; init; }
}
