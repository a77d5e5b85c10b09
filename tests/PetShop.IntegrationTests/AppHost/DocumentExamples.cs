using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PetShop.IntegrationTests.AppHost;

/// <summary>
/// Sends every example of the OpenAPI document unchanged, like a user who opens an operation in Swagger UI and presses
/// Execute.
/// </summary>
internal sealed partial class DocumentExamples(HttpClient http, Uri shop)
{
    /// <summary>It creates the account that other examples use, so it is sent first.</summary>
    private const string Register = "POST /auth/register";

    /// <summary>What makes an admin names the first, who is one. And what ends the walk.</summary>
    private static readonly string[] NeedsOther = ["POST /auth/logout-all", "POST /auth/users/{id}/roles"];

    private const string CartToken = "Cart-Token";

    /// <returns>The number of requests, and the responses to those that failed.</returns>
    public async Task<(int Sent, List<string> Failures)> SendAllAsync(string token)
    {
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        var document = await http.GetFromJsonAsync<JsonElement>(new Uri(shop, "swagger/v1/swagger.json"));
        var requests = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => Read(path.Name, operation)))
            .OfType<Example>().OrderByDescending(request => request.Name == Register).ToList();
        var failures = new List<string>();
        var cart = (await http.PostAsync(new Uri(shop, "sales/carts/guest"), null)).Headers.GetValues(CartToken);
        foreach (var request in requests)
        {
            using var message = new HttpRequestMessage(request.Method, new Uri(shop, request.Path));
            message.Content = request.Body;
            message.Headers.Add(CartToken, cart);
            var answer = await http.SendAsync(message);
            if (answer.IsSuccessStatusCode)
                continue;
            var body = await answer.Content.ReadAsStringAsync();
            failures.Add($"{request.Name} as {request.Path}: {(int)answer.StatusCode} {body}");
        }
        http.DefaultRequestHeaders.Authorization = null;
        return (requests.Count, failures);
    }

    /// <returns>Null for operations that delete something, and if the path has no example.</returns>
    private static Example? Read(string path, JsonProperty operation)
    {
        var name = $"{operation.Name.ToUpperInvariant()} {path}";
        if (operation.Name == "delete" || NeedsOther.Contains(name) || SaysWhatToFillIn(operation.Value))
            return null;
        var filled = path;
        foreach (var parameter in operation.Value.TryGetProperty("parameters", out var all)
            ? all.EnumerateArray().ToList()
            : [])
        {
            if (parameter.Text("in") == "path" && ExampleOf(parameter) is { } example)
                filled = filled.Replace($"{{{parameter.Text("name")}}}", example, StringComparison.Ordinal);
        }
        return filled.Contains('{', StringComparison.Ordinal) ? null : new(
            name, new HttpMethod(operation.Name.ToUpperInvariant()), filled.TrimStart('/'), BodyOf(operation.Value));
    }

    /// <summary>The operation needs a token or an order of the user's own.</summary>
    private static bool SaysWhatToFillIn(JsonElement operation) =>
        operation.TryGetProperty("parameters", out var all) && all.EnumerateArray().Any(NeedsLink)
        || operation.TryGetProperty("requestBody", out var body) && body.TryGetProperty("description", out var text)
        && text.GetString()!.Contains("fill in your own", StringComparison.Ordinal);

    private static bool NeedsLink(JsonElement parameter) =>
        parameter.Text("in") == "query" && parameter.TryGetProperty("required", out var required)
        && required.GetBoolean();

    /// <summary>Filled in where the operation only reads, and told in words elsewhere.</summary>
    private static string? ExampleOf(JsonElement parameter) =>
        parameter.TryGetProperty("example", out var example) ? example.ToString()
        : parameter.TryGetProperty("description", out var text)
            && InWords().Match(text.GetString()!) is { Success: true } told ? told.Groups[1].Value : null;

    private static HttpContent? BodyOf(JsonElement operation)
    {
        if (!operation.TryGetProperty("requestBody", out var body))
            return null;
        var media = body.GetProperty("content").EnumerateObject().First();
        var example = media.Value.GetProperty("example");
        return media.Name == "application/x-www-form-urlencoded"
            ? new FormUrlEncodedContent(
                example.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, member.Value.ToString())))
            : new StringContent(example.GetRawText(), Encoding.UTF8, media.Name);
    }

    [GeneratedRegex("Example: `([^`]+)`")]
    private static partial Regex InWords();

    private sealed record Example(string Name, HttpMethod Method, string Path, HttpContent? Body);
}
