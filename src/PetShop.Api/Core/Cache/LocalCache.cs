using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using PetShop.Api.Core.Cache.Local;
using PetShop.Api.Core.Cache.Shared;

namespace PetShop.Api.Core.Cache;

/// <summary>Creates in-memory stores that follow the cache's removals.</summary>
public interface ILocalCacheFactory
{
    /// <param name="limit">How many values are kept; beyond that, the oldest is dropped.</param>
    /// <param name="life">How long a value is kept, counted from the start of the read that found it.</param>
    LocalCache<TKey, TValue> Create<TKey, TValue>(int limit, TimeSpan life) where TKey : notnull;
}

internal sealed class LocalCacheFactory(LocalStore local, CacheClock clock) : ILocalCacheFactory
{
    public LocalCache<TKey, TValue> Create<TKey, TValue>(int limit, TimeSpan life) where TKey : notnull =>
        new(local, clock, limit, life);
}

/// <summary>
/// Values that this process keeps in memory, limited in number and age. They are as coherent as the cache: removing a
/// tag (<see cref="IShopCache.RemoveAsync"/>) removes them at once on the same node and within 100 ms on the others.
/// While a node cannot hear the others, it keeps nothing longer than <c>Cache:FallbackTtl</c>.
/// </summary>
public sealed class LocalCache<TKey, TValue> where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Entry> _entries = new();
    private readonly Queue<Entry> _oldestFirst = new();
    private readonly Lock _gate = new();
    private readonly LocalStore _local;
    private readonly CacheClock _clock;
    private readonly int _limit;
    private readonly long _life;

    internal LocalCache(LocalStore local, CacheClock clock, int limit, TimeSpan life) =>
        (_local, _clock, _limit, _life) = (local, clock, limit, clock.Ticks(life));

    public int Count => _entries.Count;

    /// <summary>The value, if it is known and current.</summary>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        var isUsable = _entries.TryGetValue(key, out var entry) && IsFresh(entry, _clock.Now)
            && _local.IsServable(entry.Snapshot) && _local.IsCurrent(entry.Snapshot);
        value = isUsable ? entry!.Value : default;
        return isUsable;
    }

    /// <summary>The value at any age, unless it is known to be outdated.</summary>
    public bool TryGetStale(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        var isKnown = _entries.TryGetValue(key, out var entry) && _local.IsCurrent(entry.Snapshot);
        value = isKnown ? entry!.Value : default;
        return isKnown;
    }

    /// <summary>Reads the value, and keeps it unless one of the tags was removed meanwhile.</summary>
    /// <param name="tags">What the value depends on.</param>
    /// <param name="isKept">Decides whether a value is kept; null keeps all.</param>
    public async Task<TValue> ReadAsync(
        TKey key, IReadOnlyList<string> tags, Func<Task<TValue>> read, Func<TValue, bool>? isKept = null)
    {
        var snapshot = _local.Begin(tags);
        var value = await read();
        if (isKept?.Invoke(value) != false)
            Keep(key, value, snapshot);
        return value;
    }

    /// <summary>Stores a value that is certain to be current now.</summary>
    public void Keep(TKey key, IReadOnlyList<string> tags, TValue value) => Keep(key, value, _local.Begin(tags));

    internal void Keep(TKey key, TValue value, VersionSnapshot snapshot)
    {
        var entry = new Entry(key, value, snapshot);
        lock (_gate)
        {
            _entries[key] = entry;
            _oldestFirst.Enqueue(entry);
            // All have the same lifetime, so the oldest expires first.
            while (_oldestFirst.TryPeek(out var oldest)
                && (_oldestFirst.Count > _limit || !IsFresh(oldest, _clock.Now)))
                _entries.TryRemove(new(oldest.Key, _oldestFirst.Dequeue()));
        }
    }

    private bool IsFresh(Entry entry, long now) => now - entry.Snapshot.StartedAt < _life;

    private sealed class Entry(TKey key, TValue value, VersionSnapshot snapshot)
    {
        public TKey Key => key;

        public TValue Value => value;

        public VersionSnapshot Snapshot => snapshot;
    }
}
