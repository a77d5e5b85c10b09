using PetShop.Api.Core.Cache.Shared;

namespace PetShop.Api.Operations.Dtos;

/// <summary>Statistics of the cache, for all nodes together and for each.</summary>
/// <param name="HitRate">The proportion of reads that needed no database, 0 to 1; null before the first read.</param>
/// <param name="Entries">Entries in the nodes' memory; one that several nodes have counts several times.</param>
/// <param name="Bytes">Their size, including keys and bookkeeping.</param>
/// <param name="Invalidations">Removals since the nodes started, counted on every node.</param>
/// <param name="Redis">The connection to Redis of the node that answers.</param>
/// <param name="Nodes">The node that answers, then the others, with the figures of their last heartbeat.</param>
public sealed record CacheResponse(
    double? HitRate, long Entries, long Bytes, long Invalidations, RedisState Redis, IReadOnlyList<NodeFigures> Nodes);
