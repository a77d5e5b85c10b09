namespace PetShop.Api.Core.Cache;

/// <summary>
/// The tags of what an entry shows, where they are known only when it has been read: those of the products in a list.
/// </summary>
/// <param name="Guard">
/// A tag that is removed together with any of them. An entry is not kept when it was removed during the read: a part
/// that nobody knew of yet may have been among what was removed.
/// </param>
/// <param name="TagsOf">The tags of what is shown.</param>
public sealed record CacheParts<T>(string Guard, Func<T, IEnumerable<string>> TagsOf);
