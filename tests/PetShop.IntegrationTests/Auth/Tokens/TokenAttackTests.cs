namespace PetShop.IntegrationTests.Auth.Tokens;

public sealed class TokenAttackTests : ShopTest
{
    public static TheoryData<string> Attacks => [.. TokenAttacks.All.Keys];

    [Theory, MemberData(nameof(Attacks))]
    public async Task A_forged_or_altered_token_is_rejected_without_a_hint(string attack)
    {
        var buyer = await Shop.SignUpAsync();
        var forge = await TokenForge.OpenAsync(Shop, buyer.Token);
        await (await CallAsync(forge.WithClaims())).ShouldBeAsync(HttpStatusCode.OK);
        foreach (var token in TokenAttacks.All[attack](forge))
        {
            var answer = await CallAsync(token);
            if (token.Length > 30_000 && answer.StatusCode == HttpStatusCode.RequestHeaderFieldsTooLarge)
                continue;
            Assert.True(answer.StatusCode == HttpStatusCode.Unauthorized, $"{(int)answer.StatusCode} for {token}");
            var problem = await answer.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
            Assert.Equal(["type", "title", "status", "detail", "trace_id"],
                problem.EnumerateObject().Select(member => member.Name));
            Assert.Equal(token.Length == 0 ? "Bearer" : "Bearer error=\"invalid_token\"",
                Assert.Single(answer.Headers.WwwAuthenticate).ToString());
        }
        Assert.Empty(Shop.Node.Log.Failures);
    }

    [Fact]
    public async Task A_token_is_accepted_only_once_in_the_Authorization_header()
    {
        var buyer = await Shop.SignUpAsync();
        // schemes have no case (RFC 9110, 11.1)
        await (await SendAsync("/auth/me", ("Authorization", "bearer " + buyer.Token)))
            .ShouldBeAsync(HttpStatusCode.OK);
        (string, string)[][] wrong =
        [
            [("Authorization", "Bearer Bearer " + buyer.Token)],
            [("Authorization", "Bearer" + buyer.Token)],
            [("Authorization", buyer.Token)],
            [("Authorization", "Basic " + buyer.Token)],
            [("Authorization", "Bearer " + buyer.Token), ("Authorization", "Bearer " + buyer.Token)],
            [("Authorization", "Bearer " + buyer.Token + ", Bearer x")],
            [("Cookie", "access_token=" + buyer.Token)],
            [("X-Access-Token", buyer.Token)],
        ];
        foreach (var headers in wrong)
            await (await SendAsync("/auth/me", headers))
                .ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
        await (await SendAsync("/auth/me?access_token=" + buyer.Token))
            .ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task Refresh_and_access_tokens_are_not_interchangeable()
    {
        var buyer = await Shop.SignUpAsync();
        await (await CallAsync(buyer.RefreshToken)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        await (await Shop.Anyone.PostAsync("/auth/refresh", new { refresh_token = buyer.Token }))
            .ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "invalid-refresh-token");
    }

    [Fact]
    public async Task A_bad_token_is_ignored_on_a_public_route()
    {
        foreach (var token in (string[])["garbage", "a.b.c", ""])
            await (await SendAsync("/products", ("Authorization", "Bearer " + token))).ShouldBeAsync(HttpStatusCode.OK);
        var login = await new ShopCaller(Shop.Node, "a.b.c")
            .PostAsync("/auth/login", new { username = Admin.Name, password = Admin.FirstPassword });
        await login.ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_access_token_names_account_and_session_and_nothing_personal()
    {
        var buyer = await Shop.SignUpAsync("somebody.special");
        var forge = await TokenForge.OpenAsync(Shop, buyer.Token);
        Assert.Equal(["aud", "exp", "iat", "iss", "jti", "sid", "sub"],
            forge.Claims().Select(claim => claim.Key).Order());
        Assert.Equal([("alg", "ES256"), ("kid", forge.Kid), ("typ", "at+jwt")],
            forge.Header().Select(member => (member.Key, (string)member.Value!)));
        Assert.Equal(buyer.Login.Count("expires_in"), (long)forge.Claims()["exp"]! - (long)forge.Claims()["iat"]!);
    }

    [Fact]
    public async Task A_token_is_valid_until_its_last_second_and_not_after()
    {
        Shop.Clock.Stop();
        var buyer = await Shop.SignUpAsync();
        Shop.Clock.Advance(TimeSpan.FromSeconds(buyer.Login.Count("expires_in") - 2));
        await (await buyer.GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);
        Shop.Clock.Advance(TimeSpan.FromSeconds(2));
        await (await buyer.GetAsync("/auth/me")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
    }

    private Task<HttpResponseMessage> CallAsync(string token) =>
        SendAsync("/auth/me", ("Authorization", "Bearer " + token));

    private Task<HttpResponseMessage> SendAsync(string path, params (string Name, string Value)[] headers) =>
        Shop.Anyone.SendAsync(HttpMethod.Get, path, null, headers);
}
