namespace PetShop.Api.Core.Jobs;

/// <summary>Something the shop does by itself, again and again. Made anew in a scope of its own for each run.</summary>
public interface IJob
{
    /// <summary>Unique in the shop; names the lock and the log lines.</summary>
    string Name { get; }

    /// <summary>How long a node waits between two runs.</summary>
    TimeSpan Interval { get; }

    /// <summary>
    /// One run. No other node runs it at the same time, but each runs it in turn, and a lost connection can end the lock early:
    /// running twice must do no harm. A failure is logged and the next run comes at its time.
    /// </summary>
    Task RunAsync(CancellationToken ct);
}
