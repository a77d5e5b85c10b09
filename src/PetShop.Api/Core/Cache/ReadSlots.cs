using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using PetShop.Api.Core.Cache.Shared;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Limits;

namespace PetShop.Api.Core.Cache;

/// <summary>How expensive a database read can be, which decides the slots that it uses.</summary>
public enum ReadKind
{
    /// <summary>One or a few rows by key: milliseconds.</summary>
    Quick,

    /// <summary>A page of a list.</summary>
    List,

    /// <summary>A search for arbitrary text, which can take long.</summary>
    Search,

    /// <summary>Uses no slot: data that a node reads once and needs often, and data derived from the cache.</summary>
    Free,
}

/// <summary>
/// Limits how many public reads run at once, so that slow searches leave connections and processors for other requests.
/// If the short queue is full, or the wait in it too long, the caller is told to retry: a quick refusal is more useful
/// than a late response.
/// </summary>
internal sealed class ReadSlots(IOptions<CacheOptions> options) : IDisposable
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly TimeSpan _patience = options.Value.ReadPatience;
    private readonly ConcurrencyLimiter _quick = Slots(options.Value.ReadSlots, options.Value.ReadQueue);
    private readonly ConcurrencyLimiter _lists = Slots(options.Value.ListSlots, options.Value.ListQueue);
    private readonly ConcurrencyLimiter _searches = Slots(options.Value.SearchSlots, options.Value.SearchQueue);

    /// <exception cref="ShopException">503: the queue is full, or the wait was too long.</exception>
    public async Task<T> RunAsync<T>(ReadKind kind, Func<Task<T>> read, CancellationToken ct)
    {
        if (kind == ReadKind.Free)
            return await read();
        var slots = SlotsOf(kind);
        using var lease = slots.AttemptAcquire() is { IsAcquired: true } free
            ? free
            : await BoundedWait.AcquireAsync(
                waiting => slots.AcquireAsync(cancellationToken: waiting), _patience, Busy, ct);
        return await read();
    }

    public void Dispose()
    {
        _quick.Dispose();
        _lists.Dispose();
        _searches.Dispose();
    }

    private ConcurrencyLimiter SlotsOf(ReadKind kind) => kind switch
    {
        ReadKind.List => _lists,
        ReadKind.Search => _searches,
        _ => _quick,
    };

    private static ConcurrencyLimiter Slots(int count, int queue) =>
        new(new() { PermitLimit = count, QueueLimit = queue, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });

    private static ShopException Busy() =>
        new(ProblemTypes.Unavailable, "The shop is busy. Try again in a second.")
        {
            RetryAfter = RetryDelay,
        };
}
