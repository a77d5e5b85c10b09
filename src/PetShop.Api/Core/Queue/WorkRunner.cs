using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Queue.Repositories;
using PetShop.Api.Core.Text;

namespace PetShop.Api.Core.Queue;

/// <summary>
/// Takes and does items of a queue. No connection is held while a handler runs, and few are used for the rest.
/// </summary>
internal sealed partial class WorkRunner(
    IServiceScopeFactory scopes, FailoverMonitor failover, QueueMetrics metrics, TimeProvider clock,
    ILogger<WorkRunner> logger) : IDisposable
{
    /// <summary>How many connections of the pool all queues of a node may use at once.</summary>
    private const int Connections = 2;

    /// <summary>Added to each log line of an item, like the caller for requests.</summary>
    private const string LogActor = "actor";

    private readonly SemaphoreSlim _connections = new(Connections);

    public async Task<Claim> ClaimAsync(string queue, QueuePolicy policy, int most, CancellationToken ct)
    {
        var lease = Guid.NewGuid();
        var claimed = await UseAsync(
            store => store.ClaimAsync(queue, most, lease, policy.Lease, clock.GetStoredNow(), ct), ct);
        return new([.. claimed.Taken.Select(item => Work.Of(item, queue, lease))], claimed.HasMore);
    }

    /// <summary>Does an item and records what became of it. Fails only if that could not be recorded.</summary>
    /// <param name="stopping">Ends the attempt, which then does not count.</param>
    public async Task RunAsync(Type handler, QueuePolicy policy, Work work, CancellationToken stopping)
    {
        using var log = logger.BeginScope(new Dictionary<string, object> { [LogActor] = "queue " + work.Queue });
        if (work.Attempt > policy.Attempts)
        {
            await ParkAsync(work, null, "The node ended during the last attempt.");     // it may have been the cause
            return;
        }
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(policy.Limit);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await ((IWorkHandler)scope.ServiceProvider.GetRequiredService(handler)).HandleAsync(work, limit.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await ReleaseAsync(work, clock.GetStoredNow(), error: null);
            return;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            await RecordAsync(policy, work, new TimeoutException($"It took longer than {policy.Limit}."));
            return;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            failover.Observe(failure);
            await RecordAsync(policy, work, failure);
            return;
        }
        metrics.Count(work.Queue, "done");
        if (!await UseAsync(store => store.CompleteAsync(work.Leased, CancellationToken.None), CancellationToken.None))
            LogLate(work.Queue, work.Key);
    }

    public void Dispose() => _connections.Dispose();

    private Task RecordAsync(QueuePolicy policy, Work work, Exception failure)
    {
        var now = clock.GetStoredNow();
        switch (failure)
        {
            case WorkPostponedException postponed:
                metrics.Count(work.Queue, "postponed");
                return ReleaseAsync(work, postponed.Until.ToUniversalTime().AsStored(), null);
            case WorkParkedException:
                return ParkAsync(work, failure, failure.Message);
            case var _ when policy.IsLast(work, now):
                return ParkAsync(work, failure, ShownText.Of(failure, StoredWorkItem.ErrorLength));
            default:
                var next = (now + policy.PauseAfter(work.Attempt)).AsStored();
                metrics.Count(work.Queue, "failed");
                LogFailed(failure, work.Queue, work.Key, work.Attempt, next);
                return ReleaseAsync(work, next, ShownText.Of(failure, StoredWorkItem.ErrorLength));
        }
    }

    private Task<bool> ReleaseAsync(Work work, DateTimeOffset due, string? error) =>
        UseAsync(store => store.ReleaseAsync(work.Leased, due, error, CancellationToken.None), CancellationToken.None);

    private async Task ParkAsync(Work work, Exception? failure, string error)
    {
        metrics.Count(work.Queue, "parked");
        LogParked(failure, work.Queue, work.Key, work.Attempt, error);
        var now = clock.GetStoredNow();
        await UseAsync(
            store => store.ParkAsync(
                work.Leased, now, ShownText.Of(error, StoredWorkItem.ErrorLength), CancellationToken.None),
            CancellationToken.None);
    }

    private async Task<T> UseAsync<T>(Func<WorkItemRepository, Task<T>> use, CancellationToken ct)
    {
        await _connections.WaitAsync(ct);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await use(scope.ServiceProvider.GetRequiredService<WorkItemRepository>());
        }
        finally
        {
            _connections.Release();
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Queue} {Key} failed at attempt {Attempt} and will run again at {Next}")]
    private partial void LogFailed(Exception failure, string queue, string key, int attempt, DateTimeOffset next);

    [LoggerMessage(LogLevel.Error, "{Queue} {Key} is parked after attempt {Attempt}: {Reason}")]
    private partial void LogParked(Exception? failure, string queue, string key, int attempt, string reason);

    [LoggerMessage(LogLevel.Warning, "{Queue} {Key} took longer than its lease: another node may do it again")]
    private partial void LogLate(string queue, string key);
}

/// <summary>What a node has taken.</summary>
/// <param name="HasMore">Whether more may be due.</param>
internal sealed record Claim(IReadOnlyList<Work> Taken, bool HasMore);
