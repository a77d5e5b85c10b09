using PetShop.Api.Core.Cache.Redis;
using PetShop.Api.Core.Cache.Shared;

namespace PetShop.Api.Core.Cache;

/// <summary>Statistics of the cache.</summary>
public interface ICacheStatistics
{
    /// <summary>The state of this node's connection to Redis.</summary>
    RedisState Redis { get; }

    /// <summary>
    /// This node first, then the nodes whose heartbeats were received recently. Their figures are as old as their last
    /// heartbeat.
    /// </summary>
    IReadOnlyList<NodeFigures> OfAllNodes();
}

internal sealed class CacheStatistics(RedisLink link, NodeRegistry nodes) : ICacheStatistics
{
    public RedisState Redis => link.State;

    public IReadOnlyList<NodeFigures> OfAllNodes() =>
        [nodes.OwnStatistics, .. nodes.Others.OrderBy(node => node.Node, StringComparer.Ordinal)];
}
