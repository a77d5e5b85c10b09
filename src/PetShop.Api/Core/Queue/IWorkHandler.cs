namespace PetShop.Api.Core.Queue;

/// <summary>Does the work of one queue. Each item gets an instance in its own scope.</summary>
public interface IWorkHandler
{
    /// <summary>The name of the queue.</summary>
    string Queue { get; }

    QueuePolicy Policy { get; }

    /// <summary>
    /// Does an item, outside any transaction. If it returns, the item is deleted. If it throws, the item runs again
    /// later. An item can run more than once, also if it returned: its effect must be the same as of one run.
    /// </summary>
    /// <param name="ct">Ends at the shutdown and before the lease ends.</param>
    /// <exception cref="WorkPostponedException">It is too early. Does not count as an attempt.</exception>
    /// <exception cref="WorkParkedException">No further attempt can help.</exception>
    Task HandleAsync(Work work, CancellationToken ct);
}

/// <summary>How a queue is worked on.</summary>
public sealed record QueuePolicy
{
    /// <summary>
    /// How long a node may take for one item. If it has not ended by then, another node begins. The handler is
    /// cancelled after four fifths of it.
    /// </summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>After how many attempts an item is parked; null for no limit.</summary>
    public int? Attempts { get; init; } = 10;

    /// <summary>How long after its first attempt an item is parked if it fails; null for no limit.</summary>
    public TimeSpan? Age { get; init; }

    /// <summary>The pause after the first failure. It doubles with each further one.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestPause { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How many items a node does at once.</summary>
    public int AtOnce { get; init; } = 4;

    /// <summary>
    /// Asked before a node takes items: while it says no, for example because what all of them need is away, they stay
    /// untouched.
    /// </summary>
    public Func<bool> IsOpen { get; init; } = () => true;

    /// <summary>The limit of one attempt.</summary>
    internal TimeSpan Limit => Lease * 0.8;

    /// <summary>The pause after an attempt. Up to a fifth is random, so that what failed together runs apart.</summary>
    internal TimeSpan PauseAfter(int attempt)
    {
        var doubled = FirstPause * Math.Pow(2, Math.Min(attempt - 1, 40));
        return (doubled < LongestPause ? doubled : LongestPause) * (0.8 + (Random.Shared.NextDouble() * 0.2));
    }

    /// <summary>Whether an item that failed is given up.</summary>
    internal bool IsLast(Work work, DateTimeOffset now) =>
        work.Attempt >= Attempts || now - work.StartedAt >= Age;
}

/// <summary>The item is to run later. This does not count as an attempt.</summary>
public sealed class WorkPostponedException(DateTimeOffset until) : Exception("The work is postponed.")
{
    public DateTimeOffset Until { get; } = until;
}

/// <summary>The item can never succeed, and is parked at once.</summary>
/// <param name="reason">For admins. No secrets.</param>
public sealed class WorkParkedException(string reason) : Exception(reason);
