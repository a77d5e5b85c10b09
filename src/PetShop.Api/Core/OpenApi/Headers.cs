using Microsoft.OpenApi;
using PetShop.Api.Core.Http;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace PetShop.Api.Core.OpenApi;

/// <summary>Shows the headers that an action honours and answers with, from the attributes that make it do so.</summary>
internal sealed class Headers : IOperationFilter
{
    private const int MaxKeyLength = 255;

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var attributes = context.MethodInfo.GetCustomAttributes(inherit: true);
        if (attributes.OfType<IdempotentAttribute>().Any())
            DescribeIdempotency(operation);
        if (attributes.OfType<AcceptsIfMatchAttribute>().Any())
            DescribeIfMatch(operation);
        if (attributes.OfType<PubliclyCachedAttribute>().Any())
            DescribeCaching(operation);
        if (operation.Responses?.TryGetValue("201", out var created) == true)
            AddHeader(created, "Location", "Where the new resource is.");
    }

    private static void DescribeIdempotency(OpenApiOperation operation)
    {
        AddParameter(operation, IdempotentAttribute.Header,
            "A key of your choice, such as a UUID, that makes a retry safe: the same key and body give the first answer again instead of doing it twice.",
            new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = MaxKeyLength, Pattern = "^[!-~]+$" });
        foreach (var answer in Successes(operation))
            AddHeader(answer, IdempotentAttribute.ReplayedHeader, "`true` when this is the first answer again.");
    }

    private static void DescribeIfMatch(OpenApiOperation operation)
    {
        AddParameter(operation, "If-Match",
            "The ETag of what you edit, as an earlier answer gave it, quotes included. When somebody else has changed it since: 412, and nothing is changed.", Text());
        foreach (var answer in Successes(operation))
            AddHeader(answer, "ETag", "The edit counter; send it as If-Match with the next change.");
    }

    private static void DescribeCaching(OpenApiOperation operation)
    {
        AddParameter(operation, "If-None-Match", "The ETag of the answer you have; while it still holds, the answer is 304 without a body.", Text());
        foreach (var answer in Successes(operation))
            AddHeader(answer, "ETag", "Names this very representation; send it as If-None-Match next time.");
        operation.Responses ??= [];
        operation.Responses.TryAdd("304", new OpenApiResponse { Description = "What you have is still right." });
    }

    private static IEnumerable<IOpenApiResponse> Successes(OpenApiOperation operation) =>
        (operation.Responses ?? []).Where(r => r.Key.StartsWith('2') && r.Key != "204").Select(r => r.Value);

    private static void AddParameter(OpenApiOperation operation, string name, string description, OpenApiSchema schema) =>
        (operation.Parameters ??= []).Add(new OpenApiParameter { Name = name, In = ParameterLocation.Header, Description = description, Schema = schema });

    private static void AddHeader(IOpenApiResponse response, string name, string description)
    {
        if (response is not OpenApiResponse open)
            return;
        open.Headers ??= new Dictionary<string, IOpenApiHeader>();
        open.Headers[name] = new OpenApiHeader { Description = description, Schema = Text() };
    }

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };
}
