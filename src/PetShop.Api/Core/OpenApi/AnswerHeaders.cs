using Microsoft.OpenApi;
using PetShop.Api.Core.Limits;

namespace PetShop.Api.Core.OpenApi;

/// <summary>The headers of answers, each described once among the document's components.</summary>
internal static class AnswerHeaders
{
    /// <summary>What an answer with a version carries.</summary>
    public const string Version = "ETag";

    private const string Challenge = "WWW-Authenticate";

    /// <summary>On every answer. Vary names Origin wherever storefronts of other origins may call.</summary>
    private static readonly string[] Always =
        ["X-Request-Id", "Cache-Control", "Vary", RateLimitFields.Limit, RateLimitFields.Policy];

    /// <summary>Those of a status, whatever the operation.</summary>
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
        ["X-Request-Id"] = (JsonSchemaType.String, "The X-Request-Id that you sent, or one that the shop made."),
        ["Cache-Control"] = (JsonSchemaType.String, "`no-cache` where the answer has an ETag to ask again with, else `no-store`."),
        ["Vary"] = (JsonSchemaType.String, "The request headers that the answer depends on."),
        [RateLimitFields.Limit] = (JsonSchemaType.String, "What is left of your limit: `\"anonymous\";r=999;t=8` is 999 requests in the next 8 seconds. Absent where limits are off."),
        [RateLimitFields.Policy] = (JsonSchemaType.String, "Your limit: `\"anonymous\";q=1000;w=10` is 1000 requests in 10 seconds. Absent where limits are off."),
        [Version] = (JsonSchemaType.String, "The version of what was answered, quotes included. Send it as `If-None-Match` to read again, as `If-Match` to change."),
        ["Accept-Encoding"] = (JsonSchemaType.String, "`identity`, where the body was compressed: send it as it is."),
        ["Location"] = (JsonSchemaType.String, "The path of the new resource."),
        ["Retry-After"] = (JsonSchemaType.Integer, "Seconds to wait before the next try."),
        [Challenge] = (JsonSchemaType.String, "`Bearer`; with `error=\"invalid_token\"` when a token was sent that is not valid or has expired."),
        ["Idempotent-Replayed"] = (JsonSchemaType.String, "`true` when this is the first answer to this Idempotency-Key again."),
    };

    public static Dictionary<string, IOpenApiHeader> Components => All.ToDictionary(header => header.Key, IOpenApiHeader (header) => new OpenApiHeader
    {
        Description = header.Value.Description,
        Schema = new OpenApiSchema { Type = header.Value.Type },
    });

    /// <summary>Adds a header to an answer.</summary>
    public static void Add(IOpenApiResponse response, string name, OpenApiDocument document)
    {
        if (response is OpenApiResponse open)
            (open.Headers ??= new Dictionary<string, IOpenApiHeader>())[name] = new OpenApiHeaderReference(name, document);
    }

    /// <summary>Adds what every answer, and every answer of its status, carries.</summary>
    /// <param name="isPublic">Whether callers without a token get it: then it also says that a token was refused.</param>
    public static void AddUsual(string status, IOpenApiResponse response, OpenApiDocument document, bool isPublic)
    {
        if (isPublic)
            Add(response, Challenge, document);
        foreach (var name in ByStatus.GetValueOrDefault(status, []).Concat(Always))
            Add(response, name, document);
    }
}
