using PetShop.Api.Core.Cache.Shared;
using StackExchange.Redis;

namespace PetShop.Api.Core.Cache.Redis;

/// <summary>The server process at the other end of a connection, as it describes itself.</summary>
/// <param name="RunId">Changes with each restart.</param>
internal sealed record RedisServer(string RunId, bool IsCluster)
{
    public const string NoCluster =
        "ConnectionStrings__Redis leads to a Redis Cluster. The cache needs one server that sees all of its keys "
        + "and scripts: name a single Redis, or the Sentinels that watch one.";

    private const string RunIdField = "run_id:";
    private const string ModeField = "redis_mode:";

    /// <summary>Asks the primary.</summary>
    /// <exception cref="RedisException">The server does not respond, or reports no run id.</exception>
    public static Task<RedisServer> AskAsync(IDatabase redis, CacheOptions options, CacheClock clock) =>
        ReadAsync(redis.ExecuteAsync("INFO", ["server"], CommandFlags.DemandMaster), options, clock);

    /// <summary>Asks only this server.</summary>
    /// <inheritdoc cref="AskAsync(IDatabase, CacheOptions, CacheClock)"/>
    public static Task<RedisServer> AskAsync(IServer server, CacheOptions options, CacheClock clock) =>
        ReadAsync(server.ExecuteAsync("INFO", "server"), options, clock);

    private static async Task<RedisServer> ReadAsync(Task<RedisResult> asked, CacheOptions options, CacheClock clock)
    {
        var info = (string?)await asked.WaitAsync(options.OperationTimeout, clock.Time);
        var lines = (info ?? "").Split('\n', StringSplitOptions.TrimEntries);
        return ValueOf(RunIdField) is { Length: > 0 } runId
            ? new(runId, ValueOf(ModeField) == "cluster")
            : throw new RedisException("INFO names no run_id, so the server could not be told from the one before it.");

        string? ValueOf(string field) =>
            lines.FirstOrDefault(line => line.StartsWith(field, StringComparison.Ordinal))?[field.Length..];
    }
}
