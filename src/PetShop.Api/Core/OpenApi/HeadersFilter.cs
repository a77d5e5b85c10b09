using Microsoft.OpenApi;
using PetShop.Api.Core.Http;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace PetShop.Api.Core.OpenApi;

/// <summary>Documents the request and response headers of an action, from the attributes that implement them.</summary>
internal sealed class HeadersFilter : IOperationFilter
{
    private const int MaxKeyLength = 255;

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var attributes = context.MethodInfo.GetCustomAttributes(inherit: true);
        if (attributes.OfType<IdempotentAttribute>().Any())
            DescribeIdempotency(operation, context.Document);
        if (attributes.OfType<AcceptsIfMatchAttribute>().Any())
            DescribeIfMatch(operation, context.Document);
        if (attributes.OfType<SendsVersionAttribute>().Any())
            AddVersion(operation, context.Document);
        if (attributes.OfType<PubliclyCachedAttribute>().Any())
            DescribeCaching(operation, context.Document);
        foreach (var sent in attributes.OfType<SendsHeaderAttribute>())
        {
            foreach (var answer in Successes(operation))
                ResponseHeaders.Add(answer, sent.Name, context.Document);
        }
        foreach (var (status, answer) in operation.Responses ?? [])
            ResponseHeaders.AddUsual(
                status, answer, context.Document, SecurityFilter.AccessOf(context) == Access.Public);
    }

    private static void DescribeIdempotency(OpenApiOperation operation, OpenApiDocument document)
    {
        AddParameter(operation, IdempotentAttribute.Header,
            "A key of your choice, such as a UUID, that makes a retry safe: "
            + "the same key and body return the first response again, and the request is carried out once.",
            new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                MinLength = 1,
                MaxLength = MaxKeyLength,
                Pattern = "^[!-~]+$",
            });
        foreach (var answer in Successes(operation))
            ResponseHeaders.Add(answer, IdempotentAttribute.ReplayedHeader, document);
    }

    private static void DescribeIfMatch(OpenApiOperation operation, OpenApiDocument document)
    {
        AddParameter(operation, "If-Match",
            "The ETag of the resource from an earlier response, including the quotes. "
            + "If the resource was changed since, the answer is 412 and nothing is changed.", Text());
        AddVersion(operation, document);
    }

    private static void DescribeCaching(OpenApiOperation operation, OpenApiDocument document)
    {
        AddParameter(operation, "If-None-Match", "The ETag of the response that you have. "
            + "If the resource has not changed, the answer is 304 without a body.", Text());
        foreach (var answer in Successes(operation))
            ResponseHeaders.Add(answer, ResponseHeaders.Version, document);
        operation.Responses ??= [];
        operation.Responses.TryAdd(
            "304", new OpenApiResponse { Description = "Not modified: the response that you have is current." });
        ResponseHeaders.Add(operation.Responses["304"], ResponseHeaders.Version, document);
        operation.Responses = Sorted(operation.Responses);
    }

    private static void AddVersion(OpenApiOperation operation, OpenApiDocument document)
    {
        foreach (var answer in Successes(operation))
            ResponseHeaders.Add(answer, ResponseHeaders.Version, document);
    }

    private static OpenApiResponses Sorted(OpenApiResponses responses)
    {
        var sorted = new OpenApiResponses();
        foreach (var (status, response) in responses.OrderBy(response => response.Key, StringComparer.Ordinal))
            sorted[status] = response;
        return sorted;
    }

    private static IEnumerable<IOpenApiResponse> Successes(OpenApiOperation operation) =>
        (operation.Responses ?? []).Where(r => r.Key.StartsWith('2') && r.Key != "204").Select(r => r.Value);

    private static void AddParameter(
        OpenApiOperation operation, string name, string description, OpenApiSchema schema) =>
        (operation.Parameters ??= []).Add(new OpenApiParameter
        {
            Name = name,
            In = ParameterLocation.Header,
            Description = description,
            Schema = schema,
        });

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };
}
