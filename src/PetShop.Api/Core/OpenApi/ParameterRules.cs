using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace PetShop.Api.Core.OpenApi;

/// <summary>
/// Limits of query parameters, and examples as words: Swagger UI would fill an example in, and a list filtered by every example at
/// once is an empty list.
/// </summary>
internal sealed class ParameterRules(ValidationLimits limits) : IParameterFilter
{
    public void Apply(IOpenApiParameter parameter, ParameterFilterContext context)
    {
        if (parameter is not OpenApiParameter { In: ParameterLocation.Query, Schema: OpenApiSchema schema } query)
            return;
        var container = context.ApiParameterDescription.ParameterDescriptor?.ParameterType;
        if (container is not null && query.Name is { } name)
            limits.Apply(container, name, schema);
        var example = query.Example ?? schema.Examples?.FirstOrDefault();
        if (query.Required || example is null)
            return;
        query.Example = null;
        schema.Examples = null;
        if (schema.Default is null && schema.Enum is not { Count: > 0 })
            query.Description = $"{query.Description} Such as `{example}`.".TrimStart();
    }
}
