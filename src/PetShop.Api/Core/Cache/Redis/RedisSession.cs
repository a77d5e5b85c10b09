using PetShop.Api.Core.Cache.Local;
using PetShop.Api.Core.Cache.Shared;
using StackExchange.Redis;

namespace PetShop.Api.Core.Cache.Redis;

/// <summary>
/// A period during which one server process is trusted. Every operation ends within the time limit or throws.
/// </summary>
internal sealed class RedisSession
{
    private readonly IConnectionMultiplexer _connection;
    private readonly IDatabase _redis;
    private readonly CacheOptions _options;
    private readonly CacheClock _clock;
    private readonly RedisScripts _scripts;
    private readonly RedisKeys _keys;
    private readonly string _channel;
    private long _versions;

    private RedisSession(
        IConnectionMultiplexer connection, CacheOptions options, CacheClock clock, RedisScripts scripts,
        RedisKeys keys, SessionName name)
    {
        (_connection, _options, _clock, _scripts, _keys, Name) = (connection, options, clock, scripts, keys, name);
        _redis = connection.GetDatabase();
        _channel = RedisKeys.Channel(options.KeyPrefix).ToString();
    }

    public SessionName Name { get; }

    public static async Task<RedisSession> OpenAsync(
        IConnectionMultiplexer connection, CacheOptions options, CacheClock clock,
        CacheFormatVersion build, SessionName name)
    {
        var redis = connection.GetDatabase();
        // In this order: if the server is replaced in between, the scripts are unknown to it and the first use fails.
        var scripts = await RedisScripts.LoadAsync(redis, name.ToString())
            .WaitAsync(4 * options.OperationTimeout, clock.Time);
        var server = await RedisServer.AskAsync(redis, options, clock);
        return new(connection, options, clock, scripts, new(options.KeyPrefix, build.Name, server.RunId), name);
    }

    /// <summary>The stored entry, if any, with its remaining lifetime and the current versions.</summary>
    public async Task<(byte[]? Stored, TimeSpan LifeLeft, EntryVersions Versions)> ReadAsync(
        string key, IReadOnlyList<string> tags)
    {
        var reply = (RedisResult[])(await EvaluateAsync(
            _scripts.Read, _keys.EntryAndVersions(key, tags), [NewVersion(), VersionLife]))!;
        var number = (string)reply[3]!;
        string[] ofTags = [.. reply[4..^1].Select(version => (string?)version ?? EntryVersions.NameOf(number))];
        var versions = new EntryVersions((string)reply[1]!, (string)reply[2]!, ofTags) { Number = number };
        return ((byte[]?)reply[0], TimeSpan.FromMilliseconds(Math.Max(0, (long)reply[^1])), versions);
    }

    /// <summary>The stored entry, whether or not it is current.</summary>
    public async Task<byte[]?> PeekAsync(string key) =>
        await _redis.StringGetAsync(_keys.Entry(key)).WaitAsync(_options.OperationTimeout, _clock.Time);

    /// <returns>Whether the entry was stored: false if something was removed since the versions were read.</returns>
    public async Task<bool> FillAsync(
        string key, IReadOnlyList<string> tags, EntryVersions versions, byte[] stored, TimeSpan ttl) =>
        (long)await EvaluateAsync(_scripts.Fill, _keys.EntryAndVersions(key, tags),
        [
            stored, Math.Max(1, (long)ttl.TotalMilliseconds), versions.Unwritten,
            versions.All, versions.Patterns, versions.Number, .. versions.Tags.Select(tag => (RedisValue)tag),
        ]) == 1;

    /// <summary>Makes all entries with these tags stale and notifies every node.</summary>
    public Task RemoveTagsAsync(IReadOnlyCollection<string> tags) =>
        SendAsync(RemovalKind.Tags, RemovalMessage.BodyOf(tags), tags.Select(_keys.Tag));

    public Task RemoveAllAsync() => SendAsync(RemovalKind.All, "", [_keys.All]);

    /// <summary>
    /// Notifies every node to remove its in-memory entries with this tag. The entries in Redis are kept.
    /// </summary>
    public Task PublishAsync(string tag) => SendAsync(RemovalKind.Tags, RemovalMessage.BodyOf([tag]), []);

    /// <summary>
    /// Notifies every node to remove its in-memory entries that match the pattern. Reads in progress do not store
    /// them again.
    /// </summary>
    public Task PublishAsync(GlobPattern pattern) => SendAsync(RemovalKind.Pattern, pattern.Text, [_keys.Patterns]);

    /// <summary>Deletes the matching entries by scanning the keys.</summary>
    public async Task DeleteAsync(GlobPattern pattern, CancellationToken ct)
    {
        foreach (var server in _connection.GetServers()
            .Where(server => server is { IsConnected: true, IsReplica: false }))
        {
            var keys = server.KeysAsync(_redis.Database, _keys.Matching(pattern), pageSize: 1000);
            await foreach (var page in keys.Chunk(500).WithCancellation(ct))
                await _redis.KeyDeleteAsync(page).WaitAsync(ct);
        }
    }

    public Task SendHeartbeatAsync(string body) =>
        EvaluateAsync(_scripts.Beat, [_keys.Number],
            [_channel, RemovalMessage.Compose(RemovalKind.Heartbeat, Name.Node, body), VersionLife]);

    private RedisValue VersionLife => (long)_options.VersionLife.TotalMilliseconds;

    /// <summary>
    /// A version is never reused: one that Redis has lost must not return as the version of another time.
    /// </summary>
    private RedisValue NewVersion() => $"{Name}.{Interlocked.Increment(ref _versions):x}";

    private Task<RedisResult> SendAsync(RemovalKind kind, string body, IEnumerable<RedisKey> versions) => EvaluateAsync(
        _scripts.Remove, [_keys.Number, .. versions],
        [_channel, RemovalMessage.Compose(kind, Name.Node, body), NewVersion(), VersionLife]);

    private Task<RedisResult> EvaluateAsync(byte[] script, RedisKey[] keys, RedisValue[] values) =>
        _redis.ScriptEvaluateAsync(script, keys, values, CommandFlags.DemandMaster)
            .WaitAsync(_options.OperationTimeout, _clock.Time);
}

/// <summary>The unique name of a session: the node, and the session's number on it.</summary>
internal sealed record SessionName(string Node, int Number)
{
    public override string ToString() => $"{Node}.{Number:x}";
}
