using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Primitives;
using PetShop.Api.Core.Json;

namespace PetShop.Api.Core.Http;

/// <summary>Sends a public representation as it is, or a 304 if the caller already has it.</summary>
public sealed class JsonBytesResult(JsonBytes body) : ActionResult
{
    private static readonly StringValues NoCache = "no-cache";
    private static readonly StringValues VaryAuthorization = "Authorization";

    public override Task ExecuteResultAsync(ActionContext context) => SendAsync(context.HttpContext, body);

    /// <summary>Sends it, and records its cache entry if the request asks for that.</summary>
    internal static Task SendAsync(HttpContext context, JsonBytes body)
    {
        if (context.Features.Get<PublicReadFeature>() is { } feature)
            feature.Key = body.CacheKey;
        return WriteAsync(context, body);
    }

    internal static Task WriteAsync(HttpContext context, JsonBytes body)
    {
        var response = context.Response;
        response.Headers.ETag = body.ETag;
        response.Headers.CacheControl = NoCache;
        response.Headers.Vary = response.Headers.Vary.Count == 0
            ? VaryAuthorization
            : StringValues.Concat(response.Headers.Vary, VaryAuthorization);
        if (EntityTags.Match(context.Request.Headers.IfNoneMatch, body.ETag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Utf8.Length;
        return response.Body.WriteAsync(body.Utf8, context.RequestAborted).AsTask();
    }
}
