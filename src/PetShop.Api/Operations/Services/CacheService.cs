using PetShop.Api.Core.Cache;
using PetShop.Api.Core.Cache.Shared;
using PetShop.Api.Core.Errors;
using PetShop.Api.Operations.Dtos;

namespace PetShop.Api.Operations.Services;

/// <summary>Statistics of the cache on all nodes, and removing entries.</summary>
public interface ICacheService
{
    /// <summary>The figures of all nodes, this one first.</summary>
    CacheResponse Current();

    /// <summary>Removes cache entries with matching keys, on all nodes.</summary>
    /// <exception cref="ShopException">400: the pattern is missing or too long.</exception>
    Task RemoveAsync(string? pattern);
}

internal sealed class CacheService(ICacheStatistics statistics, IShopCache cache) : ICacheService
{
    private const int PatternLength = 200;

    public CacheResponse Current()
    {
        var nodes = statistics.OfAllNodes();
        return new(
            NodeFigures.Rate(nodes.Sum(node => node.LocalHits + node.RedisHits), nodes.Sum(node => node.Misses)),
            nodes.Sum(node => node.Entries), nodes.Sum(node => node.Bytes), nodes.Sum(node => node.Invalidations),
            statistics.Redis, nodes);
    }

    public async Task RemoveAsync(string? pattern)
    {
        if (pattern is not { Length: > 0 and <= PatternLength })
            throw ShopException.Invalid("pattern",
                $"Give a pattern of 1 to {PatternLength} characters, such as products:*, or * for all keys.");
        await cache.RemoveByPatternAsync(pattern);
    }
}
