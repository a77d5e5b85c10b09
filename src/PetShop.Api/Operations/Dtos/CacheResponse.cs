using PetShop.Api.Core.Cache.Shared;

namespace PetShop.Api.Operations.Dtos;

/// <summary>How the cache does, on all nodes together and on each.</summary>
/// <param name="HitRate">Part of all reads that needed no database, 0 to 1; null before the first.</param>
/// <param name="Entries">Answers in the nodes' memory; one that several nodes hold counts several times.</param>
/// <param name="Bytes">Their size, keys and bookkeeping included.</param>
/// <param name="Invalidations">Removals since the nodes started: their own and, counted again at each, those they heard from others.</param>
/// <param name="Redis">How the node that answers stands with Redis.</param>
/// <param name="Nodes">The node that answers, then the others; theirs are as old as their last heartbeat.</param>
public sealed record CacheResponse(double? HitRate, long Entries, long Bytes, long Invalidations, RedisState Redis, IReadOnlyList<NodeFigures> Nodes);
