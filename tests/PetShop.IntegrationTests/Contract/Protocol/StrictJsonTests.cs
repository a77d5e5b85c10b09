using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace PetShop.IntegrationTests.Contract.Protocol;

/// <summary>JSON is read strictly, and every input gets a proper response.</summary>
public sealed class StrictJsonTests : ShopTest
{
    /// <summary>
    /// Cases of JSONTestSuite (MIT; the licence is beside them). All are rejected here, because the route takes an
    /// object with known members.
    /// </summary>
    [Fact]
    public async Task Every_torture_case_of_a_JSON_parser_is_answered_400()
    {
        var cases = await File.ReadAllLinesAsync(
            Path.Combine(AppContext.BaseDirectory, "Contract", "Data", "json-parsing-tests.jsonl"));
        var wrong = new List<string>();
        foreach (var line in cases)
        {
            var test = JsonDocument.Parse(line).RootElement;
            var answer = await SendAsync(test.GetProperty("base64").GetBytesFromBase64());
            var problem = await answer.Content.ReadAsStringAsync();
            var isWellFormed = test.Text("expect") == "accept";
            if (answer.StatusCode != HttpStatusCode.BadRequest
                || answer.Content.Headers.ContentType?.MediaType != "application/problem+json"
                || (isWellFormed && problem.Contains("malformed-json", StringComparison.Ordinal)))
                wrong.Add($"{test.Text("name")}: {(int)answer.StatusCode} {problem}");
        }
        Assert.True(cases.Length > 300);
        Assert.Empty(wrong);
    }

    [Theory, InlineData("[", 100_000), InlineData("[{\"\":", 50_000), InlineData("{\"username\":", 50_000)]
    public async Task Endless_nesting_is_answered_400(string opening, int times)
    {
        var answer = await SendAsync(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(opening, times))));
        await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("""{"username":"ann","password":"long enough it is","colour":"red"}""", "colour")]
    [InlineData("""{"username":"ann","username":"bob","password":"long enough it is"}""", "username")]
    [InlineData("""{"Username":"ann","password":"long enough it is"}""", "Username")]
    [InlineData("""{"username":7,"password":"long enough it is"}""", "username")]
    [InlineData("""{"username":"a\u0000nn","password":"long enough it is"}""", "username")]
    public async Task JSON_errors_use_the_clients_field_names(string body, string field)
    {
        var answer = await Shop.Anyone.SendTextAsync(HttpMethod.Post, "/auth/login", body);
        await answer.ShouldRejectFieldAsync(field);
    }

    [Theory]
    [InlineData("\"15.99\"")]
    [InlineData("1e400")]
    [InlineData("79228162514264337593543950336")]
    [InlineData("true")]
    public async Task An_invalid_price_is_reported_at_its_field(string price)
    {
        var admin = await Shop.AdminAsync();
        var body = $$"""{"name":"Rope","category":"toys","pet_type":"dog","stock_quantity":1,"price":{{price}}}""";
        await (await admin.SendTextAsync(HttpMethod.Post, "/products", body)).ShouldRejectFieldAsync("price");
    }

    [Fact]
    public async Task Malformed_JSON_is_reported_by_line_and_byte()
    {
        var answer = await Shop.Anyone.SendTextAsync(HttpMethod.Post, "/auth/login", "{\"username\":\n  oops}");
        var problem = await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "malformed-json");
        Assert.StartsWith("Line 2, byte 3", problem.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_of_one_megabyte_is_read()
    {
        var body = $$"""{"username":"{{new string('a', 1024 * 1024 - 40)}}","password":"x"}""";
        await (await Shop.Anyone.SendTextAsync(HttpMethod.Post, "/auth/login", body))
            .ShouldRejectFieldAsync("username");
    }

    [Theory, InlineData(1), InlineData(10)]
    public async Task A_larger_body_is_answered_413(int megabytes)
    {
        var body = $$"""{"username":"{{new string('a', megabytes * 1024 * 1024)}}","password":"x"}""";
        // A client with Expect: 100-continue gets the response before it sends the body; another one may find the
        // connection closed while it sends.
        var answer = await Shop.Anyone.SendAsync(HttpMethod.Post, "/auth/login",
            new StringContent(body, Encoding.UTF8, "application/json"), ("Expect", "100-continue"));
        await answer.ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
    }

    [Theory, InlineData("text/plain"), InlineData("application/xml"), InlineData("text/json")]
    public async Task A_body_that_is_not_said_to_be_JSON_is_answered_415(string mediaType)
    {
        var answer = await Shop.Anyone.SendTextAsync(
            HttpMethod.Post, "/auth/login", """{"username":"ann","password":"x"}""", mediaType);
        await answer.ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
    }

    private Task<HttpResponseMessage> SendAsync(byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return Shop.Anyone.SendAsync(HttpMethod.Post, "/auth/login", content);
    }
}
