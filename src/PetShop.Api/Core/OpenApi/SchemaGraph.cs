using Microsoft.OpenApi;

namespace PetShop.Api.Core.OpenApi;

/// <summary>Determines which schemas are reachable.</summary>
internal sealed class SchemaGraph(OpenApiDocument document)
{
    private readonly IDictionary<string, IOpenApiSchema> _schemas =
        document.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>();

    /// <summary>The ids of the schemas that the roots refer to, directly or indirectly.</summary>
    public HashSet<string> Reach(IEnumerable<IOpenApiSchema?> roots)
    {
        var found = new HashSet<string>();
        foreach (var root in roots)
            Collect(root, found);
        return found;
    }

    /// <summary>The schemas that a schema refers to directly.</summary>
    public static IEnumerable<IOpenApiSchema?> Parts(IOpenApiSchema schema) =>
        (schema.Properties?.Values ?? Enumerable.Empty<IOpenApiSchema>())
            .Concat(schema.AllOf ?? []).Concat(schema.AnyOf ?? []).Concat(schema.OneOf ?? [])
            .Append(schema.Items!).Append(schema.AdditionalProperties!);

    private void Collect(IOpenApiSchema? schema, HashSet<string> found)
    {
        if (schema is OpenApiSchemaReference { Reference.Id: { } id })
        {
            if (found.Add(id) && _schemas.TryGetValue(id, out var target))
                Collect(target, found);
            return;
        }
        foreach (var part in schema is null ? [] : Parts(schema))
            Collect(part, found);
    }
}
