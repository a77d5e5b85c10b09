using Npgsql;

namespace PetShop.IntegrationTests.Contract.Outages;

public sealed class DatabaseOutageTests : ShopTest
{
    private CuttableLine _line = null!;
    private ShopNode _node = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var database = new NpgsqlConnectionStringBuilder(Shop.Database.NodeConnectionString);
        _line = new CuttableLine(database.Host!, database.Port);
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
        var ready = await anyone.GetAsync("/health/ready");
        var report = await ready.ShouldBeAsync(HttpStatusCode.ServiceUnavailable);
        Assert.Equal("unavailable", report.GetProperty("checks").GetProperty("database").Text("status"));
        Assert.NotNull(ready.Headers.RetryAfter);
        _line.Mend();
        await (await anyone.GetAsync("/health/ready")).ShouldBeAsync(HttpStatusCode.OK);
    }
}
