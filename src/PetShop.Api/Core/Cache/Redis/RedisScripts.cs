using StackExchange.Redis;

namespace PetShop.Api.Core.Cache.Redis;

/// <summary>
/// The scripts of one session, called by hash. Each contains the session's name, so that no other server process knows
/// it: a server restarted from an old snapshot, or a promoted replica, answers NOSCRIPT instead of stale data.
/// </summary>
internal sealed record RedisScripts(byte[] Read, byte[] Fill, byte[] Remove, byte[] Beat)
{
    // KEYS: entry, versions of everything and of patterns, number of removals, then versions of tags. ARGV: a version
    // for the first two if they have none, its lifetime (ms). Tags are not given a version here, because anyone can
    // request names that do not exist.
    private const string ReadText = """
        local found = redis.call('MGET', unpack(KEYS))
        for i = 2, 3 do
            if not found[i] then
                redis.call('SET', KEYS[i], ARGV[1], 'PX', ARGV[2])
                found[i] = ARGV[1]
            end
        end
        found[4] = found[4] or '0'
        found[#KEYS + 1] = redis.call('PTTL', KEYS[1])
        return found
        """;

    // KEYS: as above. ARGV: body, lifetime (ms), the assumed version of tags that have none, then the versions when the
    // read began. A tag may have no version as long as nothing at all was removed since. Versions live as long as the
    // entries that depend on them.
    private const string FillText = """
        local unwritten = false
        for i = 2, #KEYS do
            local version = redis.call('GET', KEYS[i])
            if i > 4 and not version and ARGV[i + 2] == ARGV[3] then
                unwritten = true
            elseif i ~= 4 and version ~= ARGV[i + 2] then
                return 0
            end
        end
        if unwritten and (redis.call('GET', KEYS[4]) or '0') ~= ARGV[6] then return 0 end
        for i = 5, #KEYS do
            if redis.call('PTTL', KEYS[i]) < tonumber(ARGV[2]) then
                redis.call('SET', KEYS[i], ARGV[i + 2], 'PX', ARGV[2])
            end
        end
        redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
        return 1
        """;

    // KEYS: the number of removals, then the versions to change. ARGV: channel, message, new version, life (ms).
    private const string RemoveText = """
        for i = 2, #KEYS do redis.call('SET', KEYS[i], ARGV[3], 'PX', ARGV[4]) end
        local number = redis.call('INCR', KEYS[1])
        redis.call('PEXPIRE', KEYS[1], ARGV[4])
        redis.call('PUBLISH', ARGV[1], number .. '\n' .. ARGV[2])
        return number
        """;

    // KEYS: the number of removals. ARGV: channel, message, life (ms).
    private const string HeartbeatText = """
        local number = redis.call('GET', KEYS[1]) or '0'
        redis.call('PEXPIRE', KEYS[1], ARGV[3])
        redis.call('PUBLISH', ARGV[1], number .. '\n' .. ARGV[2])
        return number
        """;

    public static async Task<RedisScripts> LoadAsync(IDatabase redis, string session) => new(
        await LoadAsync(redis, session, ReadText), await LoadAsync(redis, session, FillText),
        await LoadAsync(redis, session, RemoveText), await LoadAsync(redis, session, HeartbeatText));

    private static async Task<byte[]> LoadAsync(IDatabase redis, string session, string text)
    {
        var hash = await redis.ExecuteAsync("SCRIPT", ["LOAD", $"-- {session}\n{text}"], CommandFlags.DemandMaster);
        return Convert.FromHexString((string)hash!);
    }
}
