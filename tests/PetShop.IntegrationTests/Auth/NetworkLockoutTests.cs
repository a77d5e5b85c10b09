namespace PetShop.IntegrationTests.Auth;

/// <summary>
/// Failed sign-ins from many networks: the node is behind a proxy that forwards its clients' addresses.
/// </summary>
public sealed class NetworkLockoutTests : ShopTest
{
    private const string Wrong = "not this password";
    private const string Home = "198.51.100.7";
    private ShopCaller _anyone = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Start();
    }

    [Fact]
    public async Task A_network_that_reached_its_limit_locks_the_name_for_no_other_network()
    {
        var buyer = await SignUpAsync();
        await FailAsync(buyer.Username, "203.0.113.1", 10);
        // the same network
        await (await LoginAsync(buyer.Username, Buyer.DefaultPassword, "203.0.113.200"))
            .ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);
        await (await LoginAsync(buyer.Username, Buyer.DefaultPassword, Home)).ShouldBeAsync(HttpStatusCode.OK);
        await (await LoginAsync(buyer.Username, Buyer.DefaultPassword, "203.0.114.1")).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::1", "2001:db8:1:3::1")]
    [InlineData("[2001:db8:1:2::1]:4711", "2001:db8:1:2::2", "2001:db8:2:2::1")]
    public async Task A_network_of_IPv6_has_64_bits(string address, string neighbour, string stranger)
    {
        await FailAsync("nobody.here", address, 10);
        await (await LoginAsync("nobody.here", Wrong, neighbour)).ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);
        await (await LoginAsync("nobody.here", Wrong, stranger)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_botnet_locks_the_name_for_strangers_and_not_for_its_owner()
    {
        var buyer = await SignUpAsync();
        await (await LoginAsync(buyer.Username, Buyer.DefaultPassword, Home)).ShouldBeAsync(HttpStatusCode.OK);
        for (var i = 0; i < 50; i++)
            await (await LoginAsync(buyer.Username, Wrong, $"203.0.{i}.1"))
                .ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        await (await LoginAsync(buyer.Username, Wrong, "203.0.200.1"))
            .ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);
        await (await LoginAsync(buyer.Username, Buyer.DefaultPassword, "203.0.201.1"))
            .ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);
        await (await _anyone.SendAsync(HttpMethod.Post, "/auth/token", Form(buyer.Username),
            ("X-Forwarded-For", "203.0.202.1"))).ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);
        await (await LoginAsync(buyer.Username, Wrong, "198.51.100.99"))
            .ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        await (await LoginAsync(buyer.Username, Buyer.DefaultPassword, "198.51.100.99"))
            .ShouldBeAsync(HttpStatusCode.OK);
        var email = buyer.Username + "@example.com";
        await (await LoginAsync(email, Buyer.DefaultPassword, "203.0.203.1"))
            .ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);
        await (await LoginAsync(email, Buyer.DefaultPassword, Home)).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Each_lock_of_strangers_lasts_twice_as_long_whether_or_not_there_is_an_account(bool exists)
    {
        Start(("Accounts:MaxWrongTriesOfStrangers", "3"), ("Accounts:LongestLock", "01:00:00"));
        var name = exists ? (await SignUpAsync()).Username : "nobody.here";
        var network = 0;
        foreach (var minutes in (int[])[15, 30, 60, 60])
        {
            for (var i = 0; i < 3; i++)
                await (await LoginAsync(name, Wrong, $"203.0.{network++}.1"))
                    .ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
            var locked = await LoginAsync(name, Wrong, $"203.0.{network++}.1");
            await locked.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);
            var wait = locked.Headers.RetryAfter!.Delta!.Value;
            Assert.InRange(
                wait, TimeSpan.FromMinutes(minutes) - TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(minutes));
            Shop.Clock.Advance(wait);
        }
        Shop.Clock.Advance(TimeSpan.FromHours(1));       // a while without any: the next lock is a first one
        for (var i = 0; i < 3; i++)
            await (await LoginAsync(name, Wrong, $"203.0.{network++}.1"))
                .ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        Assert.InRange((await LoginAsync(name, Wrong, "203.0.99.1")).Headers.RetryAfter!.Delta!.Value,
            TimeSpan.FromMinutes(13), TimeSpan.FromMinutes(15));
    }

    [Fact]
    public async Task Of_eighty_concurrent_attempts_from_eighty_networks_fifty_are_checked()
    {
        var buyer = await SignUpAsync();
        var answers =
            await Task.WhenAll(Enumerable.Range(0, 80).Select(i => LoginAsync(buyer.Username, Wrong, $"203.0.{i}.1")));
        Assert.Equal(50, answers.Count(answer => answer.StatusCode == HttpStatusCode.Unauthorized));
        Assert.Equal(30, answers.Count(answer => answer.StatusCode == HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task A_network_that_tries_many_names_is_locked_for_names_it_is_not_known_for()
    {
        Start(("Accounts:MaxWrongTriesOfNetwork", "5"));
        var buyer = await SignUpAsync();
        await (await LoginAsync(buyer.Username, Buyer.DefaultPassword, Home)).ShouldBeAsync(HttpStatusCode.OK);
        for (var i = 0; i < 5; i++)
            await (await LoginAsync($"nobody.{i}", Wrong, Home)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        await (await LoginAsync("nobody.5", Wrong, Home)).ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);
        await (await LoginAsync("nobody.5", Wrong, "203.0.113.1")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        await (await LoginAsync(buyer.Username, Buyer.DefaultPassword, Home)).ShouldBeAsync(HttpStatusCode.OK);
        Shop.Clock.Advance(TimeSpan.FromMinutes(15));
        await (await LoginAsync("nobody.5", Wrong, Home)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_network_is_unknown_after_thirty_days_without_a_sign_in()
    {
        Start(("Accounts:MaxWrongTriesOfStrangers", "3"));
        var buyer = await SignUpAsync();
        await (await LoginAsync(buyer.Username, Buyer.DefaultPassword, Home)).ShouldBeAsync(HttpStatusCode.OK);
        foreach (var (days, status) in ((int, HttpStatusCode)[])[(29, HttpStatusCode.OK),
            (30, HttpStatusCode.TooManyRequests)])
        {
            Shop.Clock.Advance(TimeSpan.FromDays(days));
            for (var i = 0; i < 3; i++)
                await (await LoginAsync(buyer.Username, Wrong, $"203.0.{days + i}.1"))
                    .ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
            Assert.Equal(status, (await LoginAsync(buyer.Username, Buyer.DefaultPassword, Home)).StatusCode);
        }
    }

    [Fact]
    public async Task A_network_stays_known_while_a_session_is_refreshed_from_it()
    {
        var session = await SignInFromHomeAsync();
        for (var i = 0; i < 3; i++)
        {
            Shop.Clock.Advance(TimeSpan.FromDays(20));
            session = await RefreshAsync(session, Home);
        }
        await LockForStrangersAsync(session.Username);
        await (await LoginAsync(session.Username, Buyer.DefaultPassword, Home)).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_refresh_token_makes_no_network_known()
    {
        const string thief = "192.0.2.1";
        var session = await SignInFromHomeAsync();
        Shop.Clock.Advance(TimeSpan.FromDays(2));
        session = await RefreshAsync(session, thief);
        await LockForStrangersAsync(session.Username);
        await (await LoginAsync(session.Username, Wrong, thief)).ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);
        Shop.Clock.Advance(TimeSpan.FromDays(28));
        await RefreshAsync(session, Home);                      // too late for what was known
        await LockForStrangersAsync(session.Username);
        await (await LoginAsync(session.Username, Buyer.DefaultPassword, Home))
            .ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);
    }

    private async Task<Buyer> SignInFromHomeAsync()
    {
        Start(("Accounts:MaxWrongTriesOfStrangers", "3"));
        var username = (await SignUpAsync()).Username;
        return new Buyer(Shop.Node,
            await (await LoginAsync(username, Buyer.DefaultPassword, Home)).ShouldBeAsync(HttpStatusCode.OK));
    }

    private async Task<Buyer> RefreshAsync(Buyer session, string address)
    {
        var body = new { refresh_token = session.RefreshToken };
        var answer = await _anyone.SendAsync(HttpMethod.Post, "/auth/refresh", body, ("X-Forwarded-For", address));
        return new Buyer(Shop.Node, await answer.ShouldBeAsync(HttpStatusCode.OK));
    }

    private async Task LockForStrangersAsync(string username)
    {
        for (var i = 0; i < 3; i++)
            await FailAsync(username, $"203.0.{i}.1", 1);
    }

    private void Start(params (string, string)[] settings) =>
        _anyone = new ShopCaller(Shop.StartNode([("Proxies:Known", "127.0.0.0/8, ::1"), .. settings]));

    /// <summary>From an address of their own: signing up signs in.</summary>
    private Task<Buyer> SignUpAsync() => Shop.SignUpAsync();

    private async Task FailAsync(string username, string address, int times)
    {
        for (var i = 0; i < times; i++)
            await (await LoginAsync(username, Wrong, address))
                .ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "invalid-credentials");
    }

    private Task<HttpResponseMessage> LoginAsync(string username, string password, string address) =>
        _anyone.SendAsync(HttpMethod.Post, "/auth/login", new { username, password }, ("X-Forwarded-For", address));

    private static FormUrlEncodedContent Form(string username) =>
        new(new Dictionary<string, string>
        {
            ["grant_type"] = "password",
            ["username"] = username,
            ["password"] = Wrong,
        });
}
