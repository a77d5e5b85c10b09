using System.Diagnostics.Metrics;

namespace PetShop.Api.Core.Cache.Shared;

/// <summary>The cache's metrics, for the meter <c>PetShop.Cache</c> and for <c>/admin/cache</c>.</summary>
internal sealed class CacheMetrics : IDisposable
{
    public const string MeterName = "PetShop.Cache";
    private readonly Meter _meter;
    private readonly Counter<long> _removals;
    private readonly StripedCounter _localHits = new();
    private readonly StripedCounter _redisHits = new();
    private readonly StripedCounter _misses = new();
    private long _fills;
    private long _refusedFills;
    private long _removed;
    private long _redisFailures;

    public CacheMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _removals = _meter.CreateCounter<long>("petshop.cache.removals",
            description: "Removals by tag, pattern or all, and where they came from.");
        _meter.CreateObservableCounter("petshop.cache.hits", Hits, description: "Reads answered by each level.");
        _meter.CreateObservableCounter(
            "petshop.cache.misses", () => Misses, description: "Reads that neither level could answer.");
        _meter.CreateObservableCounter(
            "petshop.cache.redis.fills", () => Fills, description: "Values stored in Redis.");
        _meter.CreateObservableCounter("petshop.cache.redis.fills.refused", () => RefusedFills,
            description: "Values not stored in Redis because they were removed while being read.");
        _meter.CreateObservableCounter("petshop.cache.redis.failures", () => RedisFailures,
            description: "Redis operations that failed or timed out.");
    }

    public long LocalHits => _localHits.Total;
    public long RedisHits => _redisHits.Total;
    public long Misses => _misses.Total;
    public long Fills => Interlocked.Read(ref _fills);
    public long RefusedFills => Interlocked.Read(ref _refusedFills);
    public long Removals => Interlocked.Read(ref _removed);
    public long RedisFailures => Interlocked.Read(ref _redisFailures);

    public void LocalHit() => _localHits.Increment();
    public void RedisHit() => _redisHits.Increment();
    public void Miss() => _misses.Increment();
    public void Filled() => Interlocked.Increment(ref _fills);
    public void FillRefused() => Interlocked.Increment(ref _refusedFills);
    public void RedisFailed() => Interlocked.Increment(ref _redisFailures);

    /// <param name="kind">tag, pattern or all.</param>
    /// <param name="heard">Whether another node removed it.</param>
    public void Removed(string kind, bool heard)
    {
        Interlocked.Increment(ref _removed);
        _removals.Add(1, new("kind", kind), new("origin", heard ? "other" : "own"));
    }

    /// <summary>Adds the gauges whose values belong to other classes.</summary>
    public void Observe(Func<long> bytes, Func<long> entries, Func<int> circuitOpen)
    {
        _meter.CreateObservableGauge("petshop.cache.local.bytes", bytes, "By", "Bytes in the node's memory.");
        _meter.CreateObservableGauge(
            "petshop.cache.local.entries", entries, description: "Entries in the node's memory.");
        _meter.CreateObservableGauge(
            "petshop.cache.circuit.open", circuitOpen, description: "1 while Redis is not used.");
    }

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<long>> Hits() =>
        [new(LocalHits, new KeyValuePair<string, object?>("level", "local")),
            new(RedisHits, new KeyValuePair<string, object?>("level", "redis"))];
}
