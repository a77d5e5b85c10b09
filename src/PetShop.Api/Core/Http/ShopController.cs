using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Json;
using PetShop.Api.Core.Patching;

namespace PetShop.Api.Core.Http;

/// <summary>Base class of the shop's controllers: the headers of responses.</summary>
[ApiController]
public abstract class ShopController : ControllerBase
{
    /// <summary>The versions in the caller's If-Match.</summary>
    protected ExpectedVersion IfMatch => EntityTags.ParseIfMatch(Request.Headers.IfMatch);

    /// <summary>A public representation: cacheable, or 304 if the caller already has it.</summary>
    protected static JsonBytesResult Cacheable(JsonBytes body) => new(body);

    /// <summary>
    /// A public representation that a service reads, or a refusal if there is none. It can be repeated for other
    /// requests of the same URL without the action, so it must use nothing of this request.
    /// </summary>
    protected static ActionResult Cacheable<TSource>(
        Func<TSource, CancellationToken, ValueTask<JsonBytes?>> read, Func<ShopException> otherwise)
        where TSource : notnull => new PublicReadResult<TSource>(read, otherwise);

    /// <summary>A response that must not be cached. Its ETag, if it has one, is for If-Match only.</summary>
    protected ActionResult<T> OkNoStore<T>(T body, long? version = null)
    {
        SetNoStore(version);
        return Ok(body);
    }

    /// <summary>201 with the new resource and its location.</summary>
    protected ActionResult<T> CreatedNoStore<T>(string path, T body, long? version = null)
    {
        SetNoStore(version);
        return Created(path, body);
    }

    /// <summary>A file to download, which must not be cached.</summary>
    /// <param name="name">Must need no quoting.</param>
    protected FileContentResult FileNoStore(byte[] content, string type, string name)
    {
        SetNoStore(null);
        return File(content, type, name);
    }

    /// <summary>202: it will be done.</summary>
    protected ActionResult<T> AcceptedNoStore<T>(T body)
    {
        SetNoStore(null);
        return Accepted(body);
    }

    /// <summary>204: success without a body, not to be cached.</summary>
    protected NoContentResult NoContentNoStore()
    {
        SetNoStore(null);
        return NoContent();
    }

    private void SetNoStore(long? version)
    {
        Response.Headers.CacheControl = "no-store";
        if (version is { } counter)
            Response.Headers.ETag = EntityTags.Of(counter);
    }
}
