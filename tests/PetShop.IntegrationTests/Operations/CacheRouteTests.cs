using PetShop.IntegrationTests.Core.Cache;

namespace PetShop.IntegrationTests.Operations;

public sealed class CacheRouteTests : ShopTest
{
    [Fact]
    public async Task An_admin_sees_how_the_cache_does_on_all_nodes()
    {
        var admin = await Shop.AdminAsync();
        var other = Shop.StartNode();
        await admin.At(other).GetAsync("/health/live");
        await Eventually.TrueAsync(async () =>
        {
            var answer = await admin.GetAsync("/admin/cache");
            var figures = await answer.ShouldBeAsync(HttpStatusCode.OK);
            Assert.True(answer.Headers.CacheControl!.NoStore);
            if (figures.GetProperty("nodes").GetArrayLength() < 2 || figures.Text("redis") != "up")
                return false;
            Assert.All(["hit_rate", "entries", "bytes", "invalidations"], name => figures.GetProperty(name));
            Assert.All(["node", "local_hits", "redis_hits", "misses", "limit_bytes", "redis_failures"],
                name => figures.GetProperty("nodes")[1].GetProperty(name));
            return true;
        }, "the figures of both nodes");
    }

    [Theory]
    [InlineData("")]
    [InlineData("?pattern=")]
    [InlineData("?pattern={201}")]
    public async Task Removing_without_a_sensible_pattern_is_a_400_that_names_it(string query)
    {
        var admin = await Shop.AdminAsync();
        var answer = await admin.DeleteAsync(
            "/admin/cache" + query.Replace("{201}", new string('x', 201), StringComparison.Ordinal));
        await answer.ShouldRejectFieldAsync("pattern");
    }

    [Fact]
    public async Task Removing_by_pattern_is_a_204()
    {
        var admin = await Shop.AdminAsync();
        await (await admin.DeleteAsync("/admin/cache?pattern=products:*")).ShouldBeAsync(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Only_admins_can_use_it()
    {
        await (await Shop.Anyone.GetAsync("/admin/cache")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        var buyer = await Shop.SignUpAsync();
        await (await buyer.GetAsync("/admin/cache")).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await (await buyer.DeleteAsync("/admin/cache?pattern=*")).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
    }
}
