using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using PetShop.Api.Core.Cache.Local;
using PetShop.Api.Core.Cache.Shared;

namespace PetShop.Api.Core.Cache.Redis;

/// <summary>This node's name and figures, and those that other nodes send with their heartbeats.</summary>
internal sealed class NodeRegistry(
    LocalStore local, RedisLink link, CacheMetrics metrics, IOptions<CacheOptions> options, CacheClock clock)
{
    private readonly ConcurrentDictionary<string, (NodeFigures Figures, long HeardAt)> _others =
        new(StringComparer.Ordinal);

    public string Own { get; } = RandomNumberGenerator.GetHexString(12, lowercase: true);

    public NodeFigures OwnStatistics => new(
        Own, metrics.LocalHits, metrics.RedisHits, metrics.Misses, local.Count, local.Bytes, options.Value.LocalBytes,
        metrics.Fills, metrics.RefusedFills, metrics.Removals, metrics.RedisFailures, link.State);

    /// <summary>The other nodes whose heartbeats were received recently.</summary>
    public IEnumerable<NodeFigures> Others =>
        _others.Values.Where(node => IsRecent(node.HeardAt)).Select(node => node.Figures);

    public void Update(NodeFigures figures)
    {
        if (!_others.ContainsKey(figures.Node))
            foreach (var (gone, _) in _others.Where(node => !IsRecent(node.Value.HeardAt)))
                _others.TryRemove(gone, out _);
        _others[figures.Node] = (figures, clock.Now);
    }

    private bool IsRecent(long heardAt) => clock.Since(heardAt) < 3 * options.Value.Lease;
}
