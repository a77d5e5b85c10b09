namespace PetShop.IntegrationTests.Auth;

public sealed class LockoutTests : ShopTest
{
    private const int Limit = 10;
    private const string Wrong = "not this password";

    [Theory, InlineData(true), InlineData(false)]
    public async Task Of_fifty_concurrent_failures_ten_are_checked_with_and_without_an_account(bool exists)
    {
        Shop.Clock.Stop();
        var name = exists ? (await Shop.SignUpAsync()).Username : "nobody.here";
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => LoginAsync(name, Wrong)));
        Assert.Equal(Limit, answers.Count(answer => answer.StatusCode == HttpStatusCode.Unauthorized));
        var locked = answers.Where(answer => answer.StatusCode != HttpStatusCode.Unauthorized).ToList();
        Assert.Equal(50 - Limit, locked.Count);
        foreach (var answer in locked)
        {
            await answer.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "too-many-requests");
            Assert.Equal(TimeSpan.FromMinutes(15), answer.Headers.RetryAfter!.Delta);
        }
    }

    [Fact]
    public async Task A_correct_password_is_rejected_while_the_name_is_locked_and_accepted_afterwards()
    {
        Shop.Clock.Stop();
        var buyer = await Shop.SignUpAsync();
        await FailAsync(buyer.Username, Limit);
        Shop.Clock.Advance(TimeSpan.FromMinutes(14));
        var answer = await LoginAsync(buyer.Username, Buyer.DefaultPassword);
        await answer.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "too-many-requests");
        Assert.Equal(TimeSpan.FromMinutes(1), answer.Headers.RetryAfter!.Delta);
        await (await buyer.GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);    // sessions that are open stay so
        Shop.Clock.Advance(TimeSpan.FromMinutes(1));
        await Shop.SignInAsync(buyer.Username);
    }

    [Fact]
    public async Task Attempts_while_locked_do_not_extend_the_lock()
    {
        await FailAsync("nobody.here", Limit);
        Shop.Clock.Advance(TimeSpan.FromMinutes(10));
        await (await LoginAsync("nobody.here", Wrong)).ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);
        Shop.Clock.Advance(TimeSpan.FromMinutes(5));
        await (await LoginAsync("nobody.here", Wrong)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_correct_password_resets_the_count()
    {
        var buyer = await Shop.SignUpAsync();
        for (var round = 0; round < 3; round++)
        {
            await FailAsync(buyer.Username, Limit - 1);
            await Shop.SignInAsync(buyer.Username);
        }
    }

    [Fact]
    public async Task Names_are_case_insensitive()
    {
        var buyer = await Shop.SignUpAsync();
        for (var i = 0; i < Limit; i++)
            await (await LoginAsync(i % 2 == 0 ? buyer.Username : buyer.Username.ToUpperInvariant(), Wrong))
                .ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        await (await LoginAsync(buyer.Username, Wrong)).ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task User_name_and_email_of_an_account_count_together()
    {
        var buyer = await Shop.SignUpAsync();
        string[] names = [buyer.Username, $"{buyer.Username}@example.com"];
        for (var i = 0; i < Limit; i++)
            await FailAsync(names[i % 2], 1);
        foreach (var name in names)
            await (await LoginAsync(name, Buyer.DefaultPassword)).ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);
        Shop.Clock.Advance(TimeSpan.FromMinutes(15));
        await FailAsync(names[0], Limit - 1);
        await Shop.SignInAsync(names[1]);           // which forgets the tries with both
        await FailAsync(names[0], Limit);
    }

    [Fact]
    public async Task The_token_route_and_other_nodes_count_together()
    {
        var buyer = await Shop.SignUpAsync();
        var other = new ShopCaller(Shop.StartNode());
        for (var i = 0; i < Limit / 2; i++)
        {
            await (await other.PostAsync("/auth/token", Form(buyer.Username)))
                .ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-grant");
            await (await LoginAsync(buyer.Username, Wrong)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        }
        var locked = await other.PostAsync("/auth/token", Form(buyer.Username));
        var problem = await locked.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);
        Assert.Equal("temporarily_unavailable", problem.Text("error"));       // the password may be right
        Assert.NotNull(locked.Headers.RetryAfter);
        await (await LoginAsync(buyer.Username, Buyer.DefaultPassword))
            .ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Clients_behind_an_unknown_proxy_cannot_choose_their_address()
    {
        for (var i = 0; i < Limit; i++)
            await (await LoginAsync("nobody.here", Wrong, ("X-Forwarded-For", $"203.0.{i}.1")))
                .ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        await (await LoginAsync("nobody.here", Wrong, ("X-Forwarded-For", "203.0.113.1")))
            .ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);
    }

    private static FormUrlEncodedContent Form(string username) =>
        new(new Dictionary<string, string>
        {
            ["grant_type"] = "password",
            ["username"] = username,
            ["password"] = Wrong,
        });

    private async Task FailAsync(string username, int times)
    {
        for (var i = 0; i < times; i++)
            await (await LoginAsync(username, Wrong))
                .ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "invalid-credentials");
    }

    private Task<HttpResponseMessage> LoginAsync(string username, string password, params (string, string)[] headers) =>
        Shop.Anyone.SendAsync(HttpMethod.Post, "/auth/login", new { username, password }, headers);
}
