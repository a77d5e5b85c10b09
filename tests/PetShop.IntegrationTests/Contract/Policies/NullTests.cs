using System.Text.Json.Nodes;

namespace PetShop.IntegrationTests.Contract.Policies;

/// <summary>A member of a body accepts null exactly if the OpenAPI document says so.</summary>
public sealed class NullTests : ShopTest
{
    [Fact]
    public async Task Null_is_taken_where_the_description_says_so_and_nowhere_else()
    {
        var document = JsonNode.Parse(await ApiDescription.TextAsync())!;
        var wrong = new List<string>();
        foreach (var row in EndpointTable.All.Where(row => row.Body?.StartsWith('{') == true))
        {
            var route = EndpointTableTests.Plain(row.Method, row.Path);
            var members = MembersOf(document, document["paths"]![route.Split(' ')[1]]![row.Method.ToLowerInvariant()]!);
            var scene = await EndpointScenario.SetAsync(Shop);
            foreach (var (member, schema) in members)
            {
                var answer = await scene.CallAsync(row with { Body = WithNull(row.Body!, member) }, Caller.Admin);
                var blamed = answer.StatusCode == HttpStatusCode.BadRequest
                    && (await answer.Content.ReadAsStringAsync()).Contains($"\"{member}\":[", StringComparison.Ordinal);
                var fault = blamed ? "refused, but described" : "taken, but not described";
                if (blamed == TakesNull(schema))
                    wrong.Add($"{route}: {member}: null is {fault}");
            }
        }
        Assert.Empty(wrong);
    }

    private static List<KeyValuePair<string, JsonNode>> MembersOf(JsonNode document, JsonNode operation)
    {
        var schema = operation["requestBody"]!["content"]!["application/json"]!["schema"]!;
        var id = ((string)schema["$ref"]!).Split('/')[^1];
        return [.. document["components"]!["schemas"]![id]!["properties"]!.AsObject()
            .Select(member => KeyValuePair.Create(member.Key, member.Value!))];
    }

    /// <summary>
    /// The row's body with a member set to null: by text replacement, because placeholders have no quotes.
    /// </summary>
    private static string WithNull(string body, string member)
    {
        var without = System.Text.RegularExpressions.Regex.Replace(
            body, $"\"{member}\":(\"[^\"]*\"|<\\w+>|[0-9.]+|\\[.*\\])", $"\"{member}\":null");
        return without != body
            ? without
            : $"{{\"{member}\":null,{body[1..]}".Replace(",}", "}", StringComparison.Ordinal);
    }

    private static bool TakesNull(JsonNode schema) =>
        (schema["type"] is JsonArray types && types.Any(type => (string?)type == "null"))
        || (schema["oneOf"] is JsonArray choices && choices.Any(choice => (string?)choice!["type"] == "null"));
}
