using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace PetShop.Api.Core.OpenApi;

/// <summary>Examples composed of members' examples. A member without an example is left out.</summary>
internal static class Examples
{
    private const int MaxDepth = 8;

    /// <returns>Null if no part of the schema has an example.</returns>
    public static JsonNode? Of(IOpenApiSchema schema, SchemaRepository schemas, int depth = MaxDepth)
    {
        if (depth == 0)
            return null;
        if (schema.Examples is [{ } given, ..])
            return given.DeepClone();
        if (schema is OpenApiSchemaReference reference)
            return schemas.Schemas.TryGetValue(reference.Reference.Id!, out var target)
                ? Of(target, schemas, depth - 1)
                : null;
        if (schema.OneOf is [var value, { Type: JsonSchemaType.Null }])
            return Of(value, schemas, depth - 1);
        if (schema.Items is { } items)
            return Of(items, schemas, depth - 1) is { } item ? new JsonArray(item) : null;
        if (schema.Properties is not { Count: > 0 } properties)
            return null;
        var members = properties.Select(p => KeyValuePair.Create(p.Key, Of(p.Value, schemas, depth - 1)))
            .Where(p => p.Value is not null).ToList();
        return members.Count > 0 ? new JsonObject(members) : null;
    }
}
