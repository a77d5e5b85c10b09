using System.Net.Sockets;
using System.Text;

namespace PetShop.IntegrationTests.Contract.Protocol;

/// <summary>Only UTF-8 is accepted. Every operation of the OpenAPI document rejects everything else.</summary>
public sealed class EncodingTests : ShopTest
{
    private static readonly byte[] Odd = [0xFE, 0xFF, 0x00];

    [Fact]
    public async Task A_body_in_another_charset_is_answered_415()
    {
        string[] parameters =
        [
            "; charset=utf-16", "; charset=utf-7", "; charset=UTF-32", "; charset=iso-8859-1",
            "; charset=\"utf-16le\"", "; charset=us-ascii",
            "; charset=nonsense", "; charset=utf-8; charset=utf-16", "; charset=", "; charset",
        ];
        await foreach (var (method, path, mediaType) in BodiesAsync())
            foreach (var parameter in parameters)
                await RefusesAsync(await SendAsync(method, path, Odd, mediaType + parameter));
    }

    [Fact]
    public async Task A_compressed_body_is_answered_415_with_what_would_be_read()
    {
        await foreach (var (method, path, mediaType) in BodiesAsync())
        {
            foreach (var coding in new[] { "gzip", "br", "deflate", "zstd", "nonsense", "identity, gzip", "GZIP" })
            {
                var answer = await SendAsync(method, path, Odd, mediaType, ("Content-Encoding", coding));
                await RefusesAsync(answer);
                Assert.Equal(["identity"], answer.Headers.GetValues("Accept-Encoding"));
            }
        }
    }

    [Fact]
    public async Task A_body_of_another_type_or_of_none_is_answered_415()
    {
        string?[] others =
            ["text/plain", "multipart/form-data; boundary=x", "application/octet-stream", "nonsense", null];
        await foreach (var (method, path, _) in BodiesAsync())
            foreach (var other in others)
                await RefusesAsync(await SendAsync(method, path, "{}"u8.ToArray(), other));
    }

    [Theory]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json; charset=\"UTF-8\"")]
    [InlineData("application/json; v=1")]
    [InlineData("Application/JSON")]
    public async Task UTF_8_may_be_said_in_any_way(string contentType)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"username":"{{Admin.Name}}","password":"{{Admin.FirstPassword}}"}""");
        var plain = await SendAsync("POST", "/auth/login", body, contentType, ("Content-Encoding", "identity"));
        await plain.ShouldBeAsync(HttpStatusCode.OK);
        var marked = await SendAsync("POST", "/auth/login", [0xEF, 0xBB, 0xBF, .. body], contentType);
        await marked.ShouldBeAsync(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("7B22757365726E616D65223A22FF227D")]                    // {"username":"\xFF"}
    [InlineData("7B22FF223A317D")]                                      // {"\xFF":1}
    [InlineData("7B22757365726E616D65223A22EDA080227D")]                // a surrogate
    [InlineData("7B22757365726E616D65223A22C080227D")]                  // U+0000 in two bytes
    [InlineData("7B22757365726E616D65223AFF7D")]
    [InlineData("FFFE7B007D00")]                                        // UTF-16 with its mark
    [InlineData("FEFF007B007D")]
    [InlineData("7B007D00")]
    public async Task Invalid_UTF_8_is_invalid_JSON(string hex)
    {
        var answer = await SendAsync("POST", "/auth/login", Convert.FromHexString(hex), "application/json");
        await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "malformed-json");
    }

    [Theory]
    [InlineData("username=%FF&password=x")]
    [InlineData("username=x&password=%C3%28")]
    [InlineData("username=%ED%A0%80&password=%E2%82")]
    public async Task Invalid_UTF_8_is_rejected_at_sign_in(string fields)
    {
        var form = Encoding.ASCII.GetBytes("grant_type=password&" + fields);
        var answer = await SendAsync("POST", "/auth/token", form, "application/x-www-form-urlencoded");
        var problem = await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest);
        Assert.StartsWith("invalid_", problem.Text("error"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("%FF")]
    [InlineData("%C0%80")]
    [InlineData("%ED%A0%80")]
    [InlineData("%E2%82")]
    [InlineData("%E2x%82%AC")]
    [InlineData("%00")]
    public async Task A_query_with_invalid_UTF_8_is_a_400(string text)
    {
        foreach (var query in new[] { "q=" + text, text + "=q" })
        {
            var answer = await Shop.Anyone.GetAsync("/products?" + query);
            await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "bad-request");
        }
    }

    [Theory]
    [InlineData("%E2%82%AC")]
    [InlineData("%F0%9F%90%95")]
    [InlineData("100%25")]
    [InlineData("100%")]
    [InlineData("%zz")]
    public async Task Any_other_query_is_searched_for(string text) =>
        await (await Shop.Anyone.GetAsync("/products?q=" + text)).ShouldBeAsync(HttpStatusCode.OK);

    [Theory]
    [InlineData("/%FF")]
    [InlineData("/products/%C3%28")]
    [InlineData("/products/by-slug/%FF")]
    [InlineData("/products/by-sku/%ED%A0%80")]
    public async Task A_path_with_invalid_UTF_8_is_not_found(string path) =>
        await (await Shop.Anyone.GetAsync(path)).ShouldBeProblemAsync(HttpStatusCode.NotFound, "not-found");

    [Theory, InlineData("/products?q=\u00FF"), InlineData("/\u00FF"), InlineData("/products/by-slug/\u00C3\u0028")]
    public async Task Unencoded_bytes_do_not_cause_a_500(string target)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(Shop.Node.Address.Host, Shop.Node.Address.Port);
        await using var stream = client.GetStream();
        var request = $"GET {target} HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n";
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        using var reader = new StreamReader(stream);
        Assert.StartsWith("HTTP/1.1 4", await reader.ReadToEndAsync(), StringComparison.Ordinal);
    }

    private static Task RefusesAsync(HttpResponseMessage answer) =>
        answer.ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");

    private async Task<HttpResponseMessage> SendAsync(
        string method, string path, byte[] body, string? contentType, params (string Name, string Value)[] headers)
    {
        var content = new ByteArrayContent(body);
        if (contentType is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        foreach (var (name, value) in headers)
            content.Headers.TryAddWithoutValidation(name, value);
        return await (await Shop.AdminAsync()).SendAsync(new HttpMethod(method), path, content);
    }

    /// <summary>Every operation that reads a body, with each type it reads.</summary>
    private async IAsyncEnumerable<(string Method, string Path, string MediaType)> BodiesAsync()
    {
        var document = await (await Shop.Anyone.GetAsync("/swagger/v1/swagger.json")).ShouldBeAsync(HttpStatusCode.OK);
        var found = 0;
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                if (!operation.Value.TryGetProperty("requestBody", out var body))
                    continue;
                foreach (var media in body.GetProperty("content").EnumerateObject())
                {
                    found++;
                    var filled = path.Name.Split('/').Select(part => part.StartsWith('{') ? "1" : part);
                    yield return (operation.Name.ToUpperInvariant(), string.Join('/', filled), media.Name);
                }
            }
        }
        Assert.True(found > 25);
    }
}
