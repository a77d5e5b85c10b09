using System.Text.Json.Nodes;

namespace PetShop.IntegrationTests.Contract.Policies;

/// <summary>Compares responses with the OpenAPI document.</summary>
internal static class DocumentedResponses
{
    /// <summary>Headers that HTTP requires, and headers for browsers only.</summary>
    private static readonly HashSet<string> Transport = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Content-Encoding", "Content-Length", "Content-Type", "Date", "Expires", "Keep-Alive", "Pragma",
        "Server", "Transfer-Encoding", "X-Content-Type-Options", "Strict-Transport-Security", "Content-Security-Policy",
        "Referrer-Policy", "X-Frame-Options", "Permissions-Policy",
    };

    /// <summary>The status or headers of a response that the document lacks. Nothing for undocumented routes.</summary>
    public static async Task<List<string>> MissingAsync(EndpointRow row, HttpResponseMessage answer)
    {
        var document = JsonNode.Parse(await ApiDescription.TextAsync())!;
        var route = EndpointTableTests.Plain(row.Method, row.Path);
        if (document["paths"]![route.Split(' ')[1]]?[row.Method.ToLowerInvariant()] is not { } operation)
            return [];
        var status = $"{(int)answer.StatusCode}";
        if (Resolve(document, operation["responses"]![status]) is not { } described)
            return [$"{route} answers {status}, which is not described"];
        var headers = described["headers"]?.AsObject().Select(header => header.Key)
            .ToHashSet(StringComparer.OrdinalIgnoreCase) ?? [];
        return [.. answer.Headers.Concat(answer.Content.Headers).Select(header => header.Key)
            .Where(name => !Transport.Contains(name) && !headers.Contains(name))
            .Select(name => $"{route} {status} sends {name}, which is not described: see ResponseHeaders")];
    }

    private static JsonNode? Resolve(JsonNode document, JsonNode? node) =>
        (string?)node?["$ref"] is { } reference
            ? reference.Split('/')[1..].Aggregate(document, (at, part) => at[part]!)
            : node;
}
