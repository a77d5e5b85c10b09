using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PetShop.IntegrationTests.Contract;

/// <summary>What Swagger UI needs of every operation.</summary>
public sealed partial class OpenApiRulesTests
{
    [Fact]
    public async Task Every_operation_says_what_it_does_who_may_call_it_and_where_it_belongs() =>
        await AssertForAllAsync(operation =>
            Has(operation["summary"])
            && ((string?)operation["description"])?.StartsWith("**Who:**", StringComparison.Ordinal) == true
            && operation["tags"]!.AsArray().Count == 1);

    [Fact]
    public async Task The_description_of_the_callers_matches_the_policy() =>
        await AssertForAllAsync(
            operation => SaysWho((string)operation["description"]!, IsPublic(operation), IsForAdmins(operation)));

    [Fact]
    public async Task Every_body_has_an_example_to_send() =>
        await AssertForAllAsync(operation =>
            operation["requestBody"]?["content"]!.AsObject().All(body => body.Value!["example"] is not null) ?? true);

    [Fact]
    public async Task Every_example_has_all_that_is_required()
    {
        var schemas = JsonNode.Parse(await ApiDescription.TextAsync())!["components"]!["schemas"]!;
        await AssertForAllAsync(operation => (operation["requestBody"]?["content"]!.AsObject() ?? []).All(body =>
            (string?)body.Value!["schema"]!["$ref"] is not { } reference
            || (schemas[reference.Split('/')[^1]]!["required"]?.AsArray() ?? [])
                .All(member => body.Value["example"]![(string)member!] is not null)));
    }

    [Fact]
    public async Task Every_parameter_is_described_and_spelt_in_snake_case() =>
        await AssertForAllAsync(operation => (operation["parameters"]?.AsArray() ?? []).All(parameter =>
            Has(parameter!["description"]) && ((string)parameter["in"]! == "header" || ((string)parameter["name"]!)
                .All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'))));

    [Fact]
    public async Task Path_examples_of_write_operations_are_not_prefilled() =>
        await AssertForAllAsync((name, operation) => name.StartsWith("GET ", StringComparison.Ordinal)
            || (operation["parameters"]?.AsArray() ?? [])
                .All(parameter =>
                    (string)parameter!["in"]! != "path" || (parameter["example"] ?? parameter["examples"]) is null));

    [Fact]
    public async Task Every_success_describes_its_response() =>
        await AssertForAllAsync((name, operation) => operation["responses"]!.AsObject()
            .Where(answer => answer.Key is "200" or "201").All(answer => answer.Value!["content"]?[name switch
            {
                _ when name.EndsWith(".pdf", StringComparison.Ordinal) => "application/pdf",
                _ when name.EndsWith(".xml", StringComparison.Ordinal) => "application/xml",
                _ => "application/json",
            }]?["schema"] is not null));

    /// <summary>Swagger UI would show each line break, so the wrapping of the source must not reach it.</summary>
    [Fact]
    public async Task No_paragraph_is_broken_into_lines()
    {
        var texts = TextsIn(JsonNode.Parse(await ApiDescription.TextAsync())!).ToList();
        Assert.NotEmpty(texts);
        Assert.DoesNotContain(texts, text => BrokenParagraph().IsMatch(text));
        Assert.Matches(BrokenParagraph(), "Wrapped\nin the source.");
        Assert.DoesNotMatch(BrokenParagraph(), "A list:\n- one\n- two\n\nA paragraph.");
    }

    private static IEnumerable<string> TextsIn(JsonNode? node) => node switch
    {
        JsonObject of => of.Where(member => member.Key is "description" or "summary" && member.Value is JsonValue)
            .Select(member => (string)member.Value!).Concat(of.SelectMany(member => TextsIn(member.Value))),
        JsonArray of => of.SelectMany(TextsIn),
        _ => [],
    };

    [GeneratedRegex(@"[^\s|>]\n[^\s|<*-]")]
    private static partial Regex BrokenParagraph();

    private static Task AssertForAllAsync(Func<JsonObject, bool> rule) =>
        AssertForAllAsync((_, operation) => rule(operation));

    private static async Task AssertForAllAsync(Func<string, JsonObject, bool> rule)
    {
        var operations = await ApiDescription.OperationsAsync();
        Assert.NotEmpty(operations);
        Assert.Empty(operations.Where(o => !rule(o.Name, o.Operation)).Select(o => o.Name));
    }

    private static bool SaysWho(string description, bool isPublic, bool isForAdmins)
    {
        var who = description["**Who:** ".Length..];
        if (isForAdmins)
            return who.StartsWith("Admins", StringComparison.Ordinal);
        return isPublic
            ? who.StartsWith("Anyone", StringComparison.Ordinal)
            : who.StartsWith("Any signed-in user", StringComparison.Ordinal)
                || who.Split('.')[0].Contains("owner", StringComparison.Ordinal);
    }

    private static bool IsPublic(JsonObject operation) => (string?)operation["x-access"] == "public";

    private static bool IsForAdmins(JsonObject operation) => (string?)operation["x-access"] == "admin";

    private static bool Has(JsonNode? text) => !string.IsNullOrWhiteSpace((string?)text);
}
