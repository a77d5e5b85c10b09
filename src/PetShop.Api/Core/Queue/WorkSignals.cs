using System.Collections.Concurrent;

namespace PetShop.Api.Core.Queue;

/// <summary>Wakes this node's workers when it has added work, so that they need not wait for their next look.</summary>
internal sealed class WorkSignals : IDisposable
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _queues = new();

    public void Raise(string queue)
    {
        try
        {
            Of(queue).Release();
        }
        catch (SemaphoreFullException)
        {
            // the worker has not seen the last signal yet: one is enough
        }
    }

    /// <summary>Ends with the next signal, or one that nobody has waited for, or after the time.</summary>
    public Task WaitAsync(string queue, TimeSpan atMost, CancellationToken ct) => Of(queue).WaitAsync(atMost, ct);

    public void Dispose()
    {
        foreach (var queue in _queues.Values)
            queue.Dispose();
    }

    private SemaphoreSlim Of(string queue) => _queues.GetOrAdd(queue, _ => new(0, 1));
}
