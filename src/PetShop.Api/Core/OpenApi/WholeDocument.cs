using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace PetShop.Api.Core.OpenApi;

/// <summary>What can only be said when all operations are there: the order of groups, unique ids, and which schemas are read and which written.</summary>
internal sealed class WholeDocument(IEnumerable<ApiTag> tags) : IDocumentFilter
{
    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        RefuseDuplicateIds(swaggerDoc);
        OrderTags(swaggerDoc);
        TellAnswersFromRequests(swaggerDoc);
        (swaggerDoc.Components ??= new OpenApiComponents()).Responses = UsedOnly(swaggerDoc, ProblemResponses.Components(swaggerDoc));
    }

    private static Dictionary<string, IOpenApiResponse> UsedOnly(OpenApiDocument document, Dictionary<string, IOpenApiResponse> all)
    {
        var used = Operations(document).SelectMany(o => o.Responses?.Values ?? Enumerable.Empty<IOpenApiResponse>())
            .OfType<OpenApiResponseReference>().Select(r => r.Reference.Id).ToHashSet();
        return all.Where(r => used.Contains(r.Key)).ToDictionary();
    }

    private static IEnumerable<OpenApiOperation> Operations(OpenApiDocument document) =>
        document.Paths.Values.SelectMany(path => path.Operations?.Values ?? Enumerable.Empty<OpenApiOperation>());

    private static void RefuseDuplicateIds(OpenApiDocument document)
    {
        var twice = Operations(document).GroupBy(o => o.OperationId).Where(g => g.Count() > 1).Select(g => g.Key).ToList();
        if (twice.Count > 0)
            throw new InvalidOperationException($"Operation ids must be unique. These are not: {string.Join(", ", twice)}. Name the actions apart.");
    }

    private void OrderTags(OpenApiDocument document)
    {
        var used = Operations(document).SelectMany(o => o.Tags ?? Enumerable.Empty<OpenApiTagReference>()).Select(t => t.Name!).ToHashSet();
        var described = tags.Where(t => used.Contains(t.Name)).OrderBy(t => t.Order).ToList();
        document.Tags = described.Select(t => new OpenApiTag { Name = t.Name, Description = t.Description })
            .Concat(used.Except(described.Select(t => t.Name)).Order(StringComparer.Ordinal).Select(name => new OpenApiTag { Name = name }))
            .ToHashSet();
    }

    /// <summary>
    /// A request takes no other member than those named; an answer may grow, and always has the members named but for those it says
    /// it leaves out.
    /// </summary>
    private static void TellAnswersFromRequests(OpenApiDocument document)
    {
        var schemas = document.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>();
        var requests = new HashSet<string>();
        foreach (var media in Operations(document).SelectMany(o => o.RequestBody?.Content?.Values ?? Enumerable.Empty<IOpenApiMediaType>()))
            Collect(media.Schema, schemas, requests);
        foreach (var (id, schema) in schemas)
        {
            if (schema is not OpenApiSchema { Properties.Count: > 0 } answer || requests.Contains(id))
                continue;
            answer.AdditionalPropertiesAllowed = true;
            var leftOut = answer.Metadata?.TryGetValue(SchemaRules.LeftOut, out var names) == true ? (HashSet<string>)names : [];
            answer.Required = answer.Properties.Keys.Except(leftOut).ToHashSet();
        }
    }

    private static void Collect(IOpenApiSchema? schema, IDictionary<string, IOpenApiSchema> schemas, HashSet<string> into)
    {
        if (schema is null)
            return;
        if (schema is OpenApiSchemaReference { Reference.Id: { } id })
        {
            if (into.Add(id) && schemas.TryGetValue(id, out var target))
                Collect(target, schemas, into);
            return;
        }
        Collect(schema.Items, schemas, into);
        Collect(schema.AdditionalProperties, schemas, into);
        foreach (var part in (schema.AllOf ?? []).Concat(schema.AnyOf ?? []).Concat(schema.OneOf ?? []).Concat(schema.Properties?.Values ?? Enumerable.Empty<IOpenApiSchema>()))
            Collect(part, schemas, into);
    }
}
