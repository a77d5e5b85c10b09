using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace PetShop.Api.Core.OpenApi;

/// <summary>
/// Adds limits and defaults of query parameters, and their examples as text: Swagger UI would fill in an example, and a
/// list that is filtered by all examples at once is empty.
/// </summary>
internal sealed class ParameterRulesFilter(ValidationLimits limits) : IParameterFilter
{
    public void Apply(IOpenApiParameter parameter, ParameterFilterContext context)
    {
        if (parameter is not OpenApiParameter open)
            return;
        if (context.PropertyInfo?.IsDefined(typeof(CredentialAttribute)) is true
            || context.ParameterInfo?.IsDefined(typeof(CredentialAttribute)) is true)
            open.Required = true;
        var named = context.PropertyInfo?.GetCustomAttribute<NamedValuesAttribute>()
            ?? context.ParameterInfo?.GetCustomAttribute<NamedValuesAttribute>();
        if (named is not null)
            NameValues(open, named.Refer(context.SchemaRepository, context.Document));
        if (open is { In: ParameterLocation.Query, Required: false, Schema: OpenApiSchemaReference })
            open.Example = null;
        if (open is not { In: ParameterLocation.Query, Schema: OpenApiSchema schema } query)
            return;
        SchemaRulesFilter.RefuseNull(schema);         // a query has no null: the parameter is left out
        if (context.PropertyInfo is { } member
            && context.ApiParameterDescription.ParameterDescriptor?.ParameterType is { } container)
        {
            limits.Apply(container, query.Name!, schema);
            schema.Default ??= DefaultOf(container, member);
        }
        if (!query.Required)
            DescribeExample(query, schema);
    }

    /// <summary>The schema of the parameter, or of its items if it is a list.</summary>
    private static void NameValues(OpenApiParameter parameter, OpenApiSchemaReference values)
    {
        if (parameter.Schema is OpenApiSchema { Items: not null } list)
            list.Items = values;
        else
            parameter.Schema = values;
    }

    private static void DescribeExample(OpenApiParameter query, OpenApiSchema schema)
    {
        var example = query.Example ?? schema.Examples?.FirstOrDefault();
        query.Example = null;
        schema.Examples = null;
        if (example is not null && schema.Default is null && schema.Enum is not { Count: > 0 })
            query.Description = $"{query.Description} Example: `{example}`.".TrimStart();
    }

    /// <summary>The property's value in a new filter record, if it is a primitive value.</summary>
    private static JsonNode? DefaultOf(Type container, PropertyInfo member) =>
        member.PropertyType.IsValueType && container.GetConstructor(Type.EmptyTypes) is not null
            && member.GetValue(Activator.CreateInstance(container)) is { } value and not Enum
            ? JsonSerializer.SerializeToNode(value)
            : null;
}
