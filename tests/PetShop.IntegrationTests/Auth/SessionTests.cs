namespace PetShop.IntegrationTests.Auth;

public sealed class SessionTests : ShopTest
{
    [Fact]
    public async Task Users_see_only_their_own_sessions()
    {
        var buyer = await Shop.SignUpAsync();
        await Shop.SignUpAsync();
        Shop.Clock.Advance(TimeSpan.FromMinutes(1));
        var answer = await Shop.Anyone.SendAsync(
            HttpMethod.Post, "/auth/login", new { username = buyer.Username, password = Buyer.DefaultPassword },
            ("User-Agent", "  Phone/1.0 (" + new string('x', 300) + ")"));
        var phone = new Buyer(Shop.Node, await answer.ShouldBeAsync(HttpStatusCode.OK));
        var list = await SessionsAsync(buyer);
        Assert.Equal((2, "null"), (list.Count("total"), list.GetProperty("next_cursor").GetRawText()));
        var (latest, first) = (list.Items()[0], list.Items()[1]);
        Assert.Equal((false, true),
            (latest.GetProperty("is_current").GetBoolean(), first.GetProperty("is_current").GetBoolean()));
        Assert.Equal("127.0.0.0/24", latest.Text("address"));
        Assert.Matches("^Phone/1\\.0 \\(x{189}$", latest.Text("user_agent"));
        Assert.Equal("null", first.GetProperty("user_agent").GetRawText());
        Assert.Equal(first.GetProperty("created_at").GetDateTimeOffset(),
            first.GetProperty("last_used_at").GetDateTimeOffset());
        Assert.True(
            latest.GetProperty("created_at").GetDateTimeOffset() > first.GetProperty("created_at").GetDateTimeOffset());
        var one = await (await phone.GetAsync($"/auth/sessions/{latest.Text("id")}")).ShouldBeAsync(HttpStatusCode.OK);
        Assert.True(one.GetProperty("is_current").GetBoolean());
    }

    [Fact]
    public async Task A_refresh_counts_as_a_use()
    {
        var buyer = await Shop.SignUpAsync();
        Shop.Clock.Advance(TimeSpan.FromHours(1));
        var next = await Shop.Anyone.SendAsync(
            HttpMethod.Post, "/auth/refresh", new { refresh_token = buyer.RefreshToken }, ("User-Agent", "Tablet/2.0"));
        var session = (await SessionsAsync(new Buyer(Shop.Node, await next.ShouldBeAsync(HttpStatusCode.OK))))
            .Items()[0];
        Assert.Equal("Tablet/2.0", session.Text("user_agent"));
        Assert.True(session.GetProperty("last_used_at").GetDateTimeOffset() - session.GetProperty("created_at")
            .GetDateTimeOffset() >= TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task A_session_is_ended_by_its_id_and_another_accounts_is_not_found()
    {
        var (buyer, other) = (await Shop.SignUpAsync(), await Shop.SignUpAsync());
        var phone = await Shop.SignInAsync(buyer.Username);
        var current = (await SessionsAsync(phone)).Items()
            .Single(session => session.GetProperty("is_current").GetBoolean());
        var path = $"/auth/sessions/{current.Text("id")}";
        await (await other.GetAsync(path)).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        await (await other.DeleteAsync(path)).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        await (await phone.GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);
        await (await buyer.DeleteAsync(path)).ShouldBeAsync(HttpStatusCode.NoContent);
        await (await phone.GetAsync("/auth/me")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        await (await buyer.DeleteAsync(path)).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        Assert.Single((await SessionsAsync(buyer)).Items());
        await (await buyer.GetAsync("/auth/sessions/not-an-id")).ShouldBeProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task All_other_sessions_can_be_ended_together()
    {
        var buyer = await Shop.SignUpAsync();
        var phone = await Shop.SignInAsync(buyer.Username);
        var other = await Shop.SignUpAsync();
        await (await buyer.DeleteAsync("/auth/sessions")).ShouldBeAsync(HttpStatusCode.NoContent);
        await (await phone.GetAsync("/auth/me")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        await (await Shop.Anyone.PostAsync("/auth/refresh", new { refresh_token = phone.RefreshToken }))
            .ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        await (await buyer.GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);
        await (await other.GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_account_has_at_most_fifty_sessions_and_the_longest_unused_one_ends()
    {
        var first = await Shop.SignUpAsync();
        var second = await Shop.SignInAsync(first.Username);
        for (var i = 0; i < 47; i++)
            await Shop.SignInAsync(first.Username);
        await (await Shop.Anyone.PostAsync("/auth/refresh", new { refresh_token = first.RefreshToken }))
            .ShouldBeAsync(HttpStatusCode.OK);
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Shop.SignInAsync(first.Username)));
        await (await second.GetAsync("/auth/me")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        await (await first.GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(50, (await SessionsAsync(first)).Count("total"));
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Shop.SignInAsync(first.Username)));
        Assert.Equal(50L, await Shop.Database.ReadAsync<long>(
            "SELECT count(*) FROM sessions WHERE user_id = $1 AND ended_at IS NULL", first.UserId));
    }

    [Fact]
    public async Task A_session_that_can_no_longer_be_refreshed_is_not_listed()
    {
        var buyer = await Shop.SignUpAsync();
        Shop.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Single((await SessionsAsync(await Shop.SignInAsync(buyer.Username))).Items());
    }

    private static async Task<System.Text.Json.JsonElement> SessionsAsync(Buyer buyer) =>
        await (await buyer.GetAsync("/auth/sessions")).ShouldBeAsync(HttpStatusCode.OK);
}
