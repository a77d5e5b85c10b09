using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace PetShop.Api.Core.OpenApi;

/// <summary>
/// Writes the examples of path parameters of write operations as text. Swagger UI would fill them in, and a user who
/// opens a DELETE and presses Execute would delete the example.
/// </summary>
internal sealed class PathExamplesFilter : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (HttpMethods.IsGet(context.ApiDescription.HttpMethod ?? ""))
            return;
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>()
            .Where(p => p.In == ParameterLocation.Path) ?? [])
        {
            if (parameter.Example is { } example)
                parameter.Description = $"{parameter.Description} Example: `{example}`.".TrimStart();
            parameter.Example = null;
        }
    }
}
