using System.Diagnostics;
using PetShop.IntegrationTests.Core.Cache;

namespace PetShop.IntegrationTests.Auth.Tokens;

/// <summary>The sessions that a node remembers: when they may be used, and when they must be forgotten.</summary>
public sealed class SessionCacheTests : ShopTest
{
    [Fact]
    public async Task Reads_of_own_data_use_memory_and_writes_read_the_database()
    {
        var (buyer, product) = (await Shop.SignUpAsync(), await Shop.Catalogue.AddProductAsync());
        await (await buyer.GetAsync("/sales/orders")).ShouldBeAsync(HttpStatusCode.OK);
        await EndInDatabaseAsync(buyer);
        await (await buyer.GetAsync("/sales/orders")).ShouldBeAsync(HttpStatusCode.OK);
        await (await buyer.CheckOutAsync((product, 1)))
            .ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
        await (await buyer.GetAsync("/sales/orders"))
            .ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task A_public_read_never_queries_a_shoppers_session()
    {
        var (buyer, product) = (await Shop.SignUpAsync(), await Shop.Catalogue.AddProductAsync());
        await Shop.Database.ExecuteAsync("DELETE FROM refresh_tokens");
        await Shop.Database.ExecuteAsync("DELETE FROM sessions WHERE user_id = $1", buyer.UserId);
        var answer = await buyer.GetAsync($"/products/{product}");
        await answer.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Empty(answer.Headers.WwwAuthenticate);       // nobody asked, so nobody knows
        await (await buyer.GetAsync("/auth/me")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
        Assert.Single((await buyer.GetAsync($"/products/{product}")).Headers.WwwAuthenticate);      // now it is known
    }

    [Fact]
    public async Task Admin_actions_never_use_an_outdated_role()
    {
        var (admin, buyer) = (await Shop.AdminAsync(), await Shop.SignUpAsync());
        var hidden = await Shop.Catalogue.AddProductAsync();
        await (await admin.SendAsync(HttpMethod.Put, $"/products/{hidden}", new { is_active = false }))
            .ShouldBeAsync(HttpStatusCode.OK);
        var order = (await buyer.OrderAsync((await Shop.Catalogue.AddProductAsync(), 1))).Id();
        await admin.GrantAsync(buyer);
        foreach (var path in (string[])["/auth/users", $"/products/{hidden}", $"/sales/orders?user_id={admin.UserId}"])
            await (await buyer.GetAsync(path)).ShouldBeAsync(HttpStatusCode.OK);
        await Shop.Database.ExecuteAsync("DELETE FROM user_roles WHERE user_id = $1 "
            + "AND role_id = (SELECT id FROM roles WHERE name = 'admin')", buyer.UserId);
        await (await buyer.GetAsync("/auth/users")).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await (await buyer.GetAsync($"/products/{hidden}")).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        await (await buyer.GetAsync($"/sales/orders?user_id={admin.UserId}"))
            .ShouldBeProblemAsync(HttpStatusCode.BadRequest);
        await (await buyer.SendAsync(HttpMethod.Patch, $"/sales/orders/{order}/status", new { status = "confirmed" }))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_granted_role_shows_hidden_products_at_once_and_soon_on_other_nodes()
    {
        var (admin, buyer) = (await Shop.AdminAsync(), await Shop.SignUpAsync());
        var hidden = await Shop.Catalogue.AddProductAsync();
        await (await admin.SendAsync(HttpMethod.Put, $"/products/{hidden}", new { is_active = false }))
            .ShouldBeAsync(HttpStatusCode.OK);
        var other = buyer.At(Shop.StartNode());
        foreach (var caller in (Buyer[])[buyer, other])
            await (await caller.GetAsync($"/products/{hidden}")).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        await admin.GrantAsync(buyer);
        await (await buyer.GetAsync($"/products/{hidden}")).ShouldBeAsync(HttpStatusCode.OK);
        await Eventually.TrueAsync(
            async () => (await other.GetAsync($"/products/{hidden}")).StatusCode == HttpStatusCode.OK,
            "the role on the other node");
    }

    /// <summary>
    /// The response to the change is sent after its own node has forgotten the session; the other node is notified.
    /// </summary>
    [Theory, InlineData("logout")]
    [InlineData("one session"), InlineData("password"), InlineData("closing"), InlineData("role")]
    public async Task A_change_ends_what_both_nodes_remember_while_readers_keep_asking(string change)
    {
        var (admin, second) = (await Shop.AdminAsync(), Shop.StartNode());
        for (var round = 0; round < 3; round++)
        {
            var buyer = await Shop.SignUpAsync();
            if (change == "role")
                await admin.GrantAsync(buyer);
            var other = buyer.At(second);
            var path = change == "role" ? $"/sales/orders?user_id={admin.UserId}" : "/sales/orders";
            using var done = new CancellationTokenSource();
            var readers = new[] { buyer, buyer, other, other }.Select(caller => Task.Run(async () =>
            {
                while (!done.IsCancellationRequested)
                    await caller.GetAsync(path);
            })).ToList();
            await (await buyer.GetAsync(path)).ShouldBeAsync(HttpStatusCode.OK);
            await (await other.GetAsync(path)).ShouldBeAsync(HttpStatusCode.OK);
            await ChangeAsync(change, admin, buyer);
            Assert.NotEqual(HttpStatusCode.OK, (await buyer.GetAsync(path)).StatusCode);
            await Eventually.TrueAsync(async () => (await other.GetAsync(path)).StatusCode != HttpStatusCode.OK,
                "the change on the other node");
            for (var again = 0; again < 20; again++)        // and nobody puts it back
                foreach (var caller in (Buyer[])[buyer, other])
                    Assert.NotEqual(HttpStatusCode.OK, (await caller.GetAsync(path)).StatusCode);
            await done.CancelAsync();
            await Task.WhenAll(readers);
        }
    }

    [Fact]
    public async Task The_other_node_stops_within_100_ms()
    {
        var second = Shop.StartNode();
        var (changes, delays) = (new List<double>(), new List<double>());
        for (var round = 0; round < 15; round++)
        {
            var buyer = await Shop.SignUpAsync();
            var other = buyer.At(second);
            await (await other.GetAsync("/sales/orders")).ShouldBeAsync(HttpStatusCode.OK);
            var since = Stopwatch.StartNew();
            await (await buyer.PostAsync("/auth/logout-all")).ShouldBeAsync(HttpStatusCode.NoContent);
            changes.Add(since.Elapsed.TotalMilliseconds);
            since.Restart();
            while ((await other.GetAsync("/sales/orders")).StatusCode == HttpStatusCode.OK)
                Assert.True(since.Elapsed < TimeSpan.FromSeconds(30));
            delays.Add(since.Elapsed.TotalMilliseconds);
        }
        // The changes show how busy the machine is: their time does not count.
        Assert.InRange(Median(delays), 0, 100 + 10 * Median(changes));

        static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
    }

    private static async Task ChangeAsync(string change, Admin admin, Buyer buyer)
    {
        if (change == "role")
        {
            await admin.RevokeAsync(buyer);
            return;
        }
        var answer = change switch
        {
            "logout" => await buyer.PostAsync("/auth/logout", new { refresh_token = buyer.RefreshToken }),
            "one session" => await buyer.DeleteAsync(
                "/auth/sessions/" + (await (await buyer.GetAsync("/auth/sessions")).ShouldBeAsync(HttpStatusCode.OK))
                    .Items()[0].Text("id")),
            "password" => await admin.PostAsync($"/auth/users/{buyer.UserId}/password-reset",
                new { current_password = Admin.FirstPassword }),
            _ => await admin.DeleteAsync($"/auth/users/{buyer.UserId}"),
        };
        Assert.True(answer.IsSuccessStatusCode,
            $"{change}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        if (change == "password")
        {
            var token = (await answer.ShouldBeAsync(answer.StatusCode)).Text("token");
            var replaced = await buyer.PostAsync("/auth/password-reset",
                new { token, new_password = "another horse battery" });
            Assert.True(replaced.IsSuccessStatusCode, await replaced.Content.ReadAsStringAsync());
        }
    }

    /// <summary>Directly in the database.</summary>
    private Task EndInDatabaseAsync(Buyer buyer) =>
        Shop.Database.ExecuteAsync("UPDATE sessions SET ended_at = now() WHERE user_id = $1", buyer.UserId);
}
