using Microsoft.OpenApi;
using PetShop.Api.Core.Limits;

namespace PetShop.Api.Core.OpenApi;

/// <summary>The response headers, each described once in the document's components.</summary>
internal static class ResponseHeaders
{
    /// <summary>Headers of responses with a version.</summary>
    public const string Version = "ETag";

    private const string Challenge = "WWW-Authenticate";

    /// <summary>Headers of every response. Vary contains Origin if storefronts of other origins may call.</summary>
    private static readonly string[] Always =
        ["X-Request-Id", "Cache-Control", "Vary", RateLimitHeaders.Limit, RateLimitHeaders.Policy];

    /// <summary>Headers of a status, for every operation.</summary>
    private static readonly Dictionary<string, string[]> ByStatus = new()
    {
        ["201"] = ["Location"],
        ["401"] = [Challenge],
        ["415"] = ["Accept-Encoding"],
        ["429"] = ["Retry-After"],
        ["503"] = ["Retry-After"],
    };

    private static readonly Dictionary<string, (JsonSchemaType Type, string Description)> All = new()
    {
        ["X-Request-Id"] = (JsonSchemaType.String, "The X-Request-Id that you sent, or a generated one."),
        ["Cache-Control"] = (JsonSchemaType.String,
            "`no-cache` if the response has an ETag for conditional requests, otherwise `no-store`."),
        ["Vary"] = (JsonSchemaType.String, "The request headers that the response depends on."),
        [RateLimitHeaders.Limit] = (JsonSchemaType.String, "What is left of your rate limit: "
            + "`\"anonymous\";r=999;t=8` means 999 requests in the next 8 seconds. Absent if rate limits are off."),
        [RateLimitHeaders.Policy] = (JsonSchemaType.String, "Your rate limit: `\"anonymous\";q=1000;w=10` means 1000 "
            + "requests in 10 seconds. Absent if rate limits are off."),
        [Version] = (JsonSchemaType.String, "The version of the resource, including the quotes. "
            + "Send it as `If-None-Match` to read it again, or as `If-Match` to change it."),
        ["Accept-Encoding"] = (JsonSchemaType.String, "`identity` if the body was compressed: send it uncompressed."),
        ["Content-Disposition"] = (JsonSchemaType.String, "The name of the file."),
        ["Location"] = (JsonSchemaType.String, "The path of the new resource."),
        ["Retry-After"] = (JsonSchemaType.Integer, "Seconds to wait before a retry."),
        [Challenge] = (JsonSchemaType.String,
            "`Bearer`; with `error=\"invalid_token\"` if an invalid or expired token was sent."),
        ["Cart-Token"] = (JsonSchemaType.String,
            "The token of the guest's cart: send it in the same header with all requests for the cart."),
        ["Idempotent-Replayed"] =
            (JsonSchemaType.String, "`true` if this repeats the first response to this Idempotency-Key."),
    };

    public static Dictionary<string, IOpenApiHeader> Components =>
        All.ToDictionary(header => header.Key, IOpenApiHeader (header) => new OpenApiHeader
        {
            Description = header.Value.Description,
            Schema = new OpenApiSchema { Type = header.Value.Type },
        });

    /// <summary>Adds a header to a response.</summary>
    public static void Add(IOpenApiResponse response, string name, OpenApiDocument document)
    {
        if (response is OpenApiResponse open)
            (open.Headers ??= new Dictionary<string, IOpenApiHeader>())[name] =
                new OpenApiHeaderReference(name, document);
    }

    /// <summary>Adds the headers of every response and those of its status.</summary>
    /// <param name="isPublic">Whether callers without a token get it: then it also reports a rejected token.</param>
    public static void AddUsual(string status, IOpenApiResponse response, OpenApiDocument document, bool isPublic)
    {
        if (isPublic)
            Add(response, Challenge, document);
        foreach (var name in ByStatus.GetValueOrDefault(status, []).Concat(Always))
            Add(response, name, document);
    }
}
