using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using PetShop.Api.Core.Cache.Shared;
using PetShop.Api.Core.Json;

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
    private readonly TagVersions _versions = new();
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
    public VersionSnapshot Begin(IReadOnlyList<string> tags) => _versions.Begin(tags, clock.Now);

    /// <inheritdoc cref="TagVersions.Extend"/>
    public VersionSnapshot? Extend(VersionSnapshot snapshot, IReadOnlyList<string> tags) =>
        _versions.Extend(snapshot, tags);

    /// <summary>Whether the result of this read may be used for a request that arrives now.</summary>
    public bool IsCurrent(VersionSnapshot snapshot) => _versions.IsCurrentForFill(snapshot);

    /// <summary>
    /// Whether the result of this read may be served: nothing that it depends on was removed, and the node hears
    /// removals or the result is young enough.
    /// </summary>
    public bool IsServable(VersionSnapshot snapshot)
    {
        var now = clock.Now;
        return (now < Volatile.Read(ref _trustedUntil) || now - snapshot.StartedAt < _fallbackAge)
            && _versions.IsCurrent(snapshot);
    }

    public JsonBytes? Get(string key)
    {
        if (!_entries.TryGetValue(key, out var entry))
            return null;
        if (clock.Now >= entry.ExpiresAt || !IsServable(entry.Snapshot))
            return null;
        entry.MarkUsed();
        return entry.Json;
    }

    /// <summary>Stores the result of a read, unless it was removed meanwhile or is too large.</summary>
    public void Put(string key, JsonBytes json, VersionSnapshot snapshot, TimeSpan ttl)
    {
        var entry = new LocalEntry(key, json, snapshot, snapshot.StartedAt + clock.Ticks(ttl));
        lock (_gate)
        {
            // Under the lock, because a removal by pattern scans the entries under it: either it sees this entry or
            // this check sees the removal.
            if (!_versions.IsCurrentForFill(snapshot))
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
            _oldestFirst.AddLast(entry.Node);
            _bytes += entry.Size;
            _count++;
            while (_bytes > _limit)
                EvictOne();
        }
    }

    public void RemoveTags(IReadOnlyCollection<string> tags)
    {
        // Twice, so that a snapshot that is extended in between becomes outdated, whatever the order of the tags.
        for (var pass = 0; pass < 2; pass++)
            foreach (var tag in tags)
                _versions.IncrementTag(tag);
    }

    public void RemoveMatching(GlobPattern pattern)
    {
        lock (_gate)
        {
            _versions.IncrementPatterns();
            foreach (var (key, entry) in _entries)
                if (pattern.Matches(key))
                    Drop(entry);
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _versions.IncrementAll();
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
            if (!oldest.Value.ClearUsed())
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
        _oldestFirst.Remove(entry.Node);
        _bytes -= entry.Size;
        _count--;
    }
}
