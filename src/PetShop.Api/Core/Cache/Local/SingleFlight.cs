using System.Collections.Concurrent;
using PetShop.Api.Core.Json;

namespace PetShop.Api.Core.Cache.Local;

/// <summary>
/// Runs one read per key for all concurrent misses. Requests that arrive after a removal do not join a read that began
/// before it, because they would get removed data.
/// </summary>
internal sealed class SingleFlight(LocalStore local)
{
    private readonly ConcurrentDictionary<string, InFlightRead> _running = new(StringComparer.Ordinal);

    public Task<JsonBytes?> JoinOrStart(
        string key, IReadOnlyList<string> tags, Func<VersionSnapshot, Task<JsonBytes?>> read)
    {
        while (true)
        {
            var running = _running.GetValueOrDefault(key);
            if (running is not null && local.IsCurrent(running.Snapshot))
                return running.Outcome.Task;
            var mine = new InFlightRead(local.Begin(tags));
            if (running is null ? !_running.TryAdd(key, mine) : !_running.TryUpdate(key, mine, running))
                continue;
            // The read is shared: it must use nothing of the first caller (identity, request).
            ThreadPool.UnsafeQueueUserWorkItem(_ => _ = RunAsync(key, mine, read), null);
            return mine.Outcome.Task;
        }
    }

    private async Task RunAsync(string key, InFlightRead mine, Func<VersionSnapshot, Task<JsonBytes?>> read)
    {
        try
        {
            var found = await read(mine.Snapshot);
            _running.TryRemove(new(key, mine));
            mine.Outcome.SetResult(found);
        }
        catch (Exception failure)
        {
            _running.TryRemove(new(key, mine));
            mine.Outcome.SetException(failure);
            _ = mine.Outcome.Task.Exception;   // observed, even if all waiting callers have gone
        }
    }

    private sealed class InFlightRead(VersionSnapshot snapshot)
    {
        public VersionSnapshot Snapshot { get; } = snapshot;
        public TaskCompletionSource<JsonBytes?> Outcome { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
