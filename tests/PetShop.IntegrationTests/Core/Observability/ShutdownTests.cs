using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PetShop.IntegrationTests.Core.Cache;
using PetShop.IntegrationTests.Core.Database;

namespace PetShop.IntegrationTests.Core.Observability;

public sealed class ShutdownTests : ShopTest
{
    [Fact]
    public async Task A_node_told_to_stop_serves_on_while_it_reports_not_ready_and_finishes_what_is_running()
    {
        var node = Shop.StartNode(("Shutdown:DrainFor", "00:00:08"));
        var buyer = (await Shop.SignUpAsync()).At(node);
        var product = await Shop.Catalogue.AddProductAsync();
        await using var slow = await WriteTrigger.CreateAsync(
            Shop.Database, "order_lines", "PERFORM pg_sleep(12);", isDeferred: false);
        var order = buyer.CheckOutAsync((product, 1));
        await Eventually.TrueAsync(
            async () => await Shop.Database.ReadAsync<long>("SELECT count(*) FROM pg_stat_activity "
                + "WHERE datname = current_database() AND wait_event = 'PgSleep'") > 0, "it is running");

        node.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        var report = await (await buyer.GetAsync("/health/ready")).ShouldBeAsync(HttpStatusCode.ServiceUnavailable);
        Assert.Contains("shutting down", report.GetProperty("checks").GetProperty("draining").Text("reason"),
            StringComparison.Ordinal);
        await (await buyer.GetAsync($"/products/{product}")).ShouldBeAsync(HttpStatusCode.OK);

        await Eventually.TrueAsync(async () => await IsClosedAsync(node), "the port is closed");
        await (await order).ShouldBeAsync(HttpStatusCode.Created);
    }

    private static async Task<bool> IsClosedAsync(ShopNode node)
    {
        try
        {
            using var stranger = new HttpClient(new SocketsHttpHandler { UseProxy = false });
            await stranger.GetAsync(new Uri(node.Address, "/health/live"));
            return false;
        }
        catch (HttpRequestException)
        {
            return true;
        }
    }
}
