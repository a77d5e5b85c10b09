using System.Collections.Concurrent;
using PetShop.Api.Core.Json;

namespace PetShop.Api.Core.Cache.Local;

/// <summary>
/// Runs one read per key for all concurrent misses. Requests that arrive after a removal do not join a read that began
/// before it, because they would get removed data.
/// </summary>
internal sealed class SingleFlight(LocalStore local)
{
    private static readonly ExecutionContext NoRequest = CaptureWithoutRequest();
    private readonly ConcurrentDictionary<string, InFlightRead> _running = new(StringComparer.Ordinal);

    /// <summary>
    /// Joins the read that is in progress, or starts one. The first caller continues on the thread that ends the read,
    /// the others on threads of their own.
    /// </summary>
    /// <param name="read">Starts on the caller's thread, but sees nothing of its request.</param>
    public Task<JsonBytes?> JoinOrStart(
        string key, IReadOnlyList<string> tags, Func<VersionSnapshot, Task<JsonBytes?>> read)
    {
        while (true)
        {
            var running = _running.GetValueOrDefault(key);
            if (running is not null && local.IsCurrent(running.Snapshot))
                return running.Outcome.Task;
            var mine = new InFlightRead(local.Begin(tags));
            if (running is null ? _running.TryAdd(key, mine) : _running.TryUpdate(key, mine, running))
                return Start(key, mine, read);
        }
    }

    /// <summary>The read is shared: it must use nothing of the first caller (identity, request).</summary>
    private Task<JsonBytes?> Start(string key, InFlightRead mine, Func<VersionSnapshot, Task<JsonBytes?>> read)
    {
        Task<JsonBytes?>? started = null;
        ExecutionContext.Run(NoRequest, _ => started = RunAsync(key, mine, read), null);
        Observe(started!);
        return started!;
    }

    private async Task<JsonBytes?> RunAsync(
        string key, InFlightRead mine, Func<VersionSnapshot, Task<JsonBytes?>> read)
    {
        try
        {
            var found = await read(mine.Snapshot);
            _running.TryRemove(new(key, mine));
            mine.Outcome.SetResult(found);
            return found;
        }
        catch (Exception failure)
        {
            _running.TryRemove(new(key, mine));
            mine.Outcome.SetException(failure);
            Observe(mine.Outcome.Task);
            throw;
        }
    }

    /// <summary>A failure counts as observed, even if all callers have gone.</summary>
    private static void Observe(Task task)
    {
        if (!task.IsCompletedSuccessfully)
            task.ContinueWith(static ended => _ = ended.Exception, CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
    }

    /// <summary>The context of a new thread that was started without one.</summary>
    private static ExecutionContext CaptureWithoutRequest()
    {
        ExecutionContext? captured = null;
        var thread = new Thread(() => captured = ExecutionContext.Capture());
        thread.UnsafeStart();
        thread.Join();
        return captured!;
    }

    private sealed class InFlightRead(VersionSnapshot snapshot)
    {
        public VersionSnapshot Snapshot { get; } = snapshot;
        public TaskCompletionSource<JsonBytes?> Outcome { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
