using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace PetShop.Api.Core.OpenApi;

/// <summary>Removes computed members of a filter record, which are not parameters.</summary>
internal sealed class QueryMembersFilter : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var computed = context.ApiDescription.ParameterDescriptions
            .Where(p => p.Source == BindingSource.Query
                && p.ModelMetadata is { MetadataKind: ModelMetadataKind.Property, IsReadOnly: true })
            .Select(p => p.Name).ToHashSet();
        if (computed.Count > 0)
            operation.Parameters = [.. (operation.Parameters ?? []).Where(p => !computed.Contains(p.Name!))];
    }
}
