using PetShop.Api.Core.Jobs;
using PetShop.Api.Core.Queue.Repositories;

namespace PetShop.Api.Operations.Dtos.Background;

/// <summary>What the shop does in the background.</summary>
public sealed record JobsResponse
{
    /// <summary>What it does again and again, in alphabetical order.</summary>
    public required IReadOnlyList<JobResponse> Jobs { get; init; }

    /// <summary>What follows from changes, in alphabetical order.</summary>
    public required IReadOnlyList<QueueResponse> Queues { get; init; }
}

/// <summary>A job, which one node at a time runs, and its last run on any node.</summary>
public sealed record JobResponse
{
    /// <example>event-cleanup</example>
    public required string Name { get; init; }

    /// <summary>How long a node waits between two runs, in seconds.</summary>
    /// <example>3600</example>
    public required decimal IntervalSeconds { get; init; }

    /// <summary>When the last run began; null if it has not run. Of a job that runs every second, not each run is
    /// recorded.</summary>
    /// <example>2026-01-31T12:00:00Z</example>
    public required DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the last run ended.</summary>
    /// <example>2026-01-31T12:00:01Z</example>
    public required DateTimeOffset? EndedAt { get; init; }

    /// <summary>The end of the last run that did not fail.</summary>
    /// <example>2026-01-31T12:00:01Z</example>
    public required DateTimeOffset? SucceededAt { get; init; }

    /// <summary>The end of the last run that failed.</summary>
    /// <example>2026-01-30T12:00:01Z</example>
    public required DateTimeOffset? FailedAt { get; init; }

    /// <summary>Why the last run failed; null if it did not.</summary>
    /// <example>TimeoutException: The operation has timed out.</example>
    public required string? Error { get; init; }

    internal static JobResponse From(KnownJob job) => new()
    {
        Name = job.Name,
        IntervalSeconds = (decimal)job.Interval.TotalSeconds,
        StartedAt = job.LastRun?.StartedAt,
        EndedAt = job.LastRun?.EndedAt,
        SucceededAt = job.LastRun?.SucceededAt,
        FailedAt = job.LastRun?.FailedAt,
        Error = job.LastRun?.Error,
    };
}

/// <summary>A queue of work. Each count stops at 1001, which means: more than 1000.</summary>
public sealed record QueueResponse
{
    /// <example>webhooks</example>
    public required string Name { get; init; }

    /// <summary>How many items can be done now.</summary>
    /// <example>0</example>
    public required long Due { get; init; }

    /// <summary>How many items are being done, or wait for their time.</summary>
    /// <example>2</example>
    public required long Later { get; init; }

    /// <summary>How many items were given up, and wait for an admin.</summary>
    /// <example>0</example>
    public required long Parked { get; init; }

    /// <summary>Since when the first item that is due has waited; null if none is due.</summary>
    /// <example>2026-01-31T12:00:00Z</example>
    public required DateTimeOffset? OldestDueAt { get; init; }

    internal static QueueResponse From(QueueFigures queue) => new()
    {
        Name = queue.Name,
        Due = queue.Due,
        Later = queue.Later,
        Parked = queue.Parked,
        OldestDueAt = queue.OldestDueAt,
    };
}
