using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace PetShop.Api.Core.OpenApi;

/// <summary>
/// Rules that need the complete document: the order of groups, unique ids, and which schemas are read and which
/// written.
/// </summary>
internal sealed class WholeDocumentFilter(IEnumerable<ApiTag> tags) : IDocumentFilter
{
    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        RefuseDuplicateIds(swaggerDoc);
        OrderTags(swaggerDoc);
        var graph = new SchemaGraph(swaggerDoc);
        SeparateResponsesFromRequests(swaggerDoc, graph);
        var components = swaggerDoc.Components ??= new OpenApiComponents();
        components.Headers = ResponseHeaders.Components;
        components.Responses = UsedOnly(swaggerDoc, ProblemResponsesFilter.Components(context, swaggerDoc));
        foreach (var (id, response) in components.Responses)
            ResponseHeaders.AddUsual(id[^3..], response, swaggerDoc, isPublic: true);
        MarkVersions(swaggerDoc);
        Tidy(swaggerDoc, graph);
        ProblemSchemas.ListTypes(swaggerDoc);
    }

    private static Dictionary<string, IOpenApiResponse> UsedOnly(
        OpenApiDocument document, Dictionary<string, IOpenApiResponse> all)
    {
        var used = Operations(document).SelectMany(o => o.Responses?.Values ?? Enumerable.Empty<IOpenApiResponse>())
            .OfType<OpenApiResponseReference>().Select(r => r.Reference.Id).ToHashSet();
        return all.Where(r => used.Contains(r.Key)).ToDictionary();
    }

    private static IEnumerable<OpenApiOperation> Operations(OpenApiDocument document) =>
        document.Paths.Values.SelectMany(path => path.Operations?.Values ?? Enumerable.Empty<OpenApiOperation>());

    private static IEnumerable<IOpenApiSchema?> Parameters(OpenApiDocument document) =>
        Operations(document).SelectMany(o => o.Parameters ?? Enumerable.Empty<IOpenApiParameter>())
            .Select(p => p.Schema);

    private static void RefuseDuplicateIds(OpenApiDocument document)
    {
        var twice = Operations(document).GroupBy(o => o.OperationId).Where(g => g.Count() > 1)
            .Select(g => g.Key).ToList();
        if (twice.Count > 0)
            throw new InvalidOperationException(
                $"Operation ids must be unique. Rename the actions of these: {string.Join(", ", twice)}.");
    }

    private void OrderTags(OpenApiDocument document)
    {
        var used = Operations(document).SelectMany(o => o.Tags ?? Enumerable.Empty<OpenApiTagReference>())
            .Select(t => t.Name!).ToHashSet();
        var described = tags.Where(t => used.Contains(t.Name)).OrderBy(t => t.Order).ToList();
        document.Tags = described.Select(t => new OpenApiTag { Name = t.Name, Description = t.Description })
            .Concat(used.Except(described.Select(t => t.Name)).Order(StringComparer.Ordinal)
                .Select(name => new OpenApiTag { Name = name }))
            .ToHashSet();
    }

    /// <summary>If one operation returns a resource with a version, the responses of all operations have it.</summary>
    private static void MarkVersions(OpenApiDocument document)
    {
        var answers = Operations(document).SelectMany(o => o.Responses ?? []).Where(r => r.Key is "200" or "201")
            .Select(r => r.Value).ToList();
        var versioned = answers.Where(r => r.Headers?.ContainsKey(ResponseHeaders.Version) == true)
            .Select(SchemaOf).OfType<string>()
            .Where(id => !id.EndsWith("Page", StringComparison.Ordinal)).ToHashSet();
        foreach (var answer in answers.Where(r => SchemaOf(r) is { } id && versioned.Contains(id)))
            ResponseHeaders.Add(answer, ResponseHeaders.Version, document);
    }

    private static string? SchemaOf(IOpenApiResponse response) =>
        (response.Content?.Values.FirstOrDefault()?.Schema as OpenApiSchemaReference)?.Reference.Id;

    /// <summary>
    /// A request accepts no members other than those listed. A response may get new members, and always has the listed
    /// ones except for those that it may omit.
    /// </summary>
    private static void SeparateResponsesFromRequests(OpenApiDocument document, SchemaGraph graph)
    {
        var requests = graph.Reach(Operations(document)
            .SelectMany(o => o.RequestBody?.Content?.Values ?? Enumerable.Empty<IOpenApiMediaType>())
            .Select(m => m.Schema));
        foreach (var (id, schema) in document.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>())
        {
            if (schema is not OpenApiSchema { Properties.Count: > 0 } answer || requests.Contains(id))
                continue;
            answer.AdditionalPropertiesAllowed = true;
            var leftOut = answer.Metadata?.TryGetValue(SchemaRulesFilter.LeftOut, out var names) == true
                ? (HashSet<string>)names
                : [];
            answer.Required = answer.Properties.Keys.Except(leftOut).ToHashSet();
        }
    }

    /// <summary>Removes unreferenced schemas, and descriptions that repeat those of the referenced schema.</summary>
    private static void Tidy(OpenApiDocument document, SchemaGraph graph)
    {
        if (document.Components?.Schemas is not { } schemas)
            return;
        var bodies = Operations(document)
            .SelectMany(o => o.RequestBody?.Content?.Values ?? Enumerable.Empty<IOpenApiMediaType>());
        var answers = Operations(document).SelectMany(o => o.Responses?.Values ?? Enumerable.Empty<IOpenApiResponse>())
            .Concat(document.Components.Responses?.Values ?? Enumerable.Empty<IOpenApiResponse>())
            .SelectMany(r => r.Content?.Values ?? Enumerable.Empty<IOpenApiMediaType>());
        var used = graph.Reach(bodies.Concat(answers).Select(m => m.Schema).Concat(Parameters(document)));
        foreach (var unused in schemas.Keys.Where(id => !used.Contains(id)).ToList())
            schemas.Remove(unused);
        foreach (var list in schemas.Values.OfType<OpenApiSchema>().SelectMany(s => SchemaGraph.Parts(s).Prepend(s))
            .OfType<OpenApiSchema>())
            if (list.Items is OpenApiSchemaReference { Reference.Id: { } id })
                list.Items = new OpenApiSchemaReference(id, document);
    }
}
