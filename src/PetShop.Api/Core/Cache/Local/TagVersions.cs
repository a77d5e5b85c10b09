namespace PetShop.Api.Core.Cache.Local;

/// <summary>
/// Detects whether something was removed since a read began. Each tag maps to a counter by its hash, so a few tags
/// share one. The memory is fixed, and a removal is one increment. A shared counter can cause a needless miss, never a
/// stale response.
/// </summary>
internal sealed class TagVersions
{
    private const int Slots = 1 << 16;
    private readonly long[] _tags = new long[Slots];
    private long _all;
    private long _patterns;

    public VersionSnapshot Begin(IReadOnlyList<string> tags, long now)
    {
        var slots = new int[tags.Count];
        var versions = new long[tags.Count];
        var all = Volatile.Read(ref _all);
        var patterns = Volatile.Read(ref _patterns);
        for (var i = 0; i < slots.Length; i++)
        {
            slots[i] = Slot(tags[i]);
            versions[i] = Volatile.Read(ref _tags[slots[i]]);
        }
        return new VersionSnapshot(now, all, patterns, slots, versions);
    }

    /// <summary>
    /// The same read under tags that were unknown when it began, in place of its last tag. The last tag is removed
    /// together with any of them, so its version shows whether one was removed before it was known.
    /// </summary>
    /// <returns>Null if one was removed, or another tag of the read.</returns>
    public VersionSnapshot? Extend(VersionSnapshot snapshot, IReadOnlyList<string> tags)
    {
        var added = Begin(tags, snapshot.StartedAt);     // before the check, so that nothing falls between the two
        return IsCurrentForFill(snapshot)
            ? snapshot with
            {
                Slots = [.. snapshot.Slots[..^1], .. added.Slots],
                Versions = [.. snapshot.Versions[..^1], .. added.Versions],
            }
            : null;
    }

    public void IncrementTag(string tag) => Interlocked.Increment(ref _tags[Slot(tag)]);

    public void IncrementAll() => Interlocked.Increment(ref _all);

    public void IncrementPatterns() => Interlocked.Increment(ref _patterns);

    /// <summary>Whether neither everything nor one of the tags was removed since the read began.</summary>
    public bool IsCurrent(VersionSnapshot snapshot)
    {
        if (Volatile.Read(ref _all) != snapshot.All)
            return false;
        for (var i = 0; i < snapshot.Slots.Length; i++)
            if (Volatile.Read(ref _tags[snapshot.Slots[i]]) != snapshot.Versions[i])
                return false;
        return true;
    }

    /// <summary>
    /// Whether, in addition, nothing was removed by pattern: the result may be stored, or the read joined.
    /// </summary>
    public bool IsCurrentForFill(VersionSnapshot snapshot) =>
        Volatile.Read(ref _patterns) == snapshot.Patterns && IsCurrent(snapshot);

    private static int Slot(string tag) => tag.GetHashCode(StringComparison.Ordinal) & (Slots - 1);
}

/// <summary>The state when a read began: the time, and the removals up to then.</summary>
internal sealed record VersionSnapshot(long StartedAt, long All, long Patterns, int[] Slots, long[] Versions);
