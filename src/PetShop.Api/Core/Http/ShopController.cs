using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Errors;

namespace PetShop.Api.Core.Http;

/// <summary>What the shop's controllers share: the headers that go with an answer.</summary>
[ApiController]
public abstract class ShopController : ControllerBase
{
    /// <summary>What the caller's If-Match asks for.</summary>
    protected ExpectedVersion IfMatch => EntityTags.ParseIfMatch(Request.Headers.IfMatch);

    /// <summary>A public representation: cacheable, with 304 for who has it already.</summary>
    protected static JsonBytesResult Cacheable(JsonBytes body) => new(body);

    /// <summary>The same, or a refusal that is too common to be an exception: anyone may ask for what there is not.</summary>
    protected static IActionResult Cacheable(JsonBytes? body, Func<ShopException> otherwise) =>
        body is not null ? new JsonBytesResult(body) : new ProblemResult(otherwise());

    /// <summary>An answer that no cache may keep; its ETag, where it has one, serves If-Match alone.</summary>
    protected ObjectResult Private(object body, long? version = null)
    {
        MarkPrivate(version);
        return Ok(body);
    }

    /// <summary>201 with the new resource and where it is.</summary>
    protected ObjectResult CreatedPrivate(string path, object body, long? version = null)
    {
        MarkPrivate(version);
        return Created(path, body);
    }

    /// <summary>204: it is done, and there is nothing to keep.</summary>
    protected NoContentResult DonePrivate()
    {
        MarkPrivate(null);
        return NoContent();
    }

    private void MarkPrivate(long? version)
    {
        Response.Headers.CacheControl = "no-store";
        if (version is { } counter)
            Response.Headers.ETag = EntityTags.Of(counter);
    }
}
