namespace PetShop.Api.Core.Http;

/// <summary>On requests that have it, a public answer says which entry of the cache it is.</summary>
internal sealed class CacheUse
{
    /// <summary>Null where it is none.</summary>
    public string? Key { get; set; }
}
