using System.Text.Json.Serialization;

namespace PetShop.Api.Core.Cache.Shared;

/// <summary>What one node has counted since it started, and what it holds now.</summary>
/// <param name="Node">A name of its own, new at each start.</param>
/// <param name="LocalHits">Reads answered from the node's memory.</param>
/// <param name="RedisHits">Reads answered from Redis.</param>
/// <param name="Misses">Reads that had to ask the database.</param>
/// <param name="Entries">Answers in the node's memory.</param>
/// <param name="Bytes">Their size, keys and bookkeeping included.</param>
/// <param name="LimitBytes">The most that the node keeps.</param>
/// <param name="Fills">Answers kept in Redis.</param>
/// <param name="RefusedFills">Answers not kept in Redis, because they were removed while being read.</param>
/// <param name="Invalidations">Removals, its own and those heard from other nodes.</param>
/// <param name="RedisFailures">Operations that Redis did not answer, or with an error.</param>
/// <param name="Redis">How the node stands with Redis.</param>
public sealed record NodeFigures(
    string Node, long LocalHits, long RedisHits, long Misses, long Entries, long Bytes, long LimitBytes,
    long Fills, long RefusedFills, long Invalidations, long RedisFailures, RedisState Redis)
{
    /// <summary>Part of all reads that needed no database, 0 to 1; null before the first.</summary>
    public double? HitRate => Rate(LocalHits + RedisHits, Misses);

    internal static double? Rate(long hits, long misses) => hits + misses > 0 ? Math.Round((double)hits / (hits + misses), 4) : null;
}

/// <summary>For what only nodes read.</summary>
[JsonSerializable(typeof(NodeFigures)), JsonSerializable(typeof(string[]))]
internal sealed partial class CacheJson : JsonSerializerContext;
