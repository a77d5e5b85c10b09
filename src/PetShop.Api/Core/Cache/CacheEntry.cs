namespace PetShop.Api.Core.Cache;

/// <summary>A cache entry: its key, its maximum lifetime, and what removes it.</summary>
/// <param name="Key">Unique in the shop, with parts separated by colons: <c>products:id:42</c>. Removal by pattern
/// matches it.</param>
/// <param name="Ttl">How long it may be served after it was read, if nothing removes it earlier.</param>
/// <param name="Tags">What it depends on: <c>products</c>, <c>product:42</c>. Removing any of them removes the
/// entry.</param>
public sealed record CacheEntry(string Key, TimeSpan Ttl, params string[] Tags)
{
    /// <summary>Which slots a database read for it uses.</summary>
    public ReadKind Kind { get => IsDerived ? ReadKind.Free : field; init; } = ReadKind.Quick;

    /// <summary>
    /// Whether it is derived from other cache entries instead of the database. It is then kept in this process only:
    /// the local copy of the other entry may be slightly older than the version in Redis, which would make it look
    /// current.
    /// </summary>
    public bool IsDerived { get; init; }
}
