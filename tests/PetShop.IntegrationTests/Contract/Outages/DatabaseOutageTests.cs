using System.Diagnostics;
using Npgsql;
using PetShop.IntegrationTests.Core.Observability;

namespace PetShop.IntegrationTests.Contract.Outages;

public sealed class DatabaseOutageTests : ShopTest
{
    private InterruptibleProxy _line = null!;
    private ShopNode _node = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var database = new NpgsqlConnectionStringBuilder(Shop.Database.NodeConnectionString);
        _line = new InterruptibleProxy(database.Host!, database.Port);
        (database.Host, database.Port) = ("127.0.0.1", _line.Port);
        _node = Shop.StartNode(("ConnectionStrings:PetShop", database.ConnectionString));
    }

    public override async Task DisposeAsync()
    {
        await _line.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Without_its_database_the_shop_says_so_and_when_to_try_again()
    {
        var buyer = (await Shop.SignUpAsync()).At(_node);
        await (await buyer.GetAsync("/sales/orders")).ShouldBeAsync(HttpStatusCode.OK);
        _line.Cut();
        foreach (var path in new[] { "/sales/orders", "/products?min_price=3" })
        {
            var answer = await buyer.GetAsync(path);
            await answer.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "unavailable");
            Assert.NotNull(answer.Headers.RetryAfter);
        }
        _line.Mend();
        await (await buyer.GetAsync("/sales/orders")).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Without_its_database_a_node_lives_and_is_not_ready()
    {
        var anyone = new ShopCaller(_node);
        await (await anyone.GetAsync("/health/ready")).ShouldBeAsync(HttpStatusCode.OK);
        _line.Cut();
        await (await anyone.GetAsync("/health/live")).ShouldBeAsync(HttpStatusCode.OK);
        var ready = await _node.WhenReadyIsAsync(HttpStatusCode.ServiceUnavailable);
        var report = await ready.ShouldBeAsync(HttpStatusCode.ServiceUnavailable);
        Assert.Equal("unavailable", report.GetProperty("checks").GetProperty("database").Text("status"));
        Assert.NotNull(ready.Headers.RetryAfter);
        _line.Mend();
        await _node.WhenReadyIsAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_seen_by_readiness()
    {
        await (await new ShopCaller(_node).GetAsync("/health/ready")).ShouldBeAsync(HttpStatusCode.OK);
        _line.Hang();
        await _node.WhenReadyIsAsync(HttpStatusCode.ServiceUnavailable);
        _line.Release();
        await _node.WhenReadyIsAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Readiness_queries_the_database_at_most_once_a_second()
    {
        await (await new ShopCaller(_node).GetAsync("/health/ready")).ShouldBeAsync(HttpStatusCode.OK);
        var (began, before) = (Stopwatch.GetTimestamp(), _line.Sent);
        for (var round = 0; round < 200; round++)
            await Task.WhenAll(new ShopCaller(_node).GetAsync("/health/ready"),
                new ShopCaller(_node).GetAsync("/health/ready"));
        // Two statements per check; in addition, the runtime settings are read every two seconds.
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        Assert.InRange(_line.Sent - before, 0, 10 * (seconds + 2));
    }
}
