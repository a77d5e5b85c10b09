using Microsoft.OpenApi;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Http;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace PetShop.Api.Core.OpenApi;

/// <summary>
/// Every status an operation can answer. An action's own words (<c>&lt;response code="409"&gt;</c>) stand; what follows from its
/// route, body, policy and attributes is added, so that nobody has to write it at each action.
/// </summary>
internal sealed class ProblemResponses : IOperationFilter
{
    private const string Problems = "application/problem+json";

    /// <summary>What stands at most operations; written once, among the document's components.</summary>
    private static readonly Dictionary<string, string> Common = new()
    {
        ["400"] = "Not valid: `errors` names each field or parameter and says what to do.",
        ["401"] = "No valid access token: sign in.",
        ["403"] = "Not yours to see or do.",
        ["404"] = "There is no such thing.",
        ["409"] = "The first request with this Idempotency-Key is still running.",
        ["412"] = "If-Match is stale: somebody else has changed it since you read it.",
        ["413"] = "The body is larger than 1 MB.",
        ["415"] = "The body is no JSON by its Content-Type.",
        ["422"] = "This Idempotency-Key was used with another body.",
        ["429"] = "Too many requests: wait as long as Retry-After says.",
        ["500"] = "A fault of the shop's own; `trace_id` finds it in the logs.",
        ["503"] = "The shop cannot answer right now: try again after Retry-After.",
    };

    private static readonly string[] Waiting = ["429", "503"];

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        context.SchemaGenerator.GenerateSchema(typeof(Problem), context.SchemaRepository);
        var said = operation.Responses ?? [];
        var all = new OpenApiResponses();
        foreach (var status in said.Keys.Where(s => s != "default").Union(Implied(operation, context)).Order(StringComparer.Ordinal))
        {
            said.TryGetValue(status, out var own);
            all[status] = status is ['4' or '5', ..] ? Describe(status, own, context) : own!;
        }
        operation.Responses = all;
    }

    /// <summary>The answers that operations refer to.</summary>
    public static Dictionary<string, IOpenApiResponse> Components(OpenApiDocument document) =>
        Common.ToDictionary(c => "Problem" + c.Key, IOpenApiResponse (c) => Create(c.Key, c.Value, document));

    private static IOpenApiResponse Describe(string status, IOpenApiResponse? own, OperationFilterContext context)
    {
        if (own?.Description is not { Length: > 0 } words || IsReasonPhrase(status, words))
            return Common.ContainsKey(status) ? new OpenApiResponseReference("Problem" + status, context.Document) : Create(status, "Refused.", context.Document);
        if (status == "409" && IsIdempotent(context))
            words += " Or: " + Common["409"];
        return Create(status, words, context.Document);
    }

    private static OpenApiResponse Create(string status, string description, OpenApiDocument document)
    {
        var response = new OpenApiResponse
        {
            Description = description,
            Content = new Dictionary<string, IOpenApiMediaType> { [Problems] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(nameof(Problem), document) } },
        };
        if (Waiting.Contains(status))
            response.Headers = new Dictionary<string, IOpenApiHeader>
            {
                ["Retry-After"] = new OpenApiHeader { Description = "Seconds to wait.", Schema = new OpenApiSchema { Type = JsonSchemaType.Integer } },
            };
        return response;
    }

    private static IEnumerable<string> Implied(OpenApiOperation operation, OperationFilterContext context)
    {
        yield return "400";
        var access = SignIn.AccessOf(context);
        if (access != Access.Public)
            yield return "401";
        if (access == Access.Admin || (access == Access.SignedIn && HasRouteParameter(operation)))
            yield return "403";
        if (HasRouteParameter(operation))
            yield return "404";
        if (operation.RequestBody is not null)
        {
            yield return "413";
            yield return "415";
        }
        if (IsIdempotent(context))
        {
            yield return "409";
            yield return "422";
        }
        if (context.MethodInfo.IsDefined(typeof(AcceptsIfMatchAttribute), inherit: true))
            yield return "412";
        yield return "500";
        yield return "503";
    }

    private static bool IsIdempotent(OperationFilterContext context) => context.MethodInfo.IsDefined(typeof(IdempotentAttribute), inherit: true);

    private static bool HasRouteParameter(OpenApiOperation operation) => operation.Parameters?.Any(p => p.In == ParameterLocation.Path) == true;

    /// <summary>What Swashbuckle puts where nobody wrote anything.</summary>
    private static bool IsReasonPhrase(string status, string words) =>
        int.TryParse(status, out var code) && Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(code) == words;
}
