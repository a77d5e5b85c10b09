using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PetShop.IntegrationTests.Core.Observability;

namespace PetShop.IntegrationTests.Contract.Outages;

/// <summary>
/// A database that has become read-only, like the old primary in a failover: here by a setting that applies to new
/// connections.
/// </summary>
public sealed class FailoverTests : ShopTest
{
    public override async Task DisposeAsync()
    {
        await ReadOnlyAsync(false);
        // the shop's own connections may be read-only yet: its next test opens another
        Shop.Clock.Advance(TimeSpan.FromSeconds(1));
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_write_is_a_503_and_finds_the_new_primary_by_itself()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var (admin, buyer) = (await Shop.AdminAsync(), await Shop.SignUpAsync());
        var node = Shop.StartNode();
        await (await buyer.At(node).GetAsync("/sales/orders")).ShouldBeAsync(HttpStatusCode.OK);
        await ReadOnlyAsync(true);
        node.Services.GetRequiredService<NpgsqlDataSource>().Clear();   // as when the old primary restarts as a replica
        foreach (var write in new[]
        {
            () => buyer.At(node).CheckOutAsync((ball, 1)),
            () => admin.At(node).PatchAsync($"/products/{ball}", new { price = 5 }),
            () => new ShopCaller(node)
                .PostAsync("/auth/login", new { username = buyer.Username, password = Buyer.DefaultPassword }),
        })
        {
            var answer = await write();
            await answer.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "unavailable");
            Assert.NotNull(answer.Headers.RetryAfter);
        }
        await (await buyer.At(node).GetAsync("/sales/orders")).ShouldBeAsync(HttpStatusCode.OK);

        // New connections lead to a writable server; those in the pool would stay read-only for ever.
        await FillAsync(node.Services.GetRequiredService<NpgsqlDataSource>(), connections: 8);
        await ReadOnlyAsync(false);
        var refused = 0;
        while ((await buyer.At(node).CheckOutAsync((ball, 1))).StatusCode != HttpStatusCode.Created)
            Assert.InRange(++refused, 0, 1);
    }

    [Fact]
    public async Task A_node_whose_database_takes_no_writes_is_not_ready_and_says_why()
    {
        await ReadOnlyAsync(true);
        var node = Shop.StartNode();
        var report = await (await node.WhenReadyIsAsync(HttpStatusCode.ServiceUnavailable))
            .ShouldBeAsync(HttpStatusCode.ServiceUnavailable);
        Assert.Contains(
            "read-only", report.GetProperty("checks").GetProperty("database").Text("reason"), StringComparison.Ordinal);
        await ReadOnlyAsync(false);
        await node.WhenReadyIsAsync(HttpStatusCode.OK);
    }

    private Task<int> ReadOnlyAsync(bool isReadOnly) => Shop.Database.ExecuteAsync(
        "SET default_transaction_read_only = off; ALTER "
        + $"DATABASE {new NpgsqlConnectionStringBuilder(Shop.Database.ConnectionString).Database} "
        + $"SET default_transaction_read_only = {(isReadOnly ? "on" : "off")}");

    /// <summary>Opens this many connections at once and returns them to the pool.</summary>
    private static async Task FillAsync(NpgsqlDataSource pool, int connections)
    {
        var open =
            await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => pool.OpenConnectionAsync().AsTask()));
        foreach (var connection in open)
            await connection.DisposeAsync();
    }
}
