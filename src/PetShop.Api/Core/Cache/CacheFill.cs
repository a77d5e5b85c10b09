using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Options;
using PetShop.Api.Core.Cache.Local;
using PetShop.Api.Core.Cache.Redis;
using PetShop.Api.Core.Cache.Shared;
using PetShop.Api.Core.Json;

namespace PetShop.Api.Core.Cache;

/// <summary>
/// Reads entries that are not in memory from Redis or from the source, and stores them on both levels.
/// </summary>
internal sealed class CacheFill(
    LocalStore local, ILocalCacheFactory memories, RedisStore redis, CacheLoader source, CacheMetrics metrics,
    IOptions<CacheOptions> options)
{
    public static readonly ActivitySource Traces = new(CacheMetrics.MeterName);

    /// <summary>
    /// Keys that were recently not found, so that a repeated request reads nothing. Kept in this process only: names
    /// that anyone can invent must not fill Redis.
    /// </summary>
    private readonly LocalCache<string, bool> _absent =
        memories.Create<string, bool>(options.Value.AbsentNames, options.Value.AbsentTtl);

    public bool IsAbsent(string key) => _absent.TryGet(key, out _);

    /// <param name="snapshot">The versions of the work's tags before the read.</param>
    public async Task<JsonBytes?> RunAsync<TSource, T>(Work<TSource, T> work, VersionSnapshot snapshot)
        where TSource : notnull where T : class
    {
        var (entry, parts) = (work.Entry, work.Parts);
        if (local.Get(entry.Key) is { } filled)   // by a read that ended just before this one began
        {
            metrics.LocalHit();
            return filled;
        }
        using var trace = Traces.StartActivity("cache fill", ActivityKind.Internal, work.Caller);
        if (parts is not null && await TakeExtendedAsync(entry.Key) is { } whole)
            return whole;
        var kept = entry.IsDerived ? RedisReadResult.None
            : parts is null ? await redis.ReadAsync(entry.Key, entry.Tags)
            : await redis.ReadVersionsAsync(work.Tags);
        if (Keep(entry.Key, kept, snapshot) is { } found)
            return found;
        if (await source.ReadAsync(entry, work.Read) is not { } value)
        {
            _absent.Keep(entry.Key, true, snapshot);
            return null;
        }
        var body = JsonBytes.From(JsonSerializer.SerializeToUtf8Bytes(value, work.Json), entry.Key);
        // The caller does not wait for the write to Redis. Neither fill throws.
        if (parts is null)
        {
            local.Put(entry.Key, body, snapshot, entry.Ttl);
            _ = redis.FillAsync(entry.Key, entry.Tags, kept, body.Utf8, entry.Ttl);
            return body;
        }
        string[] shown = [.. parts.TagsOf(value).Distinct()];
        if (local.Extend(snapshot, shown) is { } extended)
            local.Put(entry.Key, body, extended, entry.Ttl);
        _ = redis.FillExtendedAsync(entry.Key, shown, kept, body.Utf8, entry.Ttl);
        return body;
    }

    /// <summary>Copies an entry from Redis into memory for its remaining lifetime.</summary>
    public JsonBytes? Keep(string key, RedisReadResult kept, VersionSnapshot snapshot)
    {
        if (kept.Body is null)
        {
            metrics.Miss();
            return null;
        }
        metrics.RedisHit();
        var body = JsonBytes.From(kept.Body, key);
        local.Put(key, body, snapshot, kept.LifeLeft);
        return body;
    }

    /// <summary>The entry in Redis under the tags that are stored with it; null if there is no current one.</summary>
    private async Task<JsonBytes?> TakeExtendedAsync(string key)
    {
        if (await redis.TagsOfAsync(key) is not { } tags)
            return null;
        var snapshot = local.Begin(tags);
        var kept = await redis.ReadAsync(key, tags);
        return kept.Body is null ? null : Keep(key, kept, snapshot);
    }

    /// <summary>An entry to be read, and how to read it.</summary>
    internal sealed record Work<TSource, T>(
        CacheEntry Entry, JsonTypeInfo<T> Json, Func<TSource, CancellationToken, Task<T?>> Read, CacheParts<T>? Parts,
        ActivityContext Caller)
    {
        /// <summary>The tags whose versions are noted before the read begins.</summary>
        public IReadOnlyList<string> Tags { get; } = Parts is null ? Entry.Tags : [.. Entry.Tags, Parts.Guard];
    }
}
