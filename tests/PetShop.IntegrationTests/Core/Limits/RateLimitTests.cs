using System.Globalization;
using System.Text.RegularExpressions;
using PetShop.Api.Core.Limits;
using PetShop.IntegrationTests.Sales.Guests;

namespace PetShop.IntegrationTests.Core.Limits;

/// <summary>
/// The limits of one client on one node. Windows are so long that no test has to wait for the end of one or reaches it
/// by chance.
/// </summary>
public sealed partial class RateLimitTests : ShopTest
{
    private const string Forwarded = "X-Forwarded-For";

    [Fact]
    public async Task Beyond_its_limit_an_address_is_told_when_to_come_back()
    {
        var caller = new ShopCaller(StartNode(("Anonymous", 3)));
        for (var left = 2; left >= 0; left--)
        {
            var answer = await caller.GetAsync("/products");
            await answer.ShouldBeAsync(HttpStatusCode.OK);
            Assert.Equal("\"anonymous\";q=3;w=3600", Assert.Single(answer.Headers.GetValues("RateLimit-Policy")));
            Assert.Equal($"\"anonymous\";r={left}",
                Assert.Single(answer.Headers.GetValues("RateLimit")).Split(";t=")[0]);
        }
        foreach (var path in (string[])["/products", "/products/categories", "/auth/me", "/nowhere",
            "/swagger/index.html"])
        {
            var refused = await caller.GetAsync(path);
            await refused.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "too-many-requests");
            var seconds = int.Parse(
                LeftOver().Match(Assert.Single(refused.Headers.GetValues("RateLimit"))).Groups[1].Value,
                CultureInfo.InvariantCulture);
            Assert.InRange(seconds, 1, 3600);
            Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, seconds - 1, seconds + 1);
            Assert.True(refused.Headers.CacheControl!.NoStore);
        }
    }

    [Fact]
    public async Task Health_is_never_limited()
    {
        var caller = new ShopCaller(StartNode(("Anonymous", 1)));
        for (var i = 0; i < 5; i++)
        {
            foreach (var path in (string[])["/health/live", "/health/ready"])
            {
                var answer = await caller.GetAsync(path);
                await answer.ShouldBeAsync(HttpStatusCode.OK);
                Assert.False(answer.Headers.Contains("RateLimit"));
            }
        }
        await (await caller.GetAsync("/products")).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_account_has_a_limit_of_its_own_wherever_it_comes_from()
    {
        var node = StartNode(("Anonymous", 1), ("Account", 2));
        var (one, other) = ((await Shop.SignUpAsync()).At(node), (await Shop.SignUpAsync()).At(node));
        await (await new ShopCaller(node).GetAsync("/products")).ShouldBeAsync(HttpStatusCode.OK);
        foreach (var address in (string[])["198.51.100.1", "203.0.113.1"])
        {
            var answer = await one.SendAsync(HttpMethod.Get, "/auth/me", null, (Forwarded, address));
            await answer.ShouldBeAsync(HttpStatusCode.OK);
            Assert.StartsWith("\"account\";q=2;", Assert.Single(answer.Headers.GetValues("RateLimit-Policy")),
                StringComparison.Ordinal);
        }
        await (await one.SendAsync(HttpMethod.Get, "/auth/me", null, (Forwarded, "192.0.2.77")))
            .ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);
        await (await one.GetAsync("/products")).ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);
        await (await other.GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_token_that_is_not_valid_is_no_way_around_the_limit_of_an_address()
    {
        var node = StartNode(("Anonymous", 1));
        await (await new ShopCaller(node, "not-a-token").GetAsync("/products")).ShouldBeAsync(HttpStatusCode.OK);
        await (await new ShopCaller(node, "nor-is-this").GetAsync("/products"))
            .ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);
    }

    [Theory]
    [InlineData("/auth/login")]
    [InlineData("/auth/register")]
    [InlineData("/auth/refresh")]
    [InlineData("/auth/token")]
    public async Task Sign_in_registration_and_refresh_have_a_stricter_limit_by_address(string path)
    {
        var node = StartNode(("SignIn", 2));
        var buyer = (await Shop.SignUpAsync()).At(node);
        for (var i = 0; i < 2; i++)
        {
            var tried = await new ShopCaller(node).PostAsync(path, BodyFor(path));
            Assert.NotEqual(HttpStatusCode.TooManyRequests, tried.StatusCode);
            Assert.StartsWith("\"sign-in\";q=2;", Assert.Single(tried.Headers.GetValues("RateLimit-Policy")),
                StringComparison.Ordinal);
        }
        await (await new ShopCaller(node).PostAsync("/auth/login", new { }))
            .ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "too-many-requests");
        // A token does not help: passwords can be guessed here, even if the caller is signed in.
        await (await buyer.PostAsync(path, BodyFor(path))).ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);
        await (await new ShopCaller(node).GetAsync("/products")).ShouldBeAsync(HttpStatusCode.OK);
        await (await buyer.GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Addresses_behind_a_known_proxy_are_counted_apart_and_an_IPv6_network_as_one()
    {
        var caller = new ShopCaller(StartNode([("Proxies:Known", "127.0.0.1,::1")], ("Anonymous", 1)));
        await FromAsync("198.51.100.1", HttpStatusCode.OK);
        await FromAsync("198.51.100.2", HttpStatusCode.OK);
        await FromAsync("198.51.100.1", HttpStatusCode.TooManyRequests);
        await FromAsync("::ffff:198.51.100.2", HttpStatusCode.TooManyRequests);
        await FromAsync("2001:db8:1:2::1", HttpStatusCode.OK);
        await FromAsync("2001:db8:1:2:ffff::2", HttpStatusCode.TooManyRequests);
        await FromAsync("2001:db8:1:3::1", HttpStatusCode.OK);

        async Task FromAsync(string address, HttpStatusCode status) =>
            await (await caller.SendAsync(HttpMethod.Get, "/products", null, (Forwarded, address)))
                .ShouldBeAsync(status);
    }

    [Fact]
    public async Task Forwarded_addresses_of_unknown_clients_are_ignored()
    {
        var node = StartNode(("Anonymous", 1));
        var caller = new ShopCaller(node);
        await (await caller.SendAsync(HttpMethod.Get, "/products", null, (Forwarded, "198.51.100.1")))
            .ShouldBeAsync(HttpStatusCode.OK);
        for (var again = 0; again < 2; again++)
            await (await caller.SendAsync(HttpMethod.Get, "/products", null, (Forwarded, "198.51.100.2")))
                .ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);
        // But the log tells operators what they may have forgotten.
        Assert.Single(node.Log.Lines, line => line.Contains("Proxies:Known", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_storefront_can_read_the_refusal_and_the_fields()
    {
        var caller = new ShopCaller(StartNode(("Anonymous", 1)));
        foreach (var status in (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.TooManyRequests])
        {
            var answer = await caller.SendAsync(HttpMethod.Get, "/products", null, ("Origin", ShopSettings.Origin));
            await answer.ShouldBeAsync(status);
            Assert.Equal([ShopSettings.Origin], answer.Headers.GetValues("Access-Control-Allow-Origin"));
            var exposed = string.Join(',', answer.Headers.GetValues("Access-Control-Expose-Headers"))
                .Split(',', StringSplitOptions.TrimEntries);
            Assert.Superset(
                new HashSet<string> { "RateLimit", "RateLimit-Policy", "Retry-After" }, exposed.ToHashSet());
            Assert.Single(answer.Headers.Vary, name => name == "Origin");
        }
        // Preflight requests do not count either.
        var preflight = await caller.SendAsync(HttpMethod.Options, "/sales/orders", null,
            ("Origin", ShopSettings.Origin), ("Access-Control-Request-Method", "POST"));
        Assert.Equal(HttpStatusCode.NoContent, preflight.StatusCode);
    }

    [Fact]
    public async Task Every_answer_says_what_is_left_errors_and_304_too()
    {
        var first = await Shop.Anyone.GetAsync("/products");
        HttpResponseMessage[] answers =
        [
            first,
            await Shop.Anyone.SendAsync(HttpMethod.Get, "/products", null, ("If-None-Match", first.Headers.ETag!.Tag)),
            await Shop.Anyone.GetAsync("/products?colour=red"), await Shop.Anyone.GetAsync("/products/999999"),
            await Shop.Anyone.GetAsync("/nowhere"), await Shop.Anyone.GetAsync("/auth/me"),
            await Shop.Anyone.PostAsync("/auth/login", new { username = "nobody", password = "wrong" }),
            await (await Shop.SignUpAsync()).GetAsync("/products?is_active=false"),
        ];
        Assert.All(answers, answer => Assert.True(answer.Headers.Contains("RateLimit")
            && answer.Headers.Contains("RateLimit-Policy"), $"{answer.RequestMessage!.RequestUri}"));
    }

    [Fact]
    public async Task Switched_off_nothing_is_limited_and_nothing_is_said()
    {
        var node = StartNode([("RateLimits:Enabled", "false")], ("Anonymous", 1), ("SignIn", 1), ("Account", 1));
        var buyer = (await Shop.SignUpAsync()).At(node);
        for (var i = 0; i < 3; i++)
        {
            var answer = await new ShopCaller(node).GetAsync("/products");
            await answer.ShouldBeAsync(HttpStatusCode.OK);
            Assert.False(answer.Headers.Contains("RateLimit") || answer.Headers.Contains("RateLimit-Policy"));
            await (await buyer.GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);
            await (await new ShopCaller(node).PostAsync("/auth/login", new { }))
                .ShouldBeProblemAsync(HttpStatusCode.BadRequest);
        }
    }

    [Fact]
    public async Task By_default_an_office_of_shoppers_reaches_no_limit()
    {
        var defaults = new RateLimitOptions();
        var node = Shop.StartNode(
            ("RateLimits:Anonymous:Requests", $"{defaults.Anonymous.Requests}"),
            ("RateLimits:Account:Requests", $"{defaults.Account.Requests}"),
            ("RateLimits:SignIn:Requests", $"{defaults.SignIn.Requests}"),
            ("RateLimits:Guest:Requests", $"{defaults.Guest.Requests}"),
            ("RateLimits:WriteSlots", $"{defaults.WriteSlots}"));
        var product = await Shop.Catalogue.AddProductAsync(stock: 100);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async number =>
        {
            var anyone = new ShopCaller(node);
            var name = $"colleague{number}";
            await (await anyone.PostAsync("/auth/register",
                new { username = name, email = name + "@example.com", password = Buyer.DefaultPassword }))
                .ShouldBeAsync(HttpStatusCode.Created);
            for (var page = 0; page < 30; page++)
                await (await anyone.GetAsync("/products")).ShouldBeAsync(HttpStatusCode.OK);
            var buyer = await Buyer.SignInAsync(node, name, Buyer.DefaultPassword);
            await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ =>
                await (await buyer.PostAsync($"/sales/carts/{buyer.UserId}/items/{product}"))
                    .ShouldBeAsync(HttpStatusCode.OK)));
            await (await buyer.PutAsync($"/auth/users/{buyer.UserId}", new { first_name = "C" }))
                .ShouldBeAsync(HttpStatusCode.OK);
            var guest = await Guest.BeginAsync(node);
            for (var line = 0; line < 10; line++)
                await (await guest.AddAsync(product)).ShouldBeAsync(HttpStatusCode.OK);
        }));
    }

    [Theory]
    [InlineData("RateLimits:Anonymous:Requests", "0")]
    [InlineData("RateLimits:SignIn:Window", "00:00:00")]
    [InlineData("RateLimits:Guest:Requests", "0")]
    [InlineData("RateLimits:UnknownCodes:Requests", "0")]
    [InlineData("RateLimits:MailRequests:Requests", "0")]
    [InlineData("RateLimits:MaxClients", "0")]
    [InlineData("RateLimits:WritePatience", "00:00:00")]
    public void A_node_does_not_start_with_a_limit_that_lets_nobody_in(string setting, string value)
    {
        var failure = Assert.ThrowsAny<Exception>(() => Shop.StartNode((setting, value)));
        Assert.Contains("RateLimits", failure.ToString(), StringComparison.Ordinal);
    }

    private static object BodyFor(string path) =>
        path == "/auth/token" ? new FormUrlEncodedContent([new("grant_type", "password")]) : new { };

    private ShopNode StartNode(params (string Quota, int Requests)[] quotas) => StartNode([], quotas);

    private ShopNode StartNode((string, string)[] settings, params (string Quota, int Requests)[] quotas) =>
        Shop.StartNode(
        [
            .. settings, .. quotas.Select(quota => ($"RateLimits:{quota.Quota}:Requests", $"{quota.Requests}")),
            .. quotas.Select(quota => ($"RateLimits:{quota.Quota}:Window", "01:00:00")),
        ]);

    [GeneratedRegex("^\"anonymous\";r=0;t=([0-9]+)$")]
    private static partial Regex LeftOver();
}
