using PetShop.Api.Auth.Services.Tokens;

namespace PetShop.IntegrationTests.Auth;

public sealed class RefreshTests : ShopTest
{
    [Fact]
    public async Task A_refresh_token_gets_the_next_pair_of_the_same_session()
    {
        var buyer = await Shop.SignUpAsync();
        var answer = await RefreshAsync(buyer.RefreshToken);
        var next = new Buyer(Shop.Node, await answer.ShouldBeAsync(HttpStatusCode.OK));
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Equal(buyer.UserId, next.UserId);
        Assert.NotEqual(buyer.RefreshToken, next.RefreshToken);
        Assert.Equal(43, next.RefreshToken.Length);      // 256 bits
        await (await next.GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);
        await (await buyer.GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(
            1L, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM sessions WHERE user_id = $1", buyer.UserId));
    }

    [Fact]
    public async Task A_used_token_is_refused_and_its_whole_family_ends()
    {
        var buyer = await Shop.SignUpAsync();
        var otherSession = await Shop.SignInAsync(buyer.Username);
        var second = new Buyer(
            Shop.Node, await (await RefreshAsync(buyer.RefreshToken)).ShouldBeAsync(HttpStatusCode.OK));
        var third = new Buyer(
            Shop.Node, await (await RefreshAsync(second.RefreshToken)).ShouldBeAsync(HttpStatusCode.OK));
        Shop.Clock.Advance(TimeSpan.FromSeconds(10));
        await (await RefreshAsync(buyer.RefreshToken))
            .ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "invalid-refresh-token");
        foreach (var relative in (Buyer[])[buyer, second, third])
        {
            await (await relative.GetAsync("/auth/me")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
            await (await RefreshAsync(relative.RefreshToken))
                .ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "invalid-refresh-token");
        }
        await (await otherSession.GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Twenty_concurrent_uses_get_the_same_successor_and_an_access_token_each()
    {
        var buyer = await Shop.SignUpAsync();
        var other = new ShopCaller(Shop.StartNode());
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => RefreshAsync(buyer.RefreshToken, i % 2 == 0 ? Shop.Anyone : other)));
        var tabs = new List<Buyer>();
        foreach (var answer in answers)
            tabs.Add(new Buyer(Shop.Node, await answer.ShouldBeAsync(HttpStatusCode.OK)));
        Assert.Single(tabs.Select(tab => tab.RefreshToken).Distinct());
        Assert.Equal(20, tabs.Select(tab => tab.Token).Distinct().Count());
        foreach (var tab in tabs)
            await (await tab.GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);
        await (await RefreshAsync(tabs[0].RefreshToken)).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(
            1L, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM sessions WHERE user_id = $1", buyer.UserId));
    }

    [Fact]
    public async Task Within_ten_seconds_a_token_gets_the_same_successor_and_later_it_ends_the_session()
    {
        var buyer = await Shop.SignUpAsync();
        var first = new Buyer(
            Shop.Node, await (await RefreshAsync(buyer.RefreshToken)).ShouldBeAsync(HttpStatusCode.OK));
        Shop.Clock.Advance(TimeSpan.FromSeconds(9));
        var second = new Buyer(
            Shop.Node, await (await RefreshAsync(buyer.RefreshToken)).ShouldBeAsync(HttpStatusCode.OK));
        Assert.Equal(first.RefreshToken, second.RefreshToken);
        Shop.Clock.Advance(TimeSpan.FromSeconds(1));
        await (await RefreshAsync(buyer.RefreshToken))
            .ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "invalid-refresh-token");
        await (await RefreshAsync(first.RefreshToken))
            .ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "invalid-refresh-token");
    }

    [Fact]
    public async Task A_session_that_ended_meanwhile_returns_no_successor()
    {
        var buyer = await Shop.SignUpAsync();
        await (await RefreshAsync(buyer.RefreshToken)).ShouldBeAsync(HttpStatusCode.OK);
        await (await buyer.PostAsync("/auth/logout-all")).ShouldBeAsync(HttpStatusCode.NoContent);
        await (await RefreshAsync(buyer.RefreshToken))
            .ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "invalid-refresh-token");
    }

    [Fact]
    public async Task A_token_is_valid_for_thirty_days_and_each_use_extends_it_by_thirty()
    {
        var buyer = await Shop.SignUpAsync();
        Shop.Clock.Advance(TimeSpan.FromDays(29));
        var next = new Buyer(
            Shop.Node, await (await RefreshAsync(buyer.RefreshToken)).ShouldBeAsync(HttpStatusCode.OK));
        Shop.Clock.Advance(TimeSpan.FromDays(29));
        next = new Buyer(Shop.Node, await (await RefreshAsync(next.RefreshToken)).ShouldBeAsync(HttpStatusCode.OK));
        Shop.Clock.Advance(TimeSpan.FromDays(30));
        await (await RefreshAsync(next.RefreshToken))
            .ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "invalid-refresh-token");
    }

    [Theory, InlineData("x"), InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"), InlineData("' OR 1=1 --")]
    public async Task An_unknown_token_is_refused(string token) =>
        await (await RefreshAsync(token)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "invalid-refresh-token");

    [Fact]
    public async Task A_missing_token_is_named()
    {
        await (await Shop.Anyone.PostAsync("/auth/refresh", new { })).ShouldRejectFieldAsync("refresh_token");
        await (await Shop.Anyone.PostAsync("/auth/logout", new { })).ShouldRejectFieldAsync("refresh_token");
    }

    [Fact]
    public async Task Only_a_hash_of_a_refresh_token_is_stored()
    {
        var buyer = await Shop.SignUpAsync();
        var hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(buyer.RefreshToken));
        Assert.Equal(
            1L, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM refresh_tokens WHERE hash = $1", hash));
    }

    [Fact]
    public async Task The_database_does_not_reveal_a_successor()
    {
        var buyer = await Shop.SignUpAsync();
        var next = new Buyer(
            Shop.Node, await (await RefreshAsync(buyer.RefreshToken)).ShouldBeAsync(HttpStatusCode.OK));
        var kept = await Shop.Database.ReadAsync<byte[]>(
            "SELECT successor FROM refresh_tokens WHERE successor IS NOT NULL");
        Assert.DoesNotContain(next.RefreshToken, System.Text.Encoding.Latin1.GetString(kept), StringComparison.Ordinal);
        Assert.Equal(next.RefreshToken, RefreshSecret.Open(kept, buyer.RefreshToken));
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(
            () => RefreshSecret.Open(kept, next.RefreshToken));
    }

    private Task<HttpResponseMessage> RefreshAsync(string token, ShopCaller? caller = null) =>
        (caller ?? Shop.Anyone).PostAsync("/auth/refresh", new { refresh_token = token });
}
