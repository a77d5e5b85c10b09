using System.Text.Json;
using System.Text.RegularExpressions;

namespace PetShop.IntegrationTests.Contract.Protocol;

/// <summary>Every query parameter of every route in the OpenAPI document, including new ones.</summary>
public sealed partial class QueryParameterTests : ShopTest
{
    [Fact]
    public async Task A_parameter_without_a_value_is_named_and_not_ignored()
    {
        await foreach (var parameter in ParametersAsync())
            await RefusesAsync(parameter, "", "=", "=%20", "=%09", "=+", "=%E2%80%8B", "=%C2%A0%E2%80%AE");
    }

    [Fact]
    public async Task A_parameter_that_is_given_twice_is_named()
    {
        await foreach (var parameter in ParametersAsync().Where(p => p.Type != "array"))
            await RefusesAsync(parameter, $"=1&{parameter.Name}=1", $"=&{parameter.Name}=1", $"=1&{parameter.Name}=");
    }

    [Fact]
    public async Task A_whole_number_is_read_as_plain_digits_only()
    {
        await foreach (var parameter in ParametersAsync().Where(p => p.Type == "integer"))
            await RefusesAsync(parameter, "=0x10", "=%230A", "=%2B5", "=%205", "=5%20", "=05", "=5.0", "=1e1", "=1,0",
                "=%D9%A3", "=%EF%BC%95", "=99999999999999999999", "=NaN");
    }

    [Fact]
    public async Task An_amount_is_read_exactly_or_not_at_all()
    {
        await foreach (var parameter in ParametersAsync().Where(p => p.Type == "number"))
            await RefusesAsync(parameter, "=0x10", "=%2B5", "=%205", "=5%20", "=05", "=.5", "=5.", "=1e1", "=9,99",
                "=%D9%A3", "=NaN", "=Infinity",
                "=9.999", "=9.99999999999999999999999999999", "=0.00000000000000000000000000001");
    }

    [Fact]
    public async Task A_flag_is_true_or_false()
    {
        await foreach (var parameter in ParametersAsync().Where(p => p.Type == "boolean"))
            await RefusesAsync(parameter, "=True", "=FALSE", "=1", "=0", "=on", "=yes", "=%20true");
    }

    [Fact]
    public async Task A_choice_is_spelt_as_it_is_described()
    {
        await foreach (var parameter in ParametersAsync().Where(p => p.Choice is not null))
            await RefusesAsync(parameter, "=" + parameter.Choice!.ToUpperInvariant(), "=%20" + parameter.Choice,
                "=" + parameter.Choice + ",", "=0");
    }

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex PathParameter();

    /// <param name="query">The text after the parameter's name.</param>
    private async Task RefusesAsync(Parameter parameter, params string[] query)
    {
        var admin = await Shop.AdminAsync();
        foreach (var rest in query)
        {
            var answer = await admin.SendAsync(new HttpMethod(parameter.Method),
                $"{parameter.Path}?{parameter.Name}{rest}");
            await answer.ShouldRejectFieldAsync(parameter.Name);
        }
    }

    private async IAsyncEnumerable<Parameter> ParametersAsync()
    {
        var document = await (await Shop.Anyone.GetAsync("/swagger/v1/swagger.json")).ShouldBeAsync(HttpStatusCode.OK);
        var found = 0;
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject()
                .Where(o => o.Value.TryGetProperty("parameters", out _)))
            {
                foreach (var parameter in operation.Value.GetProperty("parameters").EnumerateArray()
                    .Where(p => p.Text("in") == "query"))
                {
                    found++;
                    yield return new(operation.Name.ToUpperInvariant(), PathParameter().Replace(path.Name, "1"),
                        parameter.Text("name"), TypeOf(document, parameter.GetProperty("schema")), ChoiceOf(
                            document, parameter.GetProperty("schema")));
                }
            }
        }
        Assert.True(found > 30);
    }

    private static string? TypeOf(JsonElement document, JsonElement schema) =>
        Resolve(document, schema).TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String
            ? type.GetString()
            : null;

    private static string? ChoiceOf(JsonElement document, JsonElement schema) =>
        Resolve(document, schema).TryGetProperty("enum", out var values) ? values[0].GetString() : null;

    private static JsonElement Resolve(JsonElement document, JsonElement schema)
    {
        if (schema.TryGetProperty("allOf", out var all))
            schema = all[0];
        return schema.TryGetProperty("$ref", out var reference)
            ? document.GetProperty("components").GetProperty("schemas")
                .GetProperty(reference.GetString()!.Split('/')[^1])
            : schema;
    }

    /// <param name="Choice">The first of its values, if they are listed.</param>
    private sealed record Parameter(string Method, string Path, string Name, string? Type, string? Choice);
}
