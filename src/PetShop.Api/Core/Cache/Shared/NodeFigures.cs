using System.Text.Json.Serialization;

namespace PetShop.Api.Core.Cache.Shared;

/// <summary>What a node has counted since it started, and the current state of its memory.</summary>
/// <param name="Node">The node's name, which is new at each start.</param>
/// <param name="LocalHits">Reads answered from the node's memory.</param>
/// <param name="RedisHits">Reads answered from Redis.</param>
/// <param name="Misses">Reads that had to query the database.</param>
/// <param name="Entries">Entries in the node's memory.</param>
/// <param name="Bytes">Their size, including keys and bookkeeping.</param>
/// <param name="LimitBytes">The maximum size.</param>
/// <param name="Fills">Values stored in Redis.</param>
/// <param name="RefusedFills">Values not stored in Redis, because they were removed while being read.</param>
/// <param name="Invalidations">Removals by this node and those received from other nodes.</param>
/// <param name="RedisFailures">Redis operations that failed or timed out.</param>
/// <param name="Redis">The state of the node's connection to Redis.</param>
public sealed record NodeFigures(
    string Node, long LocalHits, long RedisHits, long Misses, long Entries, long Bytes, long LimitBytes,
    long Fills, long RefusedFills, long Invalidations, long RedisFailures, RedisState Redis)
{
    /// <summary>The proportion of reads that needed no database, 0 to 1; null before the first read.</summary>
    public double? HitRate => Rate(LocalHits + RedisHits, Misses);

    internal static double? Rate(long hits, long misses) =>
        hits + misses > 0 ? Math.Round((double)hits / (hits + misses), 4) : null;
}

/// <summary>JSON that only nodes read.</summary>
[JsonSerializable(typeof(NodeFigures)), JsonSerializable(typeof(string[]))]
internal sealed partial class CacheJson : JsonSerializerContext;
