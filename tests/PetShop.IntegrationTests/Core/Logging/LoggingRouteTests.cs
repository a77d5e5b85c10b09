using Microsoft.Extensions.DependencyInjection;
using PetShop.Api.Core.Logging;
using PetShop.IntegrationTests.Core.Cache;

namespace PetShop.IntegrationTests.Core.Logging;

public sealed class LoggingRouteTests : ShopTest
{
    [Fact]
    public async Task A_level_holds_on_all_nodes_and_after_a_restart_until_it_is_taken_back()
    {
        var admin = await Shop.AdminAsync();
        var other = Shop.StartNode();
        await (await admin.PutAsync("/admin/logging", new { overrides = new Dictionary<string, string> { ["PetShop.Api.Sales"] = "debug" } })).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(LoggingLevel.Debug, LevelAt(Shop.Node));
        await Eventually.TrueAsync(() => LevelAt(other) == LoggingLevel.Debug, "the other node hears of it");
        var restarted = Shop.StartNode();
        await Eventually.TrueAsync(() => LevelAt(restarted) == LoggingLevel.Debug, "a node that starts later knows it");
        await (await admin.PutAsync("/admin/logging", new { overrides = new Dictionary<string, string?> { ["PetShop.Api.Sales"] = null } })).ShouldBeAsync(HttpStatusCode.OK);
        await Eventually.TrueAsync(() => LevelAt(other) is null && LevelAt(restarted) is null, "it is taken back everywhere");
    }

    [Fact]
    public async Task What_is_no_level_is_refused_and_named()
    {
        var admin = await Shop.AdminAsync();
        await (await admin.PutAsync("/admin/logging", new { @default = "loud" })).ShouldBeProblemAsync(HttpStatusCode.BadRequest);
        Assert.Equal(LoggingLevel.Information, Shop.Services.GetRequiredService<LiveLogging>().Current.Default);
    }

    private static LoggingLevel? LevelAt(ShopNode node) =>
        node.Services.GetRequiredService<LiveLogging>().Current.Overrides.TryGetValue("PetShop.Api.Sales", out var level) ? level : null;
}
