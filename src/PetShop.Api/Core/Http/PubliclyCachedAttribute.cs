namespace PetShop.Api.Core.Http;

/// <summary>
/// Marks an action whose public response is a cache entry: it has an ETag, supports If-None-Match, and is the same for
/// everybody except admins. Used by the cache and the OpenAPI document.
/// </summary>
/// <param name="names">Cache tags that determine which entry belongs to a URL.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PubliclyCachedAttribute(params string[] names) : Attribute
{
    public string[] Names => names;
}
