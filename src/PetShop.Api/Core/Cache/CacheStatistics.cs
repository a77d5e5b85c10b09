using PetShop.Api.Core.Cache.Redis;
using PetShop.Api.Core.Cache.Shared;

namespace PetShop.Api.Core.Cache;

/// <summary>The cache in figures.</summary>
public interface ICacheStatistics
{
    /// <summary>How this node stands with Redis.</summary>
    RedisState Redis { get; }

    /// <summary>This node first, then those heard lately; their figures are as old as their last heartbeat.</summary>
    IReadOnlyList<NodeFigures> OfAllNodes();
}

internal sealed class CacheStatistics(RedisLink link, Nodes nodes) : ICacheStatistics
{
    public RedisState Redis => link.State;

    public IReadOnlyList<NodeFigures> OfAllNodes() =>
        [nodes.OwnFigures, .. nodes.Others.OrderBy(node => node.Node, StringComparer.Ordinal)];
}
