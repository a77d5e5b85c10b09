using PetShop.AppHost.Machine;
using PetShop.AppHost.Servers;
using PetShop.IntegrationTests.Core.Cache;

namespace PetShop.IntegrationTests.Contract.Outages;

/// <summary>Redis is really stopped, halfway through a request.</summary>
public sealed class RedisOutageTests : ShopTest
{
    private readonly DataFolder _folder = DataFolder.OpenTemporary();
    private IRedisServer _redis = null!;
    private ShopNode _node = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _redis = Another((await TestServers.Running).Redis);
        await _redis.StartAsync(CancellationToken.None);
        _node = Shop.StartNode(("ConnectionStrings:Redis", _redis.ConnectionString), ("Cache:KeyPrefix", "outage"));
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _redis.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task When_Redis_hangs_the_shop_continues()
    {
        var product = await Shop.Catalogue.AddProductAsync(stock: 5, price: 10);
        var admin = (await Shop.AdminAsync()).At(_node);
        var buyer = (await Shop.SignUpAsync()).At(_node);
        await ReadyAsync("ok");
        Assert.Equal(10, (await PriceAsync(product)));
        await buyer.OrderAsync((product, 1));

        await _redis.StopAsync(CancellationToken.None);
        Assert.Equal(10, await PriceAsync(product));
        await buyer.OrderAsync((product, 1));
        await (await admin.PatchAsync($"/products/{product}", new { price = 12 })).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(12, await PriceAsync(product));
        await ReadyAsync("degraded");

        await _redis.StartAsync(CancellationToken.None);
        Assert.Equal(12, await PriceAsync(product));
        await buyer.OrderAsync((product, 1));
        await ReadyAsync("ok");
        Assert.Equal(12, await PriceAsync(product));
        Assert.Equal(2, await Shop.Catalogue.StockOfAsync(product));
    }

    private async Task<decimal> PriceAsync(long product) =>
        (await (await new ShopCaller(_node).GetAsync($"/products/{product}")).ShouldBeAsync(HttpStatusCode.OK))
            .Money("price");

    /// <summary>Waits for the state of Redis in readiness, which stays 200 meanwhile.</summary>
    private Task ReadyAsync(string redis) => Eventually.TrueAsync(async () =>
    {
        var report = await (await new ShopCaller(_node).GetAsync("/health/ready")).ShouldBeAsync(HttpStatusCode.OK);
        return report.GetProperty("checks").GetProperty("redis").Text("status") == redis;
    }, $"readiness says {redis} of Redis");

    /// <summary>The same kind of server as the run's, which the other tests need.</summary>
    private IRedisServer Another(IRedisServer running) => running switch
    {
        DockerRedis => new DockerRedis(_folder),
        _ when Command.Find("redis-server") is { } program => new LocalRedis(program, _folder),
        _ => new GarnetRedis(),
    };
}
