namespace PetShop.IntegrationTests.Contract.Manners;

/// <summary>What a storefront in a browser relies on.</summary>
public sealed class BrowserTests : ShopTest
{
    [Fact]
    public async Task A_listed_origin_may_call_and_read_the_headers_it_needs()
    {
        var answer = await Shop.Anyone.SendAsync(HttpMethod.Get, "/products", null, ("Origin", ShopSettings.Origin));
        Assert.Equal([ShopSettings.Origin], answer.Headers.GetValues("Access-Control-Allow-Origin"));
        var exposed = string.Join(',', answer.Headers.GetValues("Access-Control-Expose-Headers")).Split(',', StringSplitOptions.TrimEntries);
        Assert.Superset(new HashSet<string> { "ETag", "Location", "X-Request-Id", "Retry-After", "Idempotent-Replayed" }, exposed.ToHashSet());
    }

    [Fact]
    public async Task A_listed_origin_may_ask_before_it_sends()
    {
        var answer = await Shop.Anyone.SendAsync(HttpMethod.Options, "/sales/orders", null, ("Origin", ShopSettings.Origin),
            ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "authorization,content-type,idempotency-key"));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Contains("idempotency-key", string.Join(',', answer.Headers.GetValues("Access-Control-Allow-Headers")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_reach_a_listed_origin_too()
    {
        var answer = await Shop.Anyone.SendAsync(HttpMethod.Get, "/products?colour=red", null, ("Origin", ShopSettings.Origin));
        await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest);
        Assert.Equal([ShopSettings.Origin], answer.Headers.GetValues("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Another_origin_is_told_nothing()
    {
        var answer = await Shop.Anyone.SendAsync(HttpMethod.Get, "/products", null, ("Origin", "https://elsewhere.example"));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task The_server_does_not_say_what_it_is()
    {
        var answer = await Shop.Anyone.GetAsync("/products");
        Assert.False(answer.Headers.Contains("Server"));
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
    }
}
