using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace PetShop.UnitTests.Core.OpenApi;

public sealed class DocumentTests : IAsyncLifetime
{
    private JsonObject _document = null!;

    public async Task InitializeAsync() => _document = await Samples.DescribeAsync(typeof(SamplesController));

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public void It_is_valid_openapi_3_1()
    {
        var result = OpenApiDocument.Parse(_document.ToJsonString(), "json");
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, result.Diagnostic!.SpecificationVersion);
        Assert.Empty(result.Diagnostic.Errors);
        Assert.Empty(result.Diagnostic.Warnings);
    }

    [Fact]
    public void Operation_ids_follow_controller_and_action_and_are_unique()
    {
        var ids = from path in _document["paths"]!.AsObject()
                  from operation in path.Value!.AsObject()
                  select (string)operation.Value!["operationId"]!;
        Assert.Equal(
            ["samples_create", "samples_get", "samples_list", "samples_open", "samples_remove", "samples_removeByRole",
                "samples_replace", "samples_update", "samples_update_patch"],
            ids.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Ids_that_are_not_unique_are_refused()
    {
        var thrown =
            await Assert.ThrowsAsync<InvalidOperationException>(() => Samples.DescribeAsync(typeof(TwiceController)));
        Assert.Contains("twice_same", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/samples", "get", "Anyone.", """[{},{"password":[]},{"bearer":[]}]""")]
    [InlineData("/samples/open", "post", "Anyone.", "[]")]
    [InlineData("/samples/{id}", "get", "Any signed-in user, for their own data; admins, for everyone's.",
        """[{"password":[]},{"bearer":[]}]""")]
    [InlineData("/samples", "post", "Admins.", """[{"password":[]},{"bearer":[]}]""")]
    public void Each_operation_says_who_may_call_it(string path, string method, string who, string? security)
    {
        var operation = Operation(path, method);
        Assert.StartsWith($"**Who:** {who}", (string)operation["description"]!, StringComparison.Ordinal);
        Assert.Equal(security, operation["security"]?.ToJsonString());
    }

    [Theory]
    [InlineData("/samples", "get", "200 304 400 429 500 503")]
    [InlineData("/samples/{id}", "get", "200 400 401 403 404 429 500 503")]
    [InlineData("/samples", "post", "201 400 401 403 409 413 415 422 429 500 503")]
    [InlineData("/samples/{id}", "put", "200 400 401 403 404 412 413 415 429 500 503")]
    [InlineData("/samples/{id}/roles", "delete", "204 400 401 403 404 429 500 503")]
    public void Each_status_that_can_be_answered_is_there(string path, string method, string statuses)
    {
        var responses = Operation(path, method)["responses"]!.AsObject();
        Assert.Equal(statuses, string.Join(' ', responses.Select(r => r.Key)));
        Assert.All(responses.Where(r => r.Key[0] is '4' or '5'),
            r => Assert.NotNull(Resolve(r.Value!)["content"]!["application/problem+json"]!["schema"]));
    }

    [Fact]
    public void Headers_that_an_action_honours_are_parameters()
    {
        Assert.Equal(["Idempotency-Key"], Parameters("/samples", "post"));
        Assert.Equal(["id", "If-Match"], Parameters("/samples/{id}", "put"));
        Assert.Equal(["colour", "min_name", "limit", "cursor", "If-None-Match"], Parameters("/samples", "get"));
        Assert.NotNull(Operation("/samples", "post")["responses"]!["201"]!["headers"]!["Location"]);
    }

    [Fact]
    public void Limits_are_those_the_validators_enforce()
    {
        var create = Schema("CreateSampleRequest");
        Assert.Equal(["lines", "name", "price"],
            create["required"]!.AsArray().Select(name => (string)name!).Order(StringComparer.Ordinal));
        Assert.Equal(1, (int)create["properties"]!["name"]!["minLength"]!);
        Assert.Equal(100, (int)create["properties"]!["name"]!["maxLength"]!);
        Assert.Equal(1_000_000, (int)create["properties"]!["price"]!["maximum"]!);
        Assert.Equal("^[a-z]+$", (string)create["properties"]!["note"]!["pattern"]!);
        Assert.Equal((1, 7),
            ((int)create["properties"]!["lines"]!["minItems"]!, (int)create["properties"]!["lines"]!["maxItems"]!));
        Assert.Equal("\"number\"", create["properties"]!["price"]!["type"]!.ToJsonString());
        Assert.Equal(0, (int)Schema("SampleLine")["properties"]!["quantity"]!["exclusiveMinimum"]!);
        var limit = Parameter("/samples", "get", "limit")["schema"]!;
        Assert.Equal((1, 100, 24), ((int)limit["minimum"]!, (int)limit["maximum"]!, (int)limit["default"]!));
        Assert.Equal(9, (int)Parameter("/samples", "get", "min_name")["schema"]!["maxLength"]!);
    }

    [Fact]
    public void A_merge_patch_needs_no_member_and_says_which_take_null()
    {
        var update = Schema("UpdateSampleRequest");
        Assert.Null(update["required"]);
        Assert.Equal("\"string\"", update["properties"]!["name"]!["type"]!.ToJsonString());
        Assert.Equal(100, (int)update["properties"]!["name"]!["maxLength"]!);
        Assert.Equal("""["null","number"]""", update["properties"]!["price"]!["type"]!.ToJsonString());
        Assert.Equal("""[{"$ref":"#/components/schemas/SampleColour"},{"type":"null"}]""",
            update["properties"]!["colour"]!["oneOf"]!.ToJsonString());
    }

    [Fact]
    public void Requests_are_closed_and_answers_are_complete()
    {
        Assert.False((bool)Schema("CreateSampleRequest")["additionalProperties"]!);
        Assert.False((bool)Schema("SampleLine")["additionalProperties"]!);
        var answer = Schema("Sample");
        Assert.Null(answer["additionalProperties"]);
        Assert.Equal("""["id","name","note","price"]""", answer["required"]!.ToJsonString());
        Assert.Equal("""["null","string"]""", answer["properties"]!["note"]!["type"]!.ToJsonString());
        Assert.Equal("decimal", (string?)answer["properties"]!["price"]!["format"]);
        Assert.NotNull(Schema("SamplePage"));
    }

    [Fact]
    public void Names_and_enum_values_are_those_of_the_wire()
    {
        var colour = Parameter("/samples", "get", "colour");
        Assert.Equal("""["dark_red","green"]""", Resolve(colour["schema"]!)["enum"]!.ToJsonString());
        Assert.Equal("Things to look at.", (string)_document["tags"]![0]!["description"]!);
    }

    [Fact]
    public void A_body_is_json_and_a_patch_may_be_called_one()
    {
        Assert.Equal(["application/json"],
            Operation("/samples", "post")["requestBody"]!["content"]!.AsObject().Select(c => c.Key));
        Assert.Equal(["application/json", "application/merge-patch+json"],
            Operation("/samples/{id}", "put")["requestBody"]!["content"]!.AsObject().Select(c => c.Key));
        Assert.Equal(["application/json"],
            Operation("/samples/{id}/whole", "put")["requestBody"]!["content"]!.AsObject().Select(c => c.Key));
        Assert.True((bool)Operation("/samples", "post")["requestBody"]!["required"]!);
        Assert.Null(Operation("/samples/{id}/whole", "put")["requestBody"]!["required"]);
        Assert.Equal(["application/json"],
            Operation("/samples", "get")["responses"]!["200"]!["content"]!.AsObject().Select(c => c.Key));
    }

    private JsonObject Operation(string path, string method) => _document["paths"]![path]![method]!.AsObject();

    private IEnumerable<string> Parameters(string path, string method) =>
        Operation(path, method)["parameters"]!.AsArray().Select(p => (string)p!["name"]!);

    private JsonNode Parameter(string path, string method, string name) =>
        Operation(path, method)["parameters"]!.AsArray().Single(p => (string)p!["name"]! == name)!;

    private JsonNode Schema(string id) => _document["components"]!["schemas"]![id]!;

    private JsonNode Resolve(JsonNode node) =>
        (string?)node["$ref"] is { } reference
            ? reference.Split('/')[1..].Aggregate((JsonNode)_document, (at, part) => at[part]!)
            : node;
}
