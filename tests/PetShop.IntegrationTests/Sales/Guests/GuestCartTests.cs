using System.Buffers.Text;
using System.Text.Json;
using PetShop.Api.Sales.Services.Carts;

namespace PetShop.IntegrationTests.Sales.Guests;

/// <summary>Carts of customers without an account.</summary>
public sealed class GuestCartTests : ShopTest
{
    [Fact]
    public async Task A_token_is_kept_nowhere_until_its_cart_has_a_line()
    {
        var ball = await Shop.Catalogue.AddProductAsync(price: 5m);
        var begun = await Shop.Anyone.PostAsync(Guest.Cart);
        var body = await begun.ShouldBeAsync(HttpStatusCode.Created);
        var token = body.Text("token");
        Assert.Matches("^[A-Za-z0-9_-]{64}$", token);
        Assert.Equal(token, Assert.Single(begun.Headers.GetValues(Guest.Header)));
        Assert.Equal(Guest.Cart, begun.Headers.Location!.OriginalString);
        var guest = new Guest(Shop.Node, token);
        var empty = await guest.CartAsync();
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null, 0), (empty.GetProperty("id").ValueKind,
            empty.GetProperty("user_id").ValueKind, empty.Count("item_count")));
        foreach (var (method, path, status) in new[]
        {
            (HttpMethod.Delete, Guest.Cart, HttpStatusCode.NoContent),
            (HttpMethod.Put, $"{Guest.Cart}/items/{ball}", HttpStatusCode.OK),
            (HttpMethod.Delete, $"{Guest.Cart}/items/{ball}", HttpStatusCode.NotFound),
            (HttpMethod.Put, $"{Guest.Cart}/promotion-codes", HttpStatusCode.Conflict),
            (HttpMethod.Post, $"{Guest.Cart}/quote", HttpStatusCode.Conflict),
            (HttpMethod.Post, $"{Guest.Cart}/items/999999", HttpStatusCode.BadRequest),
        })
            await (await guest.SendAsync(method, path, method == HttpMethod.Delete ? null
                : path.EndsWith("codes", StringComparison.Ordinal) ? new { promotion_codes = new[] { "ABC" } }
                : path.EndsWith("quote", StringComparison.Ordinal) ? new { }
                : path.EndsWith("999999", StringComparison.Ordinal) ? null
                : new { quantity = 0 })).ShouldBeAsync(status);
        Assert.Equal(0L, await CartsAsync());
        var cart = await (await guest.AddAsync(ball, 2)).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal((2, 10m), (cart.Count("item_count"), cart.Money("total")));
        Assert.Equal(1L, await CartsAsync());
        Assert.Equal(cart.GetRawText(), (await guest.CartAsync()).GetRawText());
        Assert.DoesNotContain(
            token, await Shop.Database.ReadAsync<string>("SELECT string_agg(c::text, '') FROM carts c"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_an_account_can_do_with_a_cart_a_guest_can_do()
    {
        var (ball, bowl) = (await Shop.Catalogue.AddProductAsync(price: 5m), await Shop.Catalogue.AddProductAsync());
        var guest = await Guest.BeginAsync(Shop.Node);
        Assert.Equal(2, (await guest.FillAsync((ball, 2), (bowl, 1))).Items().Count);
        var one = await (await guest.SendAsync(HttpMethod.Put, $"{Guest.Cart}/items/{ball}", new { quantity = 7 }))
            .ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(8, one.Count("item_count"));
        var quote = await (await guest.SendAsync(HttpMethod.Post, $"{Guest.Cart}/quote", new { }))
            .ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(2, quote.Items().Count);
        await (await guest.SendAsync(
            HttpMethod.Post, $"{Guest.Cart}/quote", new { ship_to = new { address_id = 1 } }))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        await (await guest.SendAsync(HttpMethod.Delete, $"{Guest.Cart}/items/{bowl}"))
            .ShouldBeAsync(HttpStatusCode.NoContent);
        Assert.Equal(ball, Assert.Single((await guest.CartAsync()).Items()).Id("product_id"));
        var items = new[] { new { product_id = bowl, quantity = 1 } };
        await (await guest.SendAsync(HttpMethod.Put, Guest.Cart, new { user_id = 1, items }))
            .ShouldRejectFieldAsync("user_id");
        var other = await Guest.BeginAsync(Shop.Node);
        Assert.Empty((await other.CartAsync()).Items());
        var admin = await Shop.AdminAsync();
        Assert.Equal(JsonValueKind.Null,
            Assert.Single((await admin.ReadAsync("/sales/carts")).Items()).GetProperty("user_id").ValueKind);
        await (await guest.SendAsync(HttpMethod.Delete, Guest.Cart)).ShouldBeAsync(HttpStatusCode.NoContent);
        Assert.Empty((await guest.CartAsync()).Items());
    }

    [Fact]
    public async Task A_token_that_the_shop_did_not_issue_makes_no_row_and_reads_nothing()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var guest = await Guest.BeginAsync(Shop.Node);
        await guest.FillAsync((ball, 1));
        var bytes = Base64Url.DecodeFromChars(guest.Token);
        string Changed(int at)
        {
            var copy = (byte[])bytes.Clone();
            copy[at] ^= 1;
            return Base64Url.EncodeToString(copy);
        }
        // The first and last byte of the random part and of the signature: a comparison of a prefix would miss some.
        string[] wrong =
        [
            "", "x", Changed(0), Changed(31), Changed(32), Changed(33), Changed(47), guest.Token[..63],
            guest.Token + "A", guest.Token[..32], guest.Token.ToUpperInvariant(),
            Base64Url.EncodeToString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(48)),
        ];
        foreach (var token in wrong)
        {
            var stranger = new Guest(Shop.Node, token);
            foreach (var (method, path, body) in new (HttpMethod, string, object?)[]
            {
                (HttpMethod.Get, Guest.Cart, null), (HttpMethod.Delete, Guest.Cart, null),
                (HttpMethod.Post, $"{Guest.Cart}/items/{ball}", null),
                (HttpMethod.Post, $"{Guest.Cart}/quote", new { }),
            })
                await (await stranger.SendAsync(method, path, body))
                    .ShouldBeProblemAsync(HttpStatusCode.NotFound, "cart-token-invalid");
            await (await stranger.CheckOutAsync(lines: [(ball, 1)]))
                .ShouldBeProblemAsync(HttpStatusCode.NotFound, "cart-token-invalid");
        }
        await (await Shop.Anyone.GetAsync(Guest.Cart))
            .ShouldBeProblemAsync(HttpStatusCode.NotFound, "cart-token-invalid");
        Assert.Equal(1L, await CartsAsync());
        Assert.Equal(0L, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM orders"));
    }

    [Fact]
    public async Task A_cart_is_deleted_when_it_has_not_changed_for_a_month()
    {
        Shop.Clock.Stop();
        var ball = await Shop.Catalogue.AddProductAsync();
        var (old, kept, buyer) =
            (await Guest.BeginAsync(Shop.Node), await Guest.BeginAsync(Shop.Node), await Shop.SignUpAsync());
        await buyer.FillCartAsync((ball, 1));
        var cart = await old.FillAsync((ball, 1));
        await kept.FillAsync((ball, 1));
        Assert.InRange(cart.Time("expires_at") - Shop.Clock.GetUtcNow(), TimeSpan.FromDays(30), TimeSpan.FromDays(31));
        Shop.Clock.Advance(TimeSpan.FromDays(15));
        await kept.AddAsync(ball);
        Shop.Clock.Advance(TimeSpan.FromDays(15));
        await Shop.RunJobAsync<CartCleanupJob>();
        Assert.Equal(3L, await CartsAsync());
        Shop.Clock.Advance(TimeSpan.FromDays(1));
        await Shop.RunJobAsync<CartCleanupJob>();
        await Shop.RunJobAsync<CartCleanupJob>();
        Assert.Equal(2L, await CartsAsync());
        Assert.Empty((await old.CartAsync()).Items());
        Assert.Equal(2, (await kept.CartAsync()).Count("item_count"));
        await old.FillAsync((ball, 1));
        Assert.Equal(3L, await CartsAsync());
    }

    [Fact]
    public async Task More_expired_carts_than_fit_into_one_batch_are_deleted_in_one_run()
    {
        await Shop.Database.ExecuteAsync("""
            INSERT INTO carts (token_hash, client_key, updated_at, expires_at)
            SELECT sha256(n::text::bytea), '\x00', now(), now() - interval '1 day' FROM generate_series(1, 2500) AS n
            """);
        await Shop.RunJobAsync<CartCleanupJob>();
        Assert.Equal(0L, await CartsAsync());
    }

    [Fact]
    public async Task Carts_from_one_address_are_limited_and_an_IPv6_network_is_one_address()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var node = Shop.StartNode(("Carts:MaxGuestCartsPerAddress", "2"), ("Proxies:Known", "127.0.0.1,::1"));
        string[] network = ["2001:db8:1:2::1", "2001:db8:1:2:ffff::2", "2001:db8:1:2::3"];
        var first = await Guest.BeginAsync(node, network[0]);
        await first.FillAsync((ball, 1));
        await (await Guest.BeginAsync(node, network[1])).FillAsync((ball, 1));
        var refused = await (await Guest.BeginAsync(node, network[2])).AddAsync(ball);
        await refused.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "too-many-requests");
        Assert.NotNull(refused.Headers.RetryAfter);
        await (await first.AddAsync(ball)).ShouldBeAsync(HttpStatusCode.OK);
        foreach (var other in (string[])["2001:db8:1:3::1", "203.0.113.7"])
            await (await Guest.BeginAsync(node, other)).FillAsync((ball, 1));
        Assert.Equal(4L, await CartsAsync());
        Shop.Clock.Advance(TimeSpan.FromDays(1.1));
        await (await Guest.BeginAsync(node, network[2])).FillAsync((ball, 1));
    }

    [Fact]
    public async Task Writes_of_guests_are_limited_by_address_and_take_nothing_from_sign_ins()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var node = Shop.StartNode(("RateLimits:Enabled", "true"), ("RateLimits:Guest:Requests", "3"),
            ("RateLimits:Guest:Window", "01:00:00"), ("RateLimits:SignIn:Window", "01:00:00"));
        var guest = await Guest.BeginAsync(node);
        var added = await guest.AddAsync(ball);
        Assert.Equal("\"guest\";q=3;w=3600", Assert.Single(added.Headers.GetValues("RateLimit-Policy")));
        await (await guest.AddAsync(ball)).ShouldBeAsync(HttpStatusCode.OK);
        await (await guest.AddAsync(ball)).ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "too-many-requests");
        await (await guest.CheckOutAsync()).ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);
        await (await guest.SendAsync(HttpMethod.Get, Guest.Cart)).ShouldBeAsync(HttpStatusCode.OK);
        var signIn = await new ShopCaller(node).PostAsync("/auth/login", new { username = "nobody", password = "x" });
        Assert.NotEqual(HttpStatusCode.TooManyRequests, signIn.StatusCode);
    }

    [Fact]
    public async Task A_cart_of_a_hundred_lines_takes_as_many_statements_as_one_of_one()
    {
        var products = new List<long>();
        for (var i = 0; i < 100; i++)
            products.Add(await Shop.Catalogue.AddProductAsync(stock: 5));
        var (one, hundred) = (await Guest.BeginAsync(Shop.Node), await Guest.BeginAsync(Shop.Node));
        await one.FillAsync((products[0], 1));
        await hundred.FillAsync([.. products.Select(id => (id, 1))]);
        using var counter = new StatementCounter();
        foreach (var (method, path, body) in new (HttpMethod, string, object?)[]
        {
            (HttpMethod.Get, "", null),
            (HttpMethod.Put, "/promotion-codes", new { promotion_codes = new[] { "SPRING", "SUMMER" } }),
            (HttpMethod.Get, "", null),
            (HttpMethod.Post, "/quote", new { }),
            (HttpMethod.Put, $"/items/{products[0]}", new { quantity = 1 }),
        })
        {
            var counts = (await CountAsync(one), await CountAsync(hundred));
            Assert.Equal(counts.Item1, counts.Item2);
            Assert.InRange(counts.Item1, 2, 8);

            Task<int> CountAsync(Guest guest)
            {
                var caller = new ShopCaller(Shop.Node);
                caller.Http.DefaultRequestHeaders.Add(Guest.Header, guest.Token);
                return counter.CountAsync(caller, method, Guest.Cart + path, body);
            }
        }
    }

    private Task<long> CartsAsync() => Shop.Database.ReadAsync<long>("SELECT count(*) FROM carts");
}
