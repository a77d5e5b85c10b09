namespace PetShop.Api.Core.Http;

/// <summary>
/// A request feature: if present, a public response records how it can be given again without its action.
/// </summary>
internal sealed class PublicReadFeature
{
    /// <summary>The cache entry that the response is; null if it is none.</summary>
    public string? Key { get; set; }

    /// <summary>Gives the same response to another request; null if only the action can.</summary>
    public RequestDelegate? Repeat { get; set; }
}
