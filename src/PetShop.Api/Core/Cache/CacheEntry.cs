namespace PetShop.Api.Core.Cache;

/// <summary>Where something cached is kept, for how long at most, and what removes it.</summary>
/// <param name="Key">Unique in the shop, parts separated by colons: <c>products:id:42</c>. Removal by pattern looks at it.</param>
/// <param name="Ttl">How long it may be served after it was read, if nothing removes it earlier.</param>
/// <param name="Tags">What it was made from: <c>products</c>, <c>product:42</c>. Removing any of them removes the entry.</param>
public sealed record CacheEntry(string Key, TimeSpan Ttl, params string[] Tags);
