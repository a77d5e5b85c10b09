namespace PetShop.Api.Core.Http;

/// <summary>A request feature: if present, a public response records which cache entry it is.</summary>
internal sealed class CacheKeyFeature
{
    /// <summary>Null if the response is not a cache entry.</summary>
    public string? Key { get; set; }
}
