namespace PetShop.Api.Core.Cache.Shared;

/// <summary>Settings of the cache, section <c>Cache</c>. The defaults are what the promises in docs/decisions/0010 are stated for.</summary>
internal sealed class CacheOptions
{
    public const string Section = "Cache";

    /// <summary>Begins every key and channel in Redis: the same on all nodes of a shop, another one for each shop that shares a Redis.</summary>
    public string KeyPrefix { get; set; } = "petshop";

    /// <summary>Bytes that the in-process level may hold, keys and bookkeeping included.</summary>
    public long LocalBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>How old an entry of the in-process level may be while removals by other nodes cannot be heard.</summary>
    public TimeSpan FallbackTtl { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often a node proves to itself that it hears the removals of others.</summary>
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>How long one such proof is good for.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest a request waits for one answer of Redis.</summary>
    public TimeSpan OperationTimeout { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>So many unanswered operations in a row open the circuit; a broken connection opens it at once.</summary>
    public int FailuresToOpen { get; set; } = 3;

    /// <summary>How long an open circuit leaves Redis alone before it is tried again, in the background.</summary>
    public TimeSpan OpenFor { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest that one shared read of the source may take.</summary>
    public TimeSpan ReadTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Reads of single things that run at once; the others wait.</summary>
    public int ReadSlots { get; set; } = 8;

    /// <summary>Reads of single things that may wait.</summary>
    public int ReadQueue { get; set; } = 64;

    /// <summary>Reads of lists that run at once; the others wait.</summary>
    public int ListSlots { get; set; } = 4;

    /// <summary>Reads of lists that may wait.</summary>
    public int ListQueue { get; set; } = 16;

    /// <summary>Searches that run at once; the others wait.</summary>
    public int SearchSlots { get; set; } = 4;

    /// <summary>Searches that may wait.</summary>
    public int SearchQueue { get; set; } = 16;

    /// <summary>How long a read may wait for a slot.</summary>
    public TimeSpan ReadPatience { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a node remembers that nothing was found under a key.</summary>
    public TimeSpan AbsentTtl { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many such keys a node remembers.</summary>
    public int AbsentNames { get; set; } = 10_000;

    /// <summary>
    /// How long Redis remembers the version of a removed tag; forgetting one costs a miss, never a stale answer.
    /// </summary>
    public TimeSpan VersionLife { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Removals remembered by tag while Redis is away; beyond that everything is removed when it returns.</summary>
    public int PendingTags { get; set; } = 10_000;

    public bool IsSane() => KeyPrefix.Length is > 0 and <= 100 && LocalBytes > 0 && FailuresToOpen > 0 && PendingTags >= 0
        && FallbackTtl >= TimeSpan.Zero && Heartbeat > TimeSpan.Zero && Lease > Heartbeat && OperationTimeout > TimeSpan.Zero
        && OpenFor > TimeSpan.Zero && ReadTimeout > TimeSpan.Zero && VersionLife > Lease
        && ReadSlots > 0 && ReadQueue >= 0 && ListSlots > 0 && ListQueue >= 0 && SearchSlots > 0 && SearchQueue >= 0
        && ReadPatience > TimeSpan.Zero
        && AbsentTtl >= TimeSpan.Zero && AbsentNames > 0;
}
