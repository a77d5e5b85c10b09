using System.Collections.Concurrent;
using PetShop.Api.Core.Http;

namespace PetShop.Api.Core.Cache.Local;

/// <summary>
/// Runs one read per key for all concurrent misses. Requests that arrive after a removal do not join a read that began
/// before it, because they would get removed data.
/// </summary>
internal sealed class SharedReads(LocalStore local)
{
    private readonly ConcurrentDictionary<string, SharedRead> _running = new(StringComparer.Ordinal);

    public Task<JsonBytes?> JoinOrBegin(string key, IReadOnlyList<string> tags, Func<Reading, Task<JsonBytes?>> read)
    {
        while (true)
        {
            var running = _running.GetValueOrDefault(key);
            if (running is not null && local.IsCurrent(running.Reading))
                return running.Outcome.Task;
            var mine = new SharedRead(local.Begin(tags));
            if (running is null ? !_running.TryAdd(key, mine) : !_running.TryUpdate(key, mine, running))
                continue;
            // The read is shared: it must use nothing of the first caller (identity, request).
            ThreadPool.UnsafeQueueUserWorkItem(_ => _ = RunAsync(key, mine, read), null);
            return mine.Outcome.Task;
        }
    }

    private async Task RunAsync(string key, SharedRead mine, Func<Reading, Task<JsonBytes?>> read)
    {
        try
        {
            var found = await read(mine.Reading);
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

    private sealed class SharedRead(Reading reading)
    {
        public Reading Reading { get; } = reading;
        public TaskCompletionSource<JsonBytes?> Outcome { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
