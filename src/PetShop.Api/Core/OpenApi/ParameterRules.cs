using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace PetShop.Api.Core.OpenApi;

/// <summary>
/// Limits and defaults of query parameters, and examples as words: Swagger UI would fill an example in, and a list filtered by every
/// example at once is an empty list.
/// </summary>
internal sealed class ParameterRules(ValidationLimits limits) : IParameterFilter
{
    public void Apply(IOpenApiParameter parameter, ParameterFilterContext context)
    {
        if (parameter is not OpenApiParameter { In: ParameterLocation.Query, Schema: OpenApiSchema schema } query)
            return;
        SchemaRules.RefuseNull(schema);         // a query has no null: one leaves the parameter out
        if (context.PropertyInfo is { } member && context.ApiParameterDescription.ParameterDescriptor?.ParameterType is { } container)
        {
            limits.Apply(container, query.Name!, schema);
            schema.Default ??= DefaultOf(container, member);
        }
        if (!query.Required)
            TellExample(query, schema);
    }

    private static void TellExample(OpenApiParameter query, OpenApiSchema schema)
    {
        var example = query.Example ?? schema.Examples?.FirstOrDefault();
        query.Example = null;
        schema.Examples = null;
        if (example is not null && schema.Default is null && schema.Enum is not { Count: > 0 })
            query.Description = $"{query.Description} Such as `{example}`.".TrimStart();
    }

    /// <summary>What a new filter record has there, where that is a value.</summary>
    private static JsonNode? DefaultOf(Type container, System.Reflection.PropertyInfo member) =>
        member.PropertyType.IsValueType && container.GetConstructor(Type.EmptyTypes) is not null
            && member.GetValue(Activator.CreateInstance(container)) is { } value and not Enum
            ? JsonSerializer.SerializeToNode(value)
            : null;
}
