namespace PetShop.Api.Core.Cache;

/// <summary>
/// Tags that are known only after the entry has been read, such as those of the products in a list.
/// </summary>
/// <param name="Guard">
/// A tag that is removed together with any of them. If it was removed during the read, the entry is not stored, because
/// one of the tags that were still unknown may have been removed.
/// </param>
/// <param name="TagsOf">Returns the tags of what was read.</param>
public sealed record CacheParts<T>(string Guard, Func<T, IEnumerable<string>> TagsOf);
