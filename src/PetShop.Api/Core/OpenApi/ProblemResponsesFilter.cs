using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Http;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace PetShop.Api.Core.OpenApi;

/// <summary>
/// Adds every status that an operation can respond with. An action's own texts (<c>&lt;response code="409"&gt;</c>) are
/// kept; responses that follow from its route, body, policy and attributes are added, so that nobody has to write them.
/// </summary>
internal sealed class ProblemResponsesFilter : IOperationFilter
{
    /// <summary>The texts of responses that most operations have, written once in the document's components.</summary>
    private static readonly Dictionary<string, string> Common = new()
    {
        ["400"] = "Invalid request: `errors` lists each invalid field or parameter and says what to do.",
        ["401"] = "No valid access token: sign in.",
        ["403"] = "You are not allowed to see or do this.",
        ["404"] = "Not found.",
        ["409"] = "`idempotency-key-in-progress`: the first request with this Idempotency-Key is still running.",
        ["412"] = "If-Match is outdated: the resource has changed since you read it.",
        ["413"] = "The body is larger than 1 MB.",
        ["415"] = "The Content-Type is not JSON in UTF-8, or the body is compressed.",
        ["422"] = "This Idempotency-Key was used with another body.",
        ["429"] = "Too many requests: wait for the time in Retry-After.",
        ["500"] = "An error in the shop; `trace_id` identifies it in the logs.",
        ["503"] = "The shop is temporarily unavailable: try again after Retry-After.",
    };

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        context.SchemaGenerator.GenerateSchema(typeof(Problem), context.SchemaRepository);
        var said = operation.Responses ?? [];
        var all = new OpenApiResponses();
        foreach (var status in said.Keys.Where(s => s != "default").Union(Implied(operation, context))
            .Order(StringComparer.Ordinal))
        {
            said.TryGetValue(status, out var own);
            all[status] = status is ['4' or '5', ..] ? Describe(operation, status, own, context) : own!;
        }
        operation.Responses = all;
    }

    /// <summary>The responses that operations refer to.</summary>
    public static Dictionary<string, IOpenApiResponse> Components(
        DocumentFilterContext context, OpenApiDocument document) =>
        Common.ToDictionary(c => "Problem" + c.Key, IOpenApiResponse (c) =>
            Create(ProblemExamples.Of(c.Key, c.Value, isPublic: false), c.Value, null,
                new("", context.SchemaGenerator, context.SchemaRepository, document)));

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1859", Justification = "It returns two types.")]
    private static IOpenApiResponse Describe(
        OpenApiOperation operation, string status, IOpenApiResponse? own, OperationFilterContext context)
    {
        var isCommon = own?.Description is not { Length: > 0 } words || IsReasonPhrase(status, words);
        if (isCommon && status != "400" && Common.ContainsKey(status))
            return new OpenApiResponseReference("Problem" + status, context.Document);
        var description = isCommon ? Common.GetValueOrDefault(status, "Refused.") : own!.Description!;
        if (!isCommon && status == "409" && IsIdempotent(context))
            description += " Or " + Common["409"];
        var problems = ProblemExamples.Of(status, description, SecurityFilter.AccessOf(context) == Access.Public);
        (string, string)? field = status == "400" ? FieldToBlame(operation, context.SchemaRepository) : null;
        var name = string.Concat(operation.OperationId!.Split('_')
            .Select(part => char.ToUpperInvariant(part[0]) + part[1..])) + status + nameof(Problem);
        return Create(problems, description, field,
            new(name, context.SchemaGenerator, context.SchemaRepository, context.Document));
    }

    private static OpenApiResponse Create(
        IReadOnlyList<ProblemDescription> problems, string description, (string, string)? field, Making making) => new()
        {
            Description = description,
            Content = new Dictionary<string, IOpenApiMediaType>
            {
                [ProblemWriter.ContentType] = new OpenApiMediaType
                {
                    Schema = ProblemSchemas.Of(
                        problems, making.Name, making.Schemas, making.Repository, making.Document),
                    Examples = problems.Count == 0
                        ? null
                        : problems.ToDictionary(problem => problem.Slug, IOpenApiExample (problem) => new OpenApiExample
                        {
                            Summary = problem.Title,
                            Value = ProblemExamples.Body(problem, MembersOf(problem, making),
                                problem.Slug == ProblemTypes.Validation.Slug ? field : null),
                        }),
                },
            },
        };

    private static JsonObject? MembersOf(ProblemDescription problem, Making making) => problem.Members is null ? null
        : Examples.Of(making.Repository.Schemas[OpenApiNames.SchemaId(problem.Members)].AllOf![^1],
            making.Repository) as JsonObject;

    /// <summary>
    /// An example of what can be invalid in this request: a member of the body, a parameter, or an unknown parameter.
    /// </summary>
    private static (string Field, string Message) FieldToBlame(OpenApiOperation operation, SchemaRepository schemas)
    {
        var body = operation.RequestBody?.Content?.Values.FirstOrDefault()?.Schema;
        var members = body is OpenApiSchemaReference { Reference.Id: { } id } ? schemas.Schemas[id] : body;
        if ((members?.Required?.FirstOrDefault() ?? members?.Properties?.Keys.FirstOrDefault()) is { } member)
            return (member, $"'{member}' must not be empty.");
        var query =
            operation.Parameters?.Where(p => p.In == ParameterLocation.Query).Select(p => p.Name!).ToList() ?? [];
        if (query.Count == 0)
            return ("colour", "This route takes no parameters.");
        return query.Contains("limit")
            ? ("limit", "'limit' must be between 1 and 100. You entered 0.")
            : (query[0], $"'{query[0]}' must not be empty.");
    }

    private static IEnumerable<string> Implied(OpenApiOperation operation, OperationFilterContext context)
    {
        yield return "400";
        var access = SecurityFilter.AccessOf(context);
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
        yield return "429";
        yield return "500";
        yield return "503";
    }

    private static bool IsIdempotent(OperationFilterContext context) =>
        context.MethodInfo.IsDefined(typeof(IdempotentAttribute), inherit: true);

    private static bool HasRouteParameter(OpenApiOperation operation) =>
        operation.Parameters?.Any(p => p.In == ParameterLocation.Path) == true;

    /// <summary>The text that Swashbuckle inserts if there is none.</summary>
    private static bool IsReasonPhrase(string status, string words) =>
        int.TryParse(status, out var code)
        && Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(code) == words;

    /// <summary>The generator of schemas, and the names of new ones.</summary>
    private sealed record Making(
        string Name, ISchemaGenerator Schemas, SchemaRepository Repository, OpenApiDocument Document);
}
