namespace PetShop.IntegrationTests.Auth.Tokens;

/// <summary>
/// An invalid token on a public route: the response is the public one and says that the token was rejected (RFC 6750,
/// 3.1).
/// </summary>
public sealed class RefusedTokenTests : ShopTest
{
    private const string InvalidToken = "Bearer error=\"invalid_token\"";

    [Theory, InlineData("expired"), InlineData("ended"), InlineData("malformed")]
    public async Task The_public_answer_says_that_the_token_was_refused(string kind)
    {
        var product = await Shop.Catalogue.AddProductAsync();
        var caller = await RefusedAsync(kind);
        foreach (var path in (string[])["/products", $"/products/{product}", "/products/categories"])
        {
            var expected = await Shop.Anyone.GetAsync(path);
            var answer = await caller.GetAsync(path);
            await answer.ShouldBeAsync(HttpStatusCode.OK);
            Assert.Equal(await expected.Content.ReadAsStringAsync(), await answer.Content.ReadAsStringAsync());
            Assert.Equal(InvalidToken, Assert.Single(answer.Headers.WwwAuthenticate).ToString());
            var unchanged = await caller.SendAsync(
                HttpMethod.Get, path, null, ("If-None-Match", answer.Headers.ETag!.Tag));
            Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
            Assert.Equal(InvalidToken, Assert.Single(unchanged.Headers.WwwAuthenticate).ToString());
            Assert.Empty(expected.Headers.WwwAuthenticate);
        }
    }

    [Theory, InlineData("expired"), InlineData("ended"), InlineData("malformed")]
    public async Task A_filter_for_admins_is_401_with_it_and_400_without_a_token(string kind)
    {
        var caller = await RefusedAsync(kind);
        foreach (var filter in (string[])["is_active=false", "min_stock=1", "low_stock=true"])
        {
            var answer = await caller.GetAsync("/products?" + filter);
            await answer.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
            Assert.Equal(InvalidToken, Assert.Single(answer.Headers.WwwAuthenticate).ToString());
            await (await Shop.Anyone.GetAsync("/products?" + filter))
                .ShouldBeProblemAsync(HttpStatusCode.BadRequest, "validation");
            await (await (await Shop.SignUpAsync()).GetAsync("/products?" + filter))
                .ShouldBeProblemAsync(HttpStatusCode.BadRequest, "validation");
        }
    }

    [Fact]
    public async Task Errors_report_a_rejected_token_only_if_one_was_sent()
    {
        var caller = await RefusedAsync("expired");
        var missing = await caller.GetAsync("/products/999999");
        await missing.ShouldBeProblemAsync(HttpStatusCode.NotFound);
        Assert.Equal(InvalidToken, Assert.Single(missing.Headers.WwwAuthenticate).ToString());
        Assert.Equal(InvalidToken,
            Assert.Single((await caller.GetAsync("/auth/me")).Headers.WwwAuthenticate).ToString());
        Assert.Equal(
            "Bearer", Assert.Single((await Shop.Anyone.GetAsync("/auth/me")).Headers.WwwAuthenticate).ToString());
        Assert.Empty((await Shop.Anyone.GetAsync("/products/999999")).Headers.WwwAuthenticate);
        Assert.Empty((await (await Shop.SignUpAsync()).GetAsync("/products")).Headers.WwwAuthenticate);
    }

    private async Task<ShopCaller> RefusedAsync(string kind)
    {
        if (kind == "malformed")
            return new ShopCaller(Shop.Node, "no.such.token");
        var buyer = await Shop.SignUpAsync();
        if (kind == "ended")
            await (await buyer.PostAsync("/auth/logout-all")).ShouldBeAsync(HttpStatusCode.NoContent);
        else
            Shop.Clock.Advance(TimeSpan.FromMinutes(15));
        return buyer;
    }
}
