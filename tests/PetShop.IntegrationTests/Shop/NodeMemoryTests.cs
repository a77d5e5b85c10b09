using PetShop.IntegrationTests.Core.Cache;

namespace PetShop.IntegrationTests.Shop;

/// <summary>A test run starts hundreds of nodes. One that has stopped must not stay in memory.</summary>
public sealed class NodeMemoryTests : ShopTest
{
    [Fact]
    public async Task A_node_that_has_stopped_leaves_the_memory()
    {
        var stopped = new List<WeakReference>();
        for (var i = 0; i < 4; i++)
            stopped.Add(await StartAndStopAsync());
        await Eventually.TrueAsync(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return !stopped.Exists(node => node.IsAlive);
        }, "all stopped nodes have left the memory");
    }

    private async Task<WeakReference> StartAndStopAsync()
    {
        var redis = (await TestServers.Running).Redis.ConnectionString;
        await using var node = new ShopNode(
            ShopSettings.For(Shop.Database.NodeConnectionString, redis, Guid.NewGuid().ToString("n")), Shop.Clock);
        await (await new ShopCaller(node).GetAsync("/products")).ShouldBeAsync(HttpStatusCode.OK);
        return new WeakReference(node);
    }
}
