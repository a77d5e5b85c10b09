using Npgsql;
using PetShop.IntegrationTests.Core.Cache;

namespace PetShop.IntegrationTests.Contract.Outages;

/// <summary>All connections of a node are in use.</summary>
public sealed class FullPoolTests : ShopTest
{
    [Fact]
    public async Task A_request_without_a_connection_is_a_503()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var node = StartNode(connectSeconds: 1);
        var (admin, buyer) = ((await Shop.AdminAsync()).At(node), (await Shop.SignUpAsync()).At(node));
        await (await buyer.GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);
        await using var held = await HoldAsync(ball);
        var waiting = await WaitForLockAsync(admin, ball);

        var refused = await buyer.GetAsync("/auth/me");
        await refused.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "unavailable");
        Assert.NotNull(refused.Headers.RetryAfter);

        await held.CloseAsync();
        await (await waiting).ShouldBeAsync(HttpStatusCode.OK);
        await (await buyer.GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_node_whose_requests_wait_for_connections_stays_ready()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var node = StartNode(connectSeconds: 60);
        var (admin, buyer) = ((await Shop.AdminAsync()).At(node), (await Shop.SignUpAsync()).At(node));
        await (await buyer.GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);
        await using var held = await HoldAsync(ball);
        var edit = await WaitForLockAsync(admin, ball);
        var waiting = Enumerable.Range(0, 10).Select(_ => buyer.GetAsync("/auth/me")).ToList();

        for (var look = 0; look < 3; look++)
        {
            await (await new ShopCaller(node).GetAsync("/health/ready")).ShouldBeAsync(HttpStatusCode.OK);
            await Task.Delay(1100);     // what was found a second ago is not asked again
        }
        Assert.All(waiting, request => Assert.False(request.IsCompleted));

        await held.CloseAsync();
        await (await edit).ShouldBeAsync(HttpStatusCode.OK);
        foreach (var request in waiting)
            await (await request).ShouldBeAsync(HttpStatusCode.OK);
    }

    /// <summary>With one connection.</summary>
    private ShopNode StartNode(int connectSeconds) => Shop.StartNode(
        ("Database:MaxPoolSize", "1"), ("Database:ConnectSeconds", $"{connectSeconds}"));

    /// <summary>Holds a product's row until it is closed.</summary>
    private async Task<NpgsqlConnection> HoldAsync(long productId)
    {
        var other = new NpgsqlConnection(Shop.Database.ConnectionString + ";Pooling=false");
        await other.OpenAsync();
        await using var hold = new NpgsqlCommand("BEGIN; SELECT id FROM products WHERE id = $1 FOR UPDATE".Replace(
            "$1", $"{productId}", StringComparison.Ordinal), other);
        await hold.ExecuteNonQueryAsync();
        return other;
    }

    private async Task<Task<HttpResponseMessage>> WaitForLockAsync(Admin admin, long productId)
    {
        var edit = admin.PatchAsync($"/products/{productId}", new { price = 5 });
        await Eventually.TrueAsync(
            async () => await Shop.Database.ReadAsync<long>("""
                SELECT count(*) FROM pg_stat_activity
                WHERE datname = current_database() AND wait_event_type = 'Lock'
                """) > 0, "the edit waits");
        return edit;
    }
}
