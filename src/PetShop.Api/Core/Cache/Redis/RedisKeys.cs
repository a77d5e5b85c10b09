using PetShop.Api.Core.Cache.Local;
using PetShop.Api.Core.Cache.Shared;
using StackExchange.Redis;

namespace PetShop.Api.Core.Cache.Redis;

/// <summary>
/// The names of a shop's keys on one server process. Its run id is part of them, so that what another process, or the same one before
/// a restart, has kept on disk is never read. Every key has an end, so nothing of it stays behind.
/// </summary>
/// <param name="build">Nodes may shape an answer differently, so each way keeps its own entries; versions and removals
/// are common to all.</param>
internal sealed class RedisKeys(string prefix, string build, string runId)
{
    /// <summary>In braces, so that a cluster keeps a shop's keys on one server: scripts need them together.</summary>
    private readonly string _space = $"{{{prefix}}}:{runId[..Math.Min(12, runId.Length)]}:";

    public RedisKey All => _space + "all";

    public RedisKey Patterns => _space + "patterns";

    public RedisKey Number => _space + "number";

    public RedisKey Entry(string key) => $"{_space}e:{build}:{key}";

    public RedisKey Tag(string tag) => $"{_space}t:{tag}";

    /// <summary>An entry and the versions it depends on, in the order of <see cref="EntryVersions"/>.</summary>
    public RedisKey[] EntryAndVersions(string key, IReadOnlyList<string> tags) =>
        [Entry(key), All, Patterns, Number, .. tags.Select(Tag)];

    /// <summary>For SCAN: the matching entries of every build and setting that may be running.</summary>
    public string Matching(GlobPattern pattern) =>
        $"{GlobPattern.Escape(_space)}e:{new string('?', CacheBuild.Length)}:{pattern.ToRedis()}";

    /// <summary>The same whatever process serves it: it is what tells a node that its session is over.</summary>
    public static RedisChannel Channel(string prefix) => RedisChannel.Literal($"{prefix}:removals");
}
