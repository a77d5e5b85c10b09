using System.Text.Json;

namespace PetShop.Api.Core.Outbox.Repositories;

/// <summary>Something that happened, written in the transaction that made it happen. It never changes.</summary>
internal sealed class StoredEvent
{
    public const int TypeLength = 60;
    public const int KeyLength = 100;

    /// <summary>Ascends with the changes of one key, but has gaps.</summary>
    public long Id { get; private set; }

    /// <summary>Its place among all events, without gaps; null until shortly after the commit.</summary>
    public long? Cursor { get; private set; }
    public required string Type { get; init; }

    /// <summary>What it happened to, such as <c>product:42</c>.</summary>
    public required string Key { get; init; }
    public DateTimeOffset OccurredAt { get; private set; }
    public required JsonElement Data { get; init; }
}

/// <summary>The last cursor that was given: one row. Cursors never restart, also if all events are deleted.</summary>
internal sealed class EventPosition
{
    public int Id { get; private set; }
    public long Last { get; private set; }
}
