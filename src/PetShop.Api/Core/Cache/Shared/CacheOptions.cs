namespace PetShop.Api.Core.Cache.Shared;

/// <summary>
/// Settings of the cache, section <c>Cache</c>. The guarantees in docs/decisions/0010 assume the defaults.
/// </summary>
internal sealed class CacheOptions
{
    public const string Section = "Cache";

    /// <summary>
    /// The prefix of every key and channel in Redis: the same on all nodes of a shop, and different for each shop that
    /// shares a Redis.
    /// </summary>
    public string KeyPrefix { get; set; } = "petshop";

    /// <summary>The size of the in-memory level in bytes, including keys and bookkeeping.</summary>
    public long LocalBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>The maximum age of an in-memory entry while the removals of other nodes cannot be heard.</summary>
    public TimeSpan FallbackTtl { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often a node checks that it hears the removals of others.</summary>
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>How long a successful check counts.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a request waits for Redis at most.</summary>
    public TimeSpan OperationTimeout { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How many consecutive timeouts open the circuit. A broken connection opens it at once.</summary>
    public int FailuresToOpen { get; set; } = 3;

    /// <summary>How long an open circuit waits before Redis is probed again in the background.</summary>
    public TimeSpan OpenFor { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The maximum duration of a shared read of the source.</summary>
    public TimeSpan ReadTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many reads of single resources run at once.</summary>
    public int ReadSlots { get; set; } = 8;

    /// <summary>How many reads of single resources may wait.</summary>
    public int ReadQueue { get; set; } = 64;

    /// <summary>How many reads of lists run at once.</summary>
    public int ListSlots { get; set; } = 4;

    /// <summary>How many reads of lists may wait.</summary>
    public int ListQueue { get; set; } = 16;

    /// <summary>How many searches run at once.</summary>
    public int SearchSlots { get; set; } = 4;

    /// <summary>How many searches may wait.</summary>
    public int SearchQueue { get; set; } = 16;

    /// <summary>How long a read may wait for a slot.</summary>
    public TimeSpan ReadPatience { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a node remembers that a key was not found.</summary>
    public TimeSpan AbsentTtl { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many such keys a node remembers.</summary>
    public int AbsentNames { get; set; } = 10_000;

    /// <summary>
    /// How long Redis remembers the version of a removed tag. A forgotten version causes a miss, never a stale
    /// response.
    /// </summary>
    public TimeSpan VersionLife { get; set; } = TimeSpan.FromDays(1);

    /// <summary>
    /// How many removals by tag are remembered while Redis is unavailable. Beyond that, everything is removed when it
    /// returns.
    /// </summary>
    public int PendingTags { get; set; } = 10_000;

    public bool IsValid() =>
        KeyPrefix.Length is > 0 and <= 100 && LocalBytes > 0 && FailuresToOpen > 0 && PendingTags >= 0
            && FallbackTtl >= TimeSpan.Zero && Heartbeat > TimeSpan.Zero && Lease > Heartbeat
            && OperationTimeout > TimeSpan.Zero
            && OpenFor > TimeSpan.Zero && ReadTimeout > TimeSpan.Zero && VersionLife > Lease
            && ReadSlots > 0 && ReadQueue >= 0 && ListSlots > 0 && ListQueue >= 0 && SearchSlots > 0 && SearchQueue >= 0
            && ReadPatience > TimeSpan.Zero
            && AbsentTtl >= TimeSpan.Zero && AbsentNames > 0;
}
