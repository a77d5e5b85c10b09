using System.Text.Json;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace PetShop.Api.Core.OpenApi;

/// <summary>
/// Reduces each body to its single media type, and gives request bodies an example composed of their members' examples,
/// which works when it is sent unchanged.
/// </summary>
internal sealed class BodiesFilter : IOperationFilter
{
    private const string Note = "The example is only a sample. Before you send it, fill in your own";
    private const string Json = "application/json";
    private const string MergePatch = "application/merge-patch+json";

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        foreach (var answer in (operation.Responses ?? []).Where(r => !IsProblem(r.Key)).Select(r => r.Value.Content))
            if (answer is not null)
            {
                foreach (var other in answer.Keys.Where(IsOtherJson).ToList())
                    answer.Remove(other);
                Undescribe(answer.Values, context);
            }
        if (operation.RequestBody is not OpenApiRequestBody { Content: { } content } body)
            return;
        body.Required = !MayBeEmpty(context);
        var isPatch = IsMergePatch(context);
        foreach (var other in content.Keys.Where(type => IsOtherJson(type) && !(isPatch && type == MergePatch))
            .ToList())
            content.Remove(other);
        Undescribe(content.Values, context);
        foreach (var media in content.Values.OfType<OpenApiMediaType>())
            if (media.Schema is { } schema && Examples.Of(schema, context.SchemaRepository) is { } example)
                media.Example = example;
        DescribeWhatToFillIn(body, context);
    }

    private static void DescribeWhatToFillIn(OpenApiRequestBody body, OperationFilterContext context)
    {
        var own = context.ApiDescription.ParameterDescriptions
            .Where(p => p.Source == BindingSource.Body || p.Source == BindingSource.Form)
            .SelectMany(p => p.Type?.GetProperties() ?? [])
            .Where(member => member.IsDefined(typeof(NeedsOwnValueAttribute), inherit: true))
            .Select(member => $"`{JsonNamingPolicy.SnakeCaseLower.ConvertName(member.Name)}`").Distinct().ToList();
        if (own.Count > 0)
            body.Description = $"{body.Description} {Note} {string.Join(", ", own)}.".TrimStart();
    }

    /// <summary>The referenced schema has its own description.</summary>
    private static void Undescribe(IEnumerable<IOpenApiMediaType> bodies, OperationFilterContext context)
    {
        foreach (var media in bodies.OfType<OpenApiMediaType>())
            if (media.Schema is OpenApiSchemaReference { Reference.Id: { } id })
                media.Schema = new OpenApiSchemaReference(id, context.Document);
    }

    private static bool MayBeEmpty(OperationFilterContext context) =>
        context.ApiDescription.ParameterDescriptions.Any(p =>
            p.Source == BindingSource.Body
            && p.ParameterDescriptor?.BindingInfo?.EmptyBodyBehavior == EmptyBodyBehavior.Allow);

    /// <summary>
    /// Other requests replace the resource: the server accepts both media types for them, but they are not patches.
    /// </summary>
    private static bool IsMergePatch(OperationFilterContext context) =>
        context.ApiDescription.ParameterDescriptions.Any(p =>
            p.Source == BindingSource.Body && p.Type is { } type
            && type.GetProperties().Any(m => OptionalDataContractResolver.Unwrap(m.PropertyType) != m.PropertyType));

    private static bool IsProblem(string status) => status is ['4' or '5', ..];

    private static bool IsOtherJson(string type) => type.Contains("json", StringComparison.Ordinal) && type != Json;
}
