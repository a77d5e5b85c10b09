using System.Text.Json;

namespace PetShop.Api.Core.Queue.Repositories;

/// <summary>A row of the queues. An item that is done is deleted.</summary>
internal sealed class StoredWorkItem
{
    public const int QueueLength = 40;
    public const int KeyLength = 200;
    public const int ErrorLength = 1_000;

    public long Id { get; private set; }
    public required string Queue { get; init; }
    public required string Key { get; init; }
    public string? OrderKey { get; private set; }
    public required JsonElement Payload { get; init; }
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When it may run, as whoever added it or its last attempt said.</summary>
    public DateTimeOffset DueAt { get; private set; }

    /// <summary>
    /// When a node looks at it next: when it is due, when its lease ends, or when the item before it may be done.
    /// </summary>
    public DateTimeOffset AvailableAt { get; private set; }

    /// <summary>When it was taken for the first time.</summary>
    public DateTimeOffset? StartedAt { get; private set; }

    public int Attempts { get; private set; }
    public DateTimeOffset? LeasedUntil { get; private set; }
    public Guid? Lease { get; private set; }

    /// <summary>Why the last attempt failed.</summary>
    public string? LastError { get; private set; }

    /// <summary>When it was given up. It waits for an admin.</summary>
    public DateTimeOffset? ParkedAt { get; private set; }
}
