namespace PetShop.Api.Core.Integrity.Repositories;

/// <summary>
/// How far a check has come, and what it has found: in the sweep that is under way, and in the last one that ended.
/// </summary>
internal sealed class IntegritySweep
{
    public const int NameLength = 60;
    public const int MaxExamples = 20;

    public required string Name { get; init; }

    /// <summary>Where the next part begins; 0 if no sweep is under way.</summary>
    public long Position { get; private set; }

    /// <summary>When the sweep that is under way began; null if there is none.</summary>
    public DateTimeOffset? StartedAt { get; private set; }
    public long Checked { get; private set; }
    public long Wrong { get; private set; }
    public string[] Examples { get; private set; } = [];

    /// <summary>When the last sweep that ended began; null if none has ended.</summary>
    public DateTimeOffset? LastStartedAt { get; private set; }
    public DateTimeOffset? LastEndedAt { get; private set; }
    public long LastChecked { get; private set; }
    public long LastWrong { get; private set; }
    public string[] LastExamples { get; private set; } = [];

    /// <summary>Adds a part to the sweep, or begins one with it.</summary>
    /// <param name="next">Where the next part begins; null after the last one.</param>
    public void Add(long count, long wrong, IReadOnlyList<string> examples, long? next, DateTimeOffset now)
    {
        if (StartedAt is null)
            (StartedAt, Checked, Wrong, Examples) = (now, 0, 0, []);
        Checked += count;
        Wrong += wrong;
        Examples = [.. Examples.Concat(examples).Take(MaxExamples)];
        Position = next ?? 0;
        if (next is null)
            End(now);
    }

    private void End(DateTimeOffset now)
    {
        (LastStartedAt, LastEndedAt, LastChecked, LastWrong, LastExamples) = (StartedAt, now, Checked, Wrong, Examples);
        (StartedAt, Checked, Wrong, Examples) = (null, 0, 0, []);
    }
}
