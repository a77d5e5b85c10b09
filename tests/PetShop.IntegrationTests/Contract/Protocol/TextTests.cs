using System.Text.Json;

namespace PetShop.IntegrationTests.Contract.Protocol;

/// <summary>Every text of every request in the OpenAPI document, including new ones.</summary>
public sealed class TextTests : ShopTest
{
    /// <summary>Taken exactly as sent.</summary>
    private static readonly string[] Verbatim =
        ["password", "current_password", "new_password", "confirm_password", "refresh_token", "token",
            "gift_card_code"];

    /// <summary>Days or times, which are strings in the document.</summary>
    private static readonly string[] Days =
        ["from", "to", "due_date", "estimated_delivery", "available_from", "pay_by", "starts_at", "ends_at",
            "expires_at"];

    /// <summary>Multi-line text, which may contain line breaks.</summary>
    private static readonly string[] Running =
        ["admin_notes", "description", "note", "reason", "shipping_address", "text"];

    /// <summary>Search terms, in which invisible characters are ignored.</summary>
    private static readonly string[] Searched = ["q", "search"];

    [Theory]
    [InlineData("a\u202Eb", "U+202E")]
    [InlineData("a\u2066b", "U+2066")]
    [InlineData("a\u0007b", "U+0007")]
    [InlineData("a\0b", "U+0000")]
    [InlineData("a\uFEFFb", "U+FEFF")]
    [InlineData("a\u3164b", "U+3164")]
    public async Task Invisible_characters_are_rejected_in_every_body(string text, string character)
    {
        var admin = await Shop.AdminAsync();
        var fields = await BodyTextsAsync();
        foreach (var (method, path, field) in fields.Where(
            f => !Verbatim.Contains(f.Field[^1]) && !Days.Contains(f.Field[^1])))
        {
            var (body, name) = Nest(field, JsonSerializer.Serialize(text));
            var errors = await (await admin.SendTextAsync(method, path, body)).ShouldRejectFieldAsync(name);
            Assert.Contains(character, errors.GetProperty(name)[0].GetString(), StringComparison.Ordinal);
        }
        Assert.True(fields.Count > 30);
    }

