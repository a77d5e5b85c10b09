using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PetShop.Api.Core.OpenApi;
using PetShop.Api.Core.Patching;

namespace PetShop.IntegrationTests.Contract;

/// <summary>What generated clients need of the document: named types, the correct problems, and no internals.</summary>
public sealed partial class OpenApiTypesTests
{
    private const string ProblemTypeList = "#/components/schemas/ProblemType";

    [Fact]
    public async Task Every_enum_has_a_name()
    {
        var document = await DocumentAsync();
        var nameless = Nodes(document, "#")
            .Where(node => node.Value is JsonObject schema && schema["enum"] is JsonArray)
            .Where(node =>
                !NamedSchema().IsMatch(node.Path) && !node.Path.StartsWith(ProblemTypeList, StringComparison.Ordinal));
        Assert.Empty(nameless.Select(
            node => $"{node.Path}: generated clients make up a name. Use a C# enum, or [NamedValues]."));
    }

    [Fact]
    public async Task No_schema_has_the_name_of_a_collision()
    {
        var schemas = (await DocumentAsync())["components"]!["schemas"]!.AsObject();
        Assert.DoesNotContain(schemas,
            schema => char.IsDigit(schema.Key[^1]) || schema.Key.Contains("Anonymous", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_problems_type_is_an_open_list_of_all_types_that_the_documents_name()
    {
        var schemas = (await DocumentAsync())["components"]!["schemas"]!;
        Assert.Equal(ProblemTypeList, (string?)schemas["Problem"]!["properties"]!["type"]!["$ref"]);
        var choices = schemas["ProblemType"]!["anyOf"]!.AsArray();
        Assert.Equal("""{"type":"string"}""", choices[1]!.ToJsonString());
        var listed = choices[0]!["enum"]!.AsArray().Select(type => (string)type!);
        Assert.Equal(ProblemCatalog.All.Select(problem => problem.Uri).Order(), listed.Order());
        Assert.Equal(
            ProblemCatalog.All.Select(problem => $"{problem.Uri} {problem.Status} {problem.Title}").Order(),
            ProblemRow().Matches(await File.ReadAllTextAsync(Path.Combine(ApiDescription.Repository, "docs/api.md")))
                .Select(row => $"{row.Groups[1].Value} {row.Groups[2].Value} {row.Groups[3].Value}").Order());
    }

    [Fact]
    public async Task Every_member_that_a_problem_adds_is_described()
    {
        var schemas = (await DocumentAsync())["components"]!["schemas"]!.AsObject();
        var extended = ProblemCatalog.All.Where(problem => problem.Members is not null).ToList();
        Assert.True(extended.Count >= 5);
        Assert.Empty(
            extended.Where(problem => schemas[OpenApiNames.SchemaId(problem.Members!)]?["allOf"]?[0]?["$ref"] is null)
                .Select(problem => $"No answer names `{problem.Slug}`: put it in code marks into the <response> of an "
                    + "action that answers with it."));
    }

    [Fact]
    public async Task Every_error_has_examples_of_problems_of_its_status()
    {
        var document = await DocumentAsync();
        var wrong = from answer in await ErrorsAsync(document)
                    let examples = answer.Body["examples"]?.AsObject() ?? []
                    where examples.Count == 0 || examples.Any(example =>
                        (int)example.Value!["value"]!["status"]! != answer.Status
                        || ProblemCatalog.Find(example.Key)?.Uri != (string)example.Value["value"]!["type"]!)
                    select $"{answer.Name}: name its problem type in code marks (`insufficient-stock`) in <response>.";
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Examples_of_invalid_fields_name_a_field_of_the_operation()
    {
        foreach (var (name, operation) in await ApiDescription.OperationsAsync())
        {
            var errors = operation["responses"]!["400"]![
                "content"]!["application/problem+json"]!["examples"]!["validation"]!["value"]!["errors"]!.AsObject();
            Assert.Equal((name, 1), (name, errors.Count));
        }
    }

    [Fact]
    public async Task No_description_mentions_a_class()
    {
        var classes = typeof(ProblemCatalog).Assembly.GetTypes().Select(type => type.Name.Split('`')[0])
            .Where(name => Humps().IsMatch(name)).ToHashSet();
        var optional = await OptionalSummaryAsync();
        var texts = Nodes(await DocumentAsync(), "#")
            .Where(node => node.Path.EndsWith("/description", StringComparison.Ordinal) && node.Value is JsonValue)
            .Select(node => (node.Path, Text: (string)node.Value!));
        Assert.Empty(texts.Where(text => text.Text == optional
            || Words().Matches(CodeMarks().Replace(text.Text, "")).Any(word => classes.Contains(word.Value)))
            .Select(text => $"{text.Path}: {text.Text}"));
    }

    [Fact]
    public async Task The_document_has_a_server_a_contact_and_public_operations()
    {
        var document = await DocumentAsync();
        Assert.Equal("/", (string?)document["servers"]![0]!["url"]);
        Assert.NotNull(document["info"]!["contact"]!["name"]);
        var operations = await ApiDescription.OperationsAsync();
        Assert.Empty(operations.Where(o => o.Operation["security"] is not JsonArray).Select(o => o.Name));
        Assert.Contains(operations, o => o.Operation["security"]!.AsArray().Count == 0);
    }

    /// <summary>Swagger UI shows a lock on operations for which a reader may sign in.</summary>
    [Fact]
    public async Task The_access_token_is_optional_where_it_changes_the_response_and_no_matter_for_guests()
    {
        var reads = (await ApiDescription.OperationsAsync()).Where(o => (string?)o.Operation["x-access"] == "public"
            && o.Name.StartsWith("GET ", StringComparison.Ordinal)).ToList();
        var guests = reads.Where(o => o.Name.Contains("/guest", StringComparison.Ordinal)).ToList();
        Assert.Equal(17, guests.Count);
        Assert.All(guests, o => Assert.Empty(o.Operation["security"]!.AsArray()));
        Assert.All(reads.Except(guests), o => Assert.Equal("""[{},{"password":[]},{"bearer":[]}]""",
            o.Operation["security"]!.ToJsonString()));
    }

    private static async Task<JsonNode> DocumentAsync() => JsonNode.Parse(await ApiDescription.TextAsync())!;

    /// <summary>The error responses of all operations, including those in the components.</summary>
    private static async Task<List<(string Name, int Status, JsonNode Body)>> ErrorsAsync(JsonNode document) =>
        [.. from operation in await ApiDescription.OperationsAsync()
            from answer in operation.Operation["responses"]!.AsObject()
            where answer.Key[0] is '4' or '5'
            let resolved = (string?)answer.Value!["$ref"] is { } reference
                ? document["components"]!["responses"]![reference.Split('/')[^1]]!
                : answer.Value
            select ($"{operation.Name} {answer.Key}", int.Parse(answer.Key),
                resolved["content"]!["application/problem+json"]!)];

    /// <summary>The generator's text for a member of a patch without a description.</summary>
    private static async Task<string?> OptionalSummaryAsync()
    {
        var file = await File.ReadAllTextAsync(Path.ChangeExtension(typeof(Optional<>).Assembly.Location, ".xml"));
        var summary = System.Xml.Linq.XDocument.Parse(file).Descendants("member")
            .Single(member => (string?)member.Attribute("name") == $"T:{typeof(Optional<>).FullName}")
            .Element("summary");
        return summary?.Value.Trim();
    }

    private static IEnumerable<(string Path, JsonNode? Value)> Nodes(JsonNode? node, string path) => node switch
    {
        JsonObject members =>
            members.SelectMany(member => Nodes(member.Value, $"{path}/{member.Key}")).Prepend((path, node)),
        JsonArray items => items.SelectMany((item, i) => Nodes(item, $"{path}/{i}")).Prepend((path, node)),
        _ => [(path, node)],
    };

    [GeneratedRegex("^#/components/schemas/[A-Za-z]+$")]
    private static partial Regex NamedSchema();

    [GeneratedRegex(@"(?m)^\| `(/problems/[a-z-]+)` \| (\d+) \| (.+?) \|\r?$")]
    private static partial Regex ProblemRow();

    [GeneratedRegex("^[A-Z][a-z]+[A-Z]")]
    private static partial Regex Humps();

    [GeneratedRegex(@"\b[A-Z]\w+\b")]
    private static partial Regex Words();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex CodeMarks();
}
