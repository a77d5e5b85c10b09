namespace PetShop.Api.Core.Jobs.Repositories;

/// <summary>When a job ran last, on whichever node.</summary>
internal sealed class JobRun
{
    public const int NameLength = 60;
    public const int ErrorLength = 1_000;

    public required string Name { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>The end of the last run that did not fail; null if there was none.</summary>
    public DateTimeOffset? SucceededAt { get; init; }

    /// <summary>The end of the last run that failed; null if there was none.</summary>
    public DateTimeOffset? FailedAt { get; init; }

    /// <summary>Why the last run failed; null if it did not.</summary>
    public string? Error { get; init; }
}
