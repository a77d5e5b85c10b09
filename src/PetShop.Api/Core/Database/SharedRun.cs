using System.Diagnostics;

namespace PetShop.Api.Core.Database;

/// <summary>
/// Something slow that one run does for all who wait for it. A run ends after the time limit, and nobody waits longer than that for it,
/// however many wait: there is no line to stand in.
/// </summary>
/// <param name="run">Given a token that ends with the time limit. Nothing of a caller (identity, trace, token) reaches it.</param>
/// <param name="limit">For a run, and for each who waits.</param>
internal sealed class SharedRun<T>(Func<CancellationToken, Task<T>> run, TimeSpan limit)
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);
    private readonly Lock _gate = new();
    private Task<T>? _last;
    private long _begunAt;
    private volatile bool _isFailing;

    /// <summary>Whether the last run that ended failed.</summary>
    public bool IsFailing => _isFailing;

    /// <summary>The run under way, or a new one.</summary>
    public Task<T> JoinOrBegin()
    {
        lock (_gate)
            return _last is { IsCompleted: false } running ? running : Begin();
    }

    /// <summary>Sees to it that one is under way, for whoever can go on without its outcome. Shortly after a failure none is begun.</summary>
    public Task<T> JoinOrBeginUnlessFailing()
    {
        lock (_gate)
            return _last is { IsFaulted: true } failed && Stopwatch.GetElapsedTime(_begunAt) < PauseAfterFailure ? failed : JoinOrBegin();
    }

    /// <summary>The outcome of the run under way, or of a new one.</summary>
    /// <exception cref="TimeoutException">The time limit has passed.</exception>
    public Task<T> WaitAsync(CancellationToken ct) => JoinOrBegin().WaitAsync(limit, ct);

    /// <summary>The outcome of a run that begins after this call. Waits for the one under way, whose outcome may be too old.</summary>
    /// <inheritdoc cref="WaitAsync"/>
    public async Task<T> WaitForNextAsync(CancellationToken ct)
    {
        var asked = Stopwatch.GetTimestamp();
        if (Volatile.Read(ref _last) is { IsCompleted: false } running)
            await running.WaitAsync(limit, ct).ContinueWith(_ => { }, ct, TaskContinuationOptions.None, TaskScheduler.Default);
        var left = limit - Stopwatch.GetElapsedTime(asked);
        return await JoinOrBegin().WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, ct);
    }

    private Task<T> Begin()
    {
        _begunAt = Stopwatch.GetTimestamp();
        using (ExecutionContext.SuppressFlow())
            _last = Task.Run(RunAsync);
        _ = _last.ContinueWith(failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
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
            throw new TimeoutException($"What is read for all requests was not there within {limit.TotalSeconds} s.", e);
        }
        catch
        {
            _isFailing = true;
            throw;
        }
    }
}
