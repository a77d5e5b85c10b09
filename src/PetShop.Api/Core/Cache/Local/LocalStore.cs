using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using PetShop.Api.Core.Cache.Shared;
using PetShop.Api.Core.Http;

namespace PetShop.Api.Core.Cache.Local;

/// <summary>
/// The in-memory cache level. It stores finished bytes, is limited in size, and evicts by second chance (approximately
/// least recently used). A hit takes no lock. An entry is served only while nothing that it depends on was removed
/// since its read began. If other nodes write too, it must also be younger than the fallback age, unless this node
/// hears their removals (<see cref="Trust"/>).
/// </summary>
internal sealed class LocalStore(IOptions<CacheOptions> options, CacheClock clock)
{
    private readonly ConcurrentDictionary<string, LocalEntry> _entries = new(StringComparer.Ordinal);
    private readonly LinkedList<LocalEntry> _oldestFirst = new();
    private readonly Lock _gate = new();
    private readonly RemovalClock _removals = new();
    private readonly long _limit = options.Value.LocalBytes;
    private readonly long _fallbackAge = clock.Ticks(options.Value.FallbackTtl);
    private long _trustedUntil;
    private long _bytes;
    private int _count;

    public long Bytes => Interlocked.Read(ref _bytes);

    public int Count => Volatile.Read(ref _count);

    /// <summary>
    /// Begins a read that ends in <see cref="Put"/>. Call it before any cache level or the source is queried.
    /// </summary>
    public Reading Begin(IReadOnlyList<string> tags) => _removals.Begin(tags, clock.Now);

    /// <inheritdoc cref="RemovalClock.Extend"/>
    public Reading? Extend(Reading reading, IReadOnlyList<string> tags) => _removals.Extend(reading, tags);

    /// <summary>Whether what this reading finds may still be handed to a request that comes now.</summary>
    public bool IsCurrent(Reading reading) => _removals.HoldsFully(reading);

    /// <summary>
    /// Whether the result of this read may be served: nothing that it depends on was removed, and the node hears
    /// removals or the result is young enough.
    /// </summary>
    public bool IsServable(Reading reading)
    {
        var now = clock.Now;
        return (now < Volatile.Read(ref _trustedUntil) || now - reading.StartedAt < _fallbackAge)
            && _removals.Holds(reading);
    }

    public JsonBytes? Get(string key)
    {
        if (!_entries.TryGetValue(key, out var entry))
            return null;
        if (clock.Now >= entry.ExpiresAt || !IsServable(entry.Reading))
            return null;
        entry.WasUsed();
        return entry.Json;
    }

    /// <summary>Stores the result of a read, unless it was removed meanwhile or is too large.</summary>
    public void Put(string key, JsonBytes json, Reading reading, TimeSpan ttl)
    {
        var entry = new LocalEntry(key, json, reading, reading.StartedAt + clock.Ticks(ttl));
        lock (_gate)
        {
            // Under the lock, because a removal by pattern scans the entries under it: either it sees this entry or
            // this check sees the removal.
            if (!_removals.HoldsFully(reading))
                return;
            _entries.TryGetValue(key, out var earlier);
            if (earlier is not null)
                Unlink(earlier);
            if (entry.Size > _limit / 8)
            {
                _entries.TryRemove(key, out _);
                return;
            }
            _entries[key] = entry;
            _oldestFirst.AddLast(entry.Place);
            _bytes += entry.Size;
            _count++;
            while (_bytes > _limit)
                EvictOne();
        }
    }

    public void RemoveTags(IReadOnlyCollection<string> tags)
    {
        // Twice: whoever extends a reading in between sees one of the two, in whatever order the tags come.
        for (var pass = 0; pass < 2; pass++)
            foreach (var tag in tags)
                _removals.RaiseTag(tag);
    }

    public void RemoveMatching(GlobPattern pattern)
    {
        lock (_gate)
        {
            _removals.RaisePatterns();
            foreach (var (key, entry) in _entries)
                if (pattern.Matches(key))
                    Drop(entry);
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _removals.RaiseAll();
            _entries.Clear();
            _oldestFirst.Clear();
            _bytes = 0;
            _count = 0;
        }
    }

    /// <summary>
    /// Until this timestamp of the clock, entries are served for their whole lifetime: all removals so far were
    /// received.
    /// </summary>
    public void Trust(long until) => Volatile.Write(ref _trustedUntil, until);

    /// <summary>Removals may be missed from now on: only entries younger than the fallback age are served.</summary>
    public void Distrust() => Volatile.Write(ref _trustedUntil, 0);

    private void EvictOne()
    {
        while (_oldestFirst.First is { } oldest)
        {
            if (!oldest.Value.TakeUse())
            {
                Drop(oldest.Value);
                return;
            }
            _oldestFirst.RemoveFirst();
            _oldestFirst.AddLast(oldest);
        }
    }

    private void Drop(LocalEntry entry)
    {
        _entries.TryRemove(entry.Key, out _);
        Unlink(entry);
    }

    private void Unlink(LocalEntry entry)
    {
        _oldestFirst.Remove(entry.Place);
        _bytes -= entry.Size;
        _count--;
    }
}
