using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PetShop.Api.Core.Cache.Local;
using PetShop.Api.Core.Cache.Redis;
using PetShop.Api.Core.Cache.Shared;
using PetShop.Api.Core.Json;

namespace PetShop.Api.Core.Cache;

/// <summary>
/// The shop's cache: memory, then Redis. It contains only public representations. After a removal, this node
/// never serves the removed data, the others stop within 100 ms, and a read that was in progress does not store
/// it again (docs/decisions/0010-cache-coherence.md). Without Redis it continues with memory, with short
/// lifetimes, and the source.
/// </summary>
public interface IShopCache
{
    /// <summary>The public representation under the key, if it is in this process's memory.</summary>
    bool TryGet(string key, [NotNullWhen(true)] out JsonBytes? found);

    /// <summary>
    /// The public representation under the entry's key: from memory, from Redis, or read once for all waiting callers,
    /// in its own scope and with its own cancellation token. It must be read from the primary database: a replica may
    /// lack the write that a removal followed.
    /// </summary>
    /// <typeparam name="TSource">The service that reads the entry, resolved in the read's own scope.</typeparam>
    /// <typeparam name="T">The representation, which is the same for everyone.</typeparam>
    /// <param name="parts">Further tags of the entry, which depend on what was read; null for none.</param>
    /// <returns>
    /// Null if nothing was found. This result is remembered only on this node, for at most <c>Cache:AbsentTtl</c>.
    /// </returns>
    /// <exception cref="Errors.ShopException">503: too many reads are in progress.</exception>
    /// <exception cref="TimeoutException">The read took longer than <c>Cache:ReadTimeout</c>.</exception>
    ValueTask<JsonBytes?> GetOrReadAsync<TSource, T>(
        CacheEntry entry, JsonTypeInfo<T> json, Func<TSource, CancellationToken, Task<T?>> read, CancellationToken ct,
        CacheParts<T>? parts = null)
        where TSource : notnull where T : class;

    /// <summary>
    /// The value that was last set under the key; null if none was set, or it has expired or been removed.
    /// </summary>
    ValueTask<T?> GetAsync<T>(string key, JsonTypeInfo<T> json, CancellationToken ct) where T : class;

    /// <summary>
    /// Stores a value on all nodes. It cannot know how old the value is. For data from the database, use
    /// <see cref="GetOrReadAsync{TSource,T}"/>, which alone is safe against concurrent commits. Use only one of the two
    /// for a key.
    /// </summary>
    ValueTask SetAsync<T>(CacheEntry entry, T value, JsonTypeInfo<T> json, CancellationToken ct) where T : class;

    /// <summary>
    /// Removes all entries that have one of these tags, on all nodes. Call it after the commit. It does not fail if
    /// Redis does.
    /// </summary>
    Task RemoveAsync(IReadOnlyCollection<string> tags);

    /// <summary>
    /// Removes all entries whose key matches, on all nodes; <c>*</c> matches any sequence of characters, <c>?</c> any
    /// single one.
    /// </summary>
    Task RemoveByPatternAsync(string pattern);
}

internal sealed class ShopCache(
    LocalStore local, SingleFlight reads, CacheFill fill, RedisStore redis, CacheMetrics metrics) : IShopCache
{
    public bool TryGet(string key, [NotNullWhen(true)] out JsonBytes? found)
    {
        found = local.Get(key);
        if (found is null)
            return false;
        metrics.LocalHit();
        return true;
    }

    public ValueTask<JsonBytes?> GetOrReadAsync<TSource, T>(
        CacheEntry entry, JsonTypeInfo<T> json, Func<TSource, CancellationToken, Task<T?>> read, CancellationToken ct,
        CacheParts<T>? parts)
        where TSource : notnull where T : class
    {
        if (TryGet(entry.Key, out var hit))
            return new(hit);
        if (fill.IsAbsent(entry.Key))
        {
            metrics.LocalHit();
            return default;
        }
        var work = new CacheFill.Work<TSource, T>(entry, json, read, parts, Activity.Current?.Context ?? default);
        return new(reads.JoinOrStart(entry.Key, work.Tags, snapshot => fill.RunAsync(work, snapshot)).WaitAsync(ct));
    }

    public async ValueTask<T?> GetAsync<T>(string key, JsonTypeInfo<T> json, CancellationToken ct) where T : class
    {
        ct.ThrowIfCancellationRequested();
        if (local.Get(key) is { } hit)
        {
            metrics.LocalHit();
            return JsonSerializer.Deserialize(hit.Utf8, json);
        }
        if (await redis.TagsOfAsync(key) is not { } tags)
        {
            metrics.Miss();
            return null;
        }
        var snapshot = local.Begin(tags);
        var kept = await redis.ReadAsync(key, tags);
        return fill.Keep(key, kept, snapshot) is { } found ? JsonSerializer.Deserialize(found.Utf8, json) : null;
    }

    public async ValueTask SetAsync<T>(CacheEntry entry, T value, JsonTypeInfo<T> json, CancellationToken ct)
        where T : class
    {
        ct.ThrowIfCancellationRequested();
        var body = JsonSerializer.SerializeToUtf8Bytes(value, json);
        var own = $"={entry.Key}";
        string[] tags = [.. entry.Tags, own];
        local.RemoveTags([own]);
        var kept = await redis.ReplaceAsync(entry.Key, tags, own, body, entry.Ttl);
        local.RemoveTags([own]);
        if (!kept)
            local.Put(entry.Key, JsonBytes.From(body), local.Begin(tags), entry.Ttl);
    }

    public async Task RemoveAsync(IReadOnlyCollection<string> tags)
    {
        if (tags.Count == 0)
            return;
        // Before, so that no local request waits for Redis; after, because an entry may have been copied from Redis
        // meanwhile.
        local.RemoveTags(tags);
        await redis.RemoveAsync(tags);
        local.RemoveTags(tags);
        metrics.Removed("tag", heard: false);
    }

    public async Task RemoveByPatternAsync(string pattern)
    {
        var glob = new GlobPattern(pattern);
        local.RemoveMatching(glob);
        await redis.RemoveAsync(glob);
        local.RemoveMatching(glob);
        metrics.Removed("pattern", heard: false);
    }
}
