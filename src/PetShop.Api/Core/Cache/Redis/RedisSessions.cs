using Microsoft.Extensions.Options;
using PetShop.Api.Core.Cache.Shared;
using PetShop.Api.Core.Hosting;
using StackExchange.Redis;

namespace PetShop.Api.Core.Cache.Redis;

/// <summary>Opens this node's sessions with Redis, and stops the node if the server cannot be used.</summary>
internal sealed class RedisSessions(
    NodeRegistry nodes, CacheFormatVersion build, StartupGuard refusal,
    IOptions<CacheOptions> options, CacheClock clock)
{
    private int _opened;

    /// <summary>
    /// Call it before any other command on a connection: a cluster answers some commands and not others.
    /// </summary>
    /// <exception cref="StartupException">The server is a cluster; the node is being stopped.</exception>
    public async Task RequireSingleAsync(IConnectionMultiplexer connection)
    {
        // Ask each server: a cluster whose slots are not assigned has no server for commands with keys.
        foreach (var server in connection.GetServers().Where(server => server.IsConnected))
        {
            if (!await IsClusterAsync(server))
                continue;
            refusal.Stop(RedisServer.NoCluster);
            throw new StartupException(RedisServer.NoCluster);
        }
    }

    /// <summary>A server that does not respond does not rule out the primary, which is asked next.</summary>
    private async Task<bool> IsClusterAsync(IServer server)
    {
        try
        {
            return (await RedisServer.AskAsync(server, options.Value, clock)).IsCluster;
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            return false;
        }
    }

    public Task<RedisSession> OpenAsync(IConnectionMultiplexer connection) =>
        RedisSession.OpenAsync(connection, options.Value, clock, build, new(nodes.Own, ++_opened));
}
