using System.Diagnostics;

namespace PetShop.Api.Core.Database;

/// <summary>
/// A slow operation that runs once for all callers that wait for it. A run ends after the time limit, and no caller
/// waits longer than that, however many there are: callers do not queue.
/// </summary>
/// <param name="run">The operation. Its token is cancelled at the time limit. It uses nothing of a caller (identity,
/// trace, token).</param>
/// <param name="limit">The time limit of a run, and of each caller's wait.</param>
internal sealed class SharedTask<T>(Func<CancellationToken, Task<T>> run, TimeSpan limit)
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);
    private readonly Lock _gate = new();
    private Task<T>? _last;
    private long _begunAt;
    private volatile bool _isFailing;

    /// <summary>Whether the last completed run failed.</summary>
    public bool IsFailing => _isFailing;

    /// <summary>The current run, or a new one.</summary>
    public Task<T> JoinOrStart()
    {
        lock (_gate)
            return _last is { IsCompleted: false } running ? running : Begin();
    }

    /// <summary>
    /// Makes sure that a run is in progress, for callers that do not need its result. Shortly after a failure, no run
    /// is started.
    /// </summary>
    public Task<T> JoinOrStartUnlessFailing()
    {
        lock (_gate)
            return _last is { IsFaulted: true } failed && Stopwatch.GetElapsedTime(_begunAt) < PauseAfterFailure
                ? failed
                : JoinOrStart();
    }

    /// <summary>The result of the current run, or of a new one.</summary>
    /// <exception cref="TimeoutException">The time limit has passed.</exception>
    public Task<T> WaitAsync(CancellationToken ct) => JoinOrStart().WaitAsync(limit, ct);

    /// <summary>
    /// The result of a run that begins after this call. It waits for the current run first, whose result may be too
    /// old.
    /// </summary>
    /// <inheritdoc cref="WaitAsync"/>
    public async Task<T> WaitForNextAsync(CancellationToken ct)
    {
        var asked = Stopwatch.GetTimestamp();
        if (Volatile.Read(ref _last) is { IsCompleted: false } running)
            await running.WaitAsync(limit, ct)
                .ContinueWith(_ => { }, ct, TaskContinuationOptions.None, TaskScheduler.Default);
        var left = limit - Stopwatch.GetElapsedTime(asked);
        return await JoinOrStart().WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, ct);
    }

    private Task<T> Begin()
    {
        _begunAt = Stopwatch.GetTimestamp();
        using (ExecutionContext.SuppressFlow())
            _last = Task.Run(RunAsync);
        _ = _last.ContinueWith(failed => failed.Exception, CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return _last;
    }

    private async Task<T> RunAsync()
    {
        using var ending = new CancellationTokenSource(limit);
        try
        {
            var outcome = await run(ending.Token);
            _isFailing = false;
            return outcome;
        }
        catch (OperationCanceledException e) when (ending.IsCancellationRequested)
        {
            _isFailing = true;
            throw new TimeoutException($"A shared operation did not complete within {limit.TotalSeconds} s.", e);
        }
        catch
        {
            _isFailing = true;
            throw;
        }
    }
}
