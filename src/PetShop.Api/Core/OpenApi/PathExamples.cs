using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace PetShop.Api.Core.OpenApi;

/// <summary>
/// Examples in paths of what changes something, as words: Swagger UI would fill them in, and whoever opens a DELETE and presses Execute
/// would remove the example.
/// </summary>
internal sealed class PathExamples : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (HttpMethods.IsGet(context.ApiDescription.HttpMethod ?? ""))
            return;
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>().Where(p => p.In == ParameterLocation.Path) ?? [])
        {
            if (parameter.Example is { } example)
                parameter.Description = $"{parameter.Description} Such as `{example}`.".TrimStart();
            parameter.Example = null;
        }
    }
}
