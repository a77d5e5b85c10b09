namespace PetShop.Api.Core.Http;

/// <summary>
/// The action's public answer is an entry of the cache: it carries an ETag, honours If-None-Match, and is the same for
/// everybody but admins. Read by the cache and by the API's description.
/// </summary>
/// <param name="names">Tags of the cache on which it depends which entry belongs to an address.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PubliclyCachedAttribute(params string[] names) : Attribute
{
    public string[] Names => names;
}
