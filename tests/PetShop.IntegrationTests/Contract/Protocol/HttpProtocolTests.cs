using System.Net.Sockets;
using System.Text;

namespace PetShop.IntegrationTests.Contract.Protocol;

/// <summary>Conventions of every request.</summary>
public sealed class HttpProtocolTests : ShopTest
{
    [Fact]
    public async Task An_unknown_path_is_a_problem_even_for_a_browser()
    {
        var answer = await Shop.Anyone.SendAsync(HttpMethod.Get, "/nowhere", null, ("Accept", "text/html"));
        await answer.ShouldBeProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task JSON_is_sent_regardless_of_Accept()
    {
        var answer = await Shop.Anyone.SendAsync(HttpMethod.Get, "/products", null, ("Accept", "application/xml"));
        await answer.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task An_unsupported_method_is_answered_with_the_supported_ones()
    {
        var answer = await Shop.Anyone.DeleteAsync("/products");
        await answer.ShouldBeProblemAsync(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
        Assert.Superset(new HashSet<string> { "GET", "POST" }, answer.Content.Headers.Allow.ToHashSet());
    }

    [Fact]
    public async Task HEAD_is_answered_as_GET_without_the_body()
    {
        var product = await Shop.Catalogue.AddProductAsync();
        var get = await Shop.Anyone.GetAsync($"/products/{product}");
        var head = await Shop.Anyone.SendAsync(HttpMethod.Head, $"/products/{product}");
        await head.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        Assert.Equal(get.Headers.ETag, head.Headers.ETag);
        Assert.Equal(get.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task A_trailing_slash_changes_nothing()
    {
        var product = await Shop.Catalogue.AddProductAsync();
        var answer = await Shop.Anyone.GetAsync($"/products/{product}/");
        Assert.Equal(product, (await answer.ShouldBeAsync(HttpStatusCode.OK)).Id());
    }

    [Fact]
    public async Task A_valid_request_id_is_returned_and_an_invalid_one_replaced()
    {
        var sane = await Shop.Anyone.SendAsync(HttpMethod.Get, "/products", null, ("X-Request-Id", "till-7:order_12"));
        Assert.Equal(["till-7:order_12"], sane.Headers.GetValues("X-Request-Id"));
        var odd = await Shop.Anyone.SendAsync(HttpMethod.Get, "/products", null, ("X-Request-Id", "<script>"));
        Assert.NotEqual("<script>", Assert.Single(odd.Headers.GetValues("X-Request-Id")));
    }

    [Theory]
    [InlineData("/products?colour=red", "colour")]
    [InlineData("/products?limit=101", "limit")]
    [InlineData("/products?limit=0", "limit")]
    [InlineData("/products?limit=many", "limit")]
    [InlineData("/products?sort=cheapest", "sort")]
    [InlineData("/products?cursor=forged", "cursor")]
    [InlineData("/products?limit=5&limit=6", "limit")]
    [InlineData("/products?category=nonsense", "category")]
    public async Task A_parameter_that_is_unknown_or_wrong_is_named(string path, string parameter) =>
        await (await Shop.Anyone.GetAsync(path)).ShouldRejectFieldAsync(parameter);

    [Fact]
    public async Task A_NUL_in_the_query_is_answered_400() =>
        await (await Shop.Anyone.GetAsync("/products?q=a%00b"))
            .ShouldBeProblemAsync(HttpStatusCode.BadRequest, "bad-request");

    /// <summary>The web server itself, which does not know problem details.</summary>
    [Fact]
    public async Task A_NUL_in_the_path_is_answered_400() =>
        Assert.Equal(HttpStatusCode.BadRequest, (await Shop.Anyone.GetAsync("/products/by-sku/a%00b")).StatusCode);

    /// <summary>The web server itself, as documented.</summary>
    [Fact]
    public async Task Headers_that_are_too_large_are_answered_with_a_bare_431()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(Shop.Node.Address.Host, Shop.Node.Address.Port);
        await using var stream = client.GetStream();
        var request = $"GET /products HTTP/1.1\r\nHost: shop\r\nX-Long: {new string('a', 40_000)}\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 431", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET /products HTTP/1.1\r\nHost: shop\r\nBad Header\r\n\r\n")]
    [InlineData("GET /products\r\n\r\n")]
    [InlineData("NONSENSE")]
    public async Task Malformed_HTTP_is_refused_and_the_shop_continues(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(Shop.Node.Address.Host, Shop.Node.Address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        client.Client.Shutdown(SocketShutdown.Send);
        using var reader = new StreamReader(stream);
        Assert.DoesNotContain(" 500 ", await reader.ReadToEndAsync(), StringComparison.Ordinal);
        await (await Shop.Anyone.GetAsync("/products")).ShouldBeAsync(HttpStatusCode.OK);
    }
}
