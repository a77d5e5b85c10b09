using PetShop.Api.Core.Cache.Local;
using PetShop.Api.Core.Cache.Shared;
using StackExchange.Redis;

namespace PetShop.Api.Core.Cache.Redis;

/// <summary>
/// The names of a shop's keys on one server process. They contain its run id, so that data on disk from another
/// process, or from before a restart, is never read. Every key expires, so nothing is left behind.
/// </summary>
/// <param name="build">Nodes that produce different responses use separate entries; versions and removals are common to
/// all.</param>
internal sealed class RedisKeys(string prefix, string build, string runId)
{
    /// <summary>In braces, so that all keys of a shop have the same hash slot: scripts need them together.</summary>
    private readonly string _space = $"{{{prefix}}}:{runId[..Math.Min(12, runId.Length)]}:";

    public RedisKey All => _space + "all";

    public RedisKey Patterns => _space + "patterns";

    public RedisKey Number => _space + "number";

    public RedisKey Entry(string key) => $"{_space}e:{build}:{key}";

    public RedisKey Tag(string tag) => $"{_space}t:{tag}";

    /// <summary>
    /// The key of an entry and those of the versions that it depends on, in the order of <see cref="EntryVersions"/>.
    /// </summary>
    public RedisKey[] EntryAndVersions(string key, IReadOnlyList<string> tags) =>
        [Entry(key), All, Patterns, Number, .. tags.Select(Tag)];

    /// <summary>For SCAN: the matching entries of all builds and settings that may be running.</summary>
    public string Matching(GlobPattern pattern) =>
        $"{GlobPattern.Escape(_space)}e:{new string('?', CacheFormatVersion.Length)}:{pattern.ToRedis()}";

    /// <summary>The same on every server process: it tells a node that its session has ended.</summary>
    public static RedisChannel Channel(string prefix) => RedisChannel.Literal($"{prefix}:removals");
}
