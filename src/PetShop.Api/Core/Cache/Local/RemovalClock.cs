namespace PetShop.Api.Core.Cache.Local;

/// <summary>
/// Detects whether something was removed since a read began. Each tag maps to a counter by its hash, so a few tags
/// share one. The memory is fixed, and a removal is one increment. A shared counter can cause a needless miss, never a
/// stale response.
/// </summary>
internal sealed class RemovalClock
{
    private const int Slots = 1 << 16;
    private readonly long[] _tags = new long[Slots];
    private long _all;
    private long _patterns;

    public Reading Begin(IReadOnlyList<string> tags, long now)
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
        return new Reading(now, all, patterns, slots, versions);
    }

    /// <summary>
    /// The same reading under tags that were not known when it began, in place of its last one. That one is removed
    /// together with any of them, and so tells whether one was removed before it was known.
    /// </summary>
    /// <returns>Null when it was, or anything else of the reading.</returns>
    public Reading? Extend(Reading reading, IReadOnlyList<string> tags)
    {
        var added = Begin(tags, reading.StartedAt);     // before the check, so that nothing falls between the two
        return HoldsFully(reading)
            ? reading with
            {
                Slots = [.. reading.Slots[..^1], .. added.Slots],
                Versions = [.. reading.Versions[..^1], .. added.Versions],
            }
            : null;
    }

    public void RaiseTag(string tag) => Interlocked.Increment(ref _tags[Slot(tag)]);

    public void RaiseAll() => Interlocked.Increment(ref _all);

    public void RaisePatterns() => Interlocked.Increment(ref _patterns);

    /// <summary>Whether neither everything nor one of the tags was removed since the read began.</summary>
    public bool Holds(Reading reading)
    {
        if (Volatile.Read(ref _all) != reading.All)
            return false;
        for (var i = 0; i < reading.Slots.Length; i++)
            if (Volatile.Read(ref _tags[reading.Slots[i]]) != reading.Versions[i])
                return false;
        return true;
    }

    /// <summary>
    /// Whether, in addition, nothing was removed by pattern: the result may be stored, or the read joined.
    /// </summary>
    public bool HoldsFully(Reading reading) => Volatile.Read(ref _patterns) == reading.Patterns && Holds(reading);

    private static int Slot(string tag) => tag.GetHashCode(StringComparison.Ordinal) & (Slots - 1);
}

/// <summary>The state when a read began: the time, and the removals up to then.</summary>
internal sealed record Reading(long StartedAt, long All, long Patterns, int[] Slots, long[] Versions);
