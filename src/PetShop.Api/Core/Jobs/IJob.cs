namespace PetShop.Api.Core.Jobs;

/// <summary>A periodic background task. Each run creates an instance in its own scope.</summary>
public interface IJob
{
    /// <summary>Unique in the shop. Used for the lock and in log lines.</summary>
    string Name { get; }

    /// <summary>How long a node waits between two runs.</summary>
    TimeSpan Interval { get; }

    /// <summary>
    /// Runs the job once. No other node runs it at the same time, but each node runs it in turn, and a lost connection
    /// can release the lock early: running twice must do no harm. A failure is logged, and the next run follows at its
    /// usual time.
    /// </summary>
    Task RunAsync(CancellationToken ct);
}
