using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Options;
using PetShop.Api.Core.Cache.Local;
using PetShop.Api.Core.Cache.Redis;
using PetShop.Api.Core.Cache.Shared;
using PetShop.Api.Core.Json;

namespace PetShop.Api.Core.Cache;

/// <summary>Finds what memory does not have, in Redis or in the source, and keeps it on both levels.</summary>
internal sealed class CacheFill(
    LocalStore local, ILocalCacheFactory memories, RedisStore redis, CacheLoader source, CacheMetrics metrics,
    IOptions<CacheOptions> options)
{
    public static readonly ActivitySource Traces = new(CacheMetrics.MeterName);

    /// <summary>
    /// Keys under which nothing was found a moment ago, so that asking again costs no look anywhere. In this process
    /// alone: what anyone can make up must not fill Redis.
    /// </summary>
    private readonly LocalCache<string, bool> _absent =
        memories.Create<string, bool>(options.Value.AbsentNames, options.Value.AbsentTtl);

    public bool IsAbsent(string key) => _absent.TryGet(key, out _);

    /// <param name="snapshot">Taken under the work's tags.</param>
    public async Task<JsonBytes?> RunAsync<TSource, T>(Work<TSource, T> work, VersionSnapshot snapshot)
        where TSource : notnull where T : class
    {
        var (entry, parts) = (work.Entry, work.Parts);
        if (local.Get(entry.Key) is { } filled)   // by the read that ended just before this one began
        {
            metrics.LocalHit();
            return filled;
        }
        using var trace = Traces.StartActivity("cache fill", ActivityKind.Internal, work.Caller);
        if (parts is not null && await TakeExtendedAsync(entry.Key) is { } whole)
            return whole;
        var kept = entry.IsDerived ? RedisReadResult.None : await redis.ReadAsync(entry.Key, work.Tags);
        if (Keep(entry.Key, kept, snapshot) is { } found)
            return found;
        if (await source.ReadAsync(entry, work.Read) is not { } value)
        {
            _absent.Keep(entry.Key, true, snapshot);
            return null;
        }
        var body = JsonBytes.From(JsonSerializer.SerializeToUtf8Bytes(value, work.Json), entry.Key);
        // Nobody waits for Redis to have it, and neither way of filling it throws.
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

    /// <summary>Takes what Redis had into memory, for what is left of its life.</summary>
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

    /// <summary>What Redis has under tags that it alone knows; null for nothing current.</summary>
    private async Task<JsonBytes?> TakeExtendedAsync(string key)
    {
        if (await redis.TagsOfAsync(key) is not { } tags)
            return null;
        var snapshot = local.Begin(tags);
        var kept = await redis.ReadAsync(key, tags);
        return kept.Body is null ? null : Keep(key, kept, snapshot);
    }

    /// <summary>What is to be found, and how.</summary>
    internal sealed record Work<TSource, T>(
        CacheEntry Entry, JsonTypeInfo<T> Json, Func<TSource, CancellationToken, Task<T?>> Read, CacheParts<T>? Parts,
        ActivityContext Caller)
    {
        /// <summary>What the reading watches from its beginning.</summary>
        public IReadOnlyList<string> Tags { get; } = Parts is null ? Entry.Tags : [.. Entry.Tags, Parts.Guard];
    }
}
