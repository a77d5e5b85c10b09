namespace PetShop.Api.Core.Cache.Redis;

/// <summary>Removals that Redis has not been told of. Not safe for threads by itself: <see cref="RedisLink"/> guards it.</summary>
internal sealed class PendingRemovals(int limit)
{
    private HashSet<string> _tags = new(StringComparer.Ordinal);
    private bool _all;

    public bool IsEmpty => !_all && _tags.Count == 0;

    /// <param name="tags">Null: everything is to go.</param>
    public void Add(IReadOnlyCollection<string>? tags)
    {
        if (tags is not null && !_all)
            _tags.UnionWith(tags);
        if (tags is null || _tags.Count > limit)
        {
            // Cheaper to keep than what exactly, and always right.
            _all = true;
            _tags.Clear();
        }
    }

    /// <summary>Hands out what is pending and forgets it: whoever takes it puts it back if Redis still does not answer.</summary>
    /// <returns>Null for everything.</returns>
    public IReadOnlyCollection<string>? Take()
    {
        var taken = _all ? null : _tags;
        (_all, _tags) = (false, new(StringComparer.Ordinal));
        return taken;
    }
}
