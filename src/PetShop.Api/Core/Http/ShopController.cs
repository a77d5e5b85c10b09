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
    /// The same, or a refusal that is too frequent to be an exception: anyone may ask for resources that do not exist.
    /// </summary>
    protected static ActionResult Cacheable(JsonBytes? body, Func<ShopException> otherwise) =>
        body is not null ? new JsonBytesResult(body) : new ProblemResult(otherwise());

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
