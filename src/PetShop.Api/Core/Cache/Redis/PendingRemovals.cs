namespace PetShop.Api.Core.Cache.Redis;

/// <summary>Removals that could not be sent to Redis yet. Not thread-safe: <see cref="RedisLink"/> guards it.</summary>
internal sealed class PendingRemovals(int limit)
{
    private HashSet<string> _tags = new(StringComparer.Ordinal);
    private bool _all;

    public bool IsEmpty => !_all && _tags.Count == 0;

    /// <param name="tags">Null: everything is removed.</param>
    public void Add(IReadOnlyCollection<string>? tags)
    {
        if (tags is not null && !_all)
            _tags.UnionWith(tags);
        if (tags is null || _tags.Count > limit)
        {
            // Cheaper than remembering each tag, and always correct.
            _all = true;
            _tags.Clear();
        }
    }

    /// <summary>
    /// Returns the pending removals and clears them. The caller adds them again if Redis still does not respond.
    /// </summary>
    /// <returns>Null for everything.</returns>
    public IReadOnlyCollection<string>? Take()
    {
        var taken = _all ? null : _tags;
        (_all, _tags) = (false, new(StringComparer.Ordinal));
        return taken;
    }
}