    [Theory]
    [InlineData("in two\nlines")]
    [InlineData("in two\r\nlines")]
    [InlineData("in two\u2028lines")]
    public async Task A_line_break_is_refused_in_every_body_but_in_running_text(string text)
    {
        var admin = await Shop.AdminAsync();
        foreach (var (method, path, field) in (await BodyTextsAsync())
            .Where(f => !Verbatim.Contains(f.Field[^1]) && !Days.Contains(f.Field[^1])))
        {
            var (body, name) = Nest(field, JsonSerializer.Serialize(text));
            var answer = await admin.SendTextAsync(method, path, body);
            if (Running.Contains(field[^1]))
                Assert.DoesNotContain(
                    $"\"{name}\":", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            else
                Assert.Contains("U+", (await answer.ShouldRejectFieldAsync(name)).GetProperty(name)[0].GetString(),
                    StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Invisible_characters_are_rejected_in_every_query()
    {
        var admin = await Shop.AdminAsync();
        var parameters = await QueryTextsAsync();
        foreach (var (method, path, name) in parameters.Where(
            p => !Verbatim.Contains(p.Name) && !Searched.Contains(p.Name) && !Days.Contains(p.Name)))
        {
            var errors = await (await admin.SendAsync(method, $"{path}?{name}=a%E2%80%AEb"))
                .ShouldRejectFieldAsync(name);
            Assert.Contains("U+202E", errors.GetProperty(name)[0].GetString(), StringComparison.Ordinal);
        }
        Assert.True(parameters.Count > 10);
    }

    [Fact]
    public async Task An_invisible_query_value_counts_as_missing()
    {
        var admin = await Shop.AdminAsync();
        foreach (var (method, path, name) in (await QueryTextsAsync()).Where(p => !Verbatim.Contains(p.Name)))
        {
            foreach (var value in new[] { "%E2%80%8B", "%20%C2%A0", "%E2%A0%80", "%C2%AD%EF%BB%BF" })
                await (await admin.SendAsync(method, $"{path}?{name}={value}")).ShouldRejectFieldAsync(name);
        }
    }

    private async Task<List<(HttpMethod Method, string Path, string[] Field)>> BodyTextsAsync()
    {
        var document = await DocumentAsync();
        return [.. from operation in Operations(document)
                   where operation.Description.TryGetProperty("requestBody", out _)
                   let content = operation.Description.GetProperty("requestBody").GetProperty("content")
                       .EnumerateObject().First()
                   where content.Name.EndsWith("json", StringComparison.Ordinal)
                   from field in Texts(document, content.Value.GetProperty("schema"), [])
                   select (operation.Method, operation.Path, field)];
    }

    private async Task<List<(HttpMethod Method, string Path, string Name)>> QueryTextsAsync()
    {
        var document = await DocumentAsync();
        return [.. from operation in Operations(document)
                   where operation.Description.TryGetProperty("parameters", out _)
                   from parameter in operation.Description.GetProperty("parameters").EnumerateArray()
                   where parameter.Text("in") == "query"
                   let schema = Resolve(document, parameter.GetProperty("schema"))
                   where IsText(schema.TryGetProperty("items", out var items) ? Resolve(document, items) : schema)
                   select (operation.Method, operation.Path, parameter.Text("name"))];
    }

    private async Task<JsonElement> DocumentAsync() =>
        await (await Shop.Anyone.GetAsync("/swagger/v1/swagger.json")).ShouldBeAsync(HttpStatusCode.OK);

    private static IEnumerable<(HttpMethod Method, string Path, JsonElement Description)> Operations(
        JsonElement document) =>
        from path in document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        where operation.Value.ValueKind == JsonValueKind.Object && operation.Value.TryGetProperty("responses", out _)
        select (new HttpMethod(operation.Name.ToUpperInvariant()), Fill(path.Name), operation.Value);

    /// <summary>The body is validated before anything is looked up, so any id works.</summary>
    private static string Fill(string path) =>
        string.Join('/', path.Split('/').Select(part => part is ['{', ..] ? "1" : part));

    /// <summary>The paths of all strings in a body; <c>[]</c> stands for the items of a list.</summary>
    private static IEnumerable<string[]> Texts(JsonElement document, JsonElement schema, string[] at)
    {
        schema = Resolve(document, schema);
        if (IsText(schema))
            return [at];
        if (schema.TryGetProperty("items", out var items))
            return Texts(document, items, [.. at, "[]"]);
        return schema.TryGetProperty("properties", out var members)
            ? members.EnumerateObject().SelectMany(member => Texts(document, member.Value, [.. at, member.Name]))
            : [];
    }

    private static bool IsText(JsonElement schema) => schema.TryGetProperty("type", out var type)
        && (type.ValueKind == JsonValueKind.String
            ? type.GetString() == "string"
            : type.EnumerateArray().Any(t => t.GetString() == "string"))
        && !schema.TryGetProperty("enum", out _)
        && !(schema.TryGetProperty("format", out var format) && format.GetString() is "date-time" or "date");

    private static JsonElement Resolve(JsonElement document, JsonElement schema)
    {
        foreach (var keyword in new[] { "allOf", "anyOf", "oneOf" })
        {
            if (schema.TryGetProperty(keyword, out var choices))
                schema = choices[0];
        }
        return schema.TryGetProperty("$ref", out var reference)
            ? document.GetProperty("components").GetProperty("schemas")
                .GetProperty(reference.GetString()!.Split('/')[^1])
            : schema;
    }

    /// <returns>A body with only this value, and the field's name in errors.</returns>
    private static (string Body, string Name) Nest(string[] field, string value)
    {
        var body = value;
        foreach (var part in field.Reverse())
            body = part == "[]" ? $"[{body}]" : $"{{{JsonSerializer.Serialize(part)}:{body}}}";
        return (body, string.Join('.', field).Replace(".[]", "[0]", StringComparison.Ordinal));
    }
}
