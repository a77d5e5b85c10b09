using Microsoft.Extensions.Options;

namespace PetShop.IntegrationTests.Contract.Protocol;

/// <summary>What a storefront in a browser relies on.</summary>
public sealed class BrowserTests : ShopTest
{
    [Fact]
    public async Task A_listed_origin_may_call_and_read_the_headers_it_needs()
    {
        var answer = await Shop.Anyone.SendAsync(HttpMethod.Get, "/products", null, ("Origin", ShopSettings.Origin));
        Assert.Equal([ShopSettings.Origin], answer.Headers.GetValues("Access-Control-Allow-Origin"));
        var exposed = string.Join(',', answer.Headers.GetValues("Access-Control-Expose-Headers"))
            .Split(',', StringSplitOptions.TrimEntries);
        Assert.Superset(new HashSet<string>
        {
            "ETag", "Location", "X-Request-Id", "Retry-After", "Idempotent-Replayed", "WWW-Authenticate"
        }, exposed.ToHashSet());
    }

    [Fact]
    public async Task A_listed_origin_may_ask_before_it_sends()
    {
        var answer = await Shop.Anyone.SendAsync(
            HttpMethod.Options, "/sales/orders", null, ("Origin", ShopSettings.Origin),
            ("Access-Control-Request-Method", "POST"),
            ("Access-Control-Request-Headers", "authorization,content-type,idempotency-key"));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Contains("idempotency-key", string.Join(',', answer.Headers.GetValues("Access-Control-Allow-Headers")),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_reach_a_listed_origin_too()
    {
        var answer = await Shop.Anyone.SendAsync(
            HttpMethod.Get, "/products?colour=red", null, ("Origin", ShopSettings.Origin));
        await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest);
        Assert.Equal([ShopSettings.Origin], answer.Headers.GetValues("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("/products?q=%00", HttpStatusCode.BadRequest)]
    [InlineData("/products?q=%FF", HttpStatusCode.BadRequest)]
    [InlineData("/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/auth/me", HttpStatusCode.Unauthorized)]
    public async Task A_listed_origin_can_read_every_refusal(string path, HttpStatusCode status)
    {
        var answer = await Shop.Anyone.SendAsync(HttpMethod.Get, path, null, ("Origin", ShopSettings.Origin));
        await answer.ShouldBeProblemAsync(status);
        Assert.Equal([ShopSettings.Origin], answer.Headers.GetValues("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("/products", null)]
    [InlineData("/products", ShopSettings.Origin)]
    [InlineData("/products", "https://elsewhere.example")]
    [InlineData("/products?q=%00", null)]
    [InlineData("/products?colour=red", null)]
    [InlineData("/nowhere", null)]
    [InlineData("/auth/me", null)]
    [InlineData("/health/live", null)]
    [InlineData("/swagger/v1/swagger.json", null)]
    public async Task Every_answer_says_once_that_it_depends_on_the_origin(string path, string? origin)
    {
        (string, string)[] headers = origin is null ? [] : [("Origin", origin)];
        var answer = await Shop.Anyone.SendAsync(HttpMethod.Get, path, null, headers);
        Assert.Single(answer.Headers.Vary, name => name == "Origin");
    }

    [Fact]
    public async Task A_304_says_that_it_depends_on_the_origin_and_on_the_caller()
    {
        var first = await Shop.Anyone.GetAsync("/products");
        var tag = first.Headers.ETag!.Tag;
        var again = await Shop.Anyone.SendAsync(HttpMethod.Get, "/products", null, ("If-None-Match", tag));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(["Authorization", "Origin"], again.Headers.Vary.Order());
    }

    [Fact]
    public async Task A_shop_without_storefronts_elsewhere_depends_on_no_origin()
    {
        var caller = new ShopCaller(Shop.StartNode(("Cors:Origins", "")));
        var answer = await caller.SendAsync(HttpMethod.Get, "/products", null, ("Origin", ShopSettings.Origin));
        Assert.DoesNotContain("Origin", answer.Headers.Vary);
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_browser_may_keep_what_it_was_told_before_a_request_for_as_long_as_set()
    {
        const string MaxAge = "Access-Control-Max-Age";
        Assert.Equal(["3600"], (await AskAsync(Shop.Node)).Headers.GetValues(MaxAge));
        var shorter = await AskAsync(Shop.StartNode(("Cors:MaxAge", "00:10:00")));
        Assert.Equal(["600"], shorter.Headers.GetValues(MaxAge));
        Assert.False((await AskAsync(Shop.StartNode(("Cors:MaxAge", "0")))).Headers.Contains(MaxAge));
    }

    [Theory, InlineData("https://shop.example/"), InlineData("https://shop.example, shop2.example")]
    public async Task A_node_does_not_start_with_an_origin_that_no_browser_sends(string origins)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(
            () => ShopProgram.RefuseAsync(("Cors:Origins", origins)));
        Assert.Contains("Cors:Origins has '", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_origin_gets_no_CORS_headers()
    {
        var answer = await Shop.Anyone.SendAsync(
            HttpMethod.Get, "/products", null, ("Origin", "https://elsewhere.example"));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    private static Task<HttpResponseMessage> AskAsync(ShopNode node) => new ShopCaller(node).SendAsync(
        HttpMethod.Options, "/sales/orders", null,
        ("Origin", ShopSettings.Origin), ("Access-Control-Request-Method", "POST"));

    [Fact]
    public async Task The_server_sends_no_Server_header()
    {
        var answer = await Shop.Anyone.GetAsync("/products");
        Assert.False(answer.Headers.Contains("Server"));
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
    }
}
