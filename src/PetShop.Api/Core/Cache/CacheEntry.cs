namespace PetShop.Api.Core.Cache;

/// <summary>Where something cached is kept, for how long at most, and what removes it.</summary>
/// <param name="Key">Unique in the shop, parts separated by colons: <c>products:id:42</c>. Removal by pattern looks at it.</param>
/// <param name="Ttl">How long it may be served after it was read, if nothing removes it earlier.</param>
/// <param name="Tags">What it was made from: <c>products</c>, <c>product:42</c>. Removing any of them removes the entry.</param>
public sealed record CacheEntry(string Key, TimeSpan Ttl, params string[] Tags)
{
    /// <summary>Which slots a read of it goes through.</summary>
    public ReadLane Lane { get => IsDerived ? ReadLane.Free : field; init; } = ReadLane.Quick;

    /// <summary>
    /// Whether it is made from other entries of the cache and not from the database. It is then kept in this process
    /// alone: what another entry held here may be a moment older than what Redis would take it for.
    /// </summary>
    public bool IsDerived { get; init; }
}
