using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PetShop.Api.Core.Cache;
using PetShop.Api.Core.Cache.Shared;
using PetShop.IntegrationTests.Core.Cache;

namespace PetShop.IntegrationTests.Products;

/// <summary>A node with other settings than the previous one uses its own responses, not those in Redis.</summary>
public sealed class CacheSettingTests : ShopTest
{
    [Fact]
    public async Task Another_stock_cap_shows_at_once()
    {
        var id = await Shop.Catalogue.AddProductAsync(stock: 10);
        await KeepInRedisAsync($"/products/{id}");
        var product = await ReadAsync(("Products:PublicStockCap", "5"), $"/products/{id}");
        Assert.Equal(5, product.Count("stock_quantity"));
    }

    [Fact]
    public async Task Another_low_stock_figure_shows_at_once()
    {
        var id = await Shop.Catalogue.AddProductAsync(stock: 10);
        await KeepInRedisAsync("/products");
        var page = await ReadAsync(("Products:LowStock", "12"), "/products");
        Assert.Equal("low_stock", page.Items().Single(product => product.Id() == id).Text("availability"));
    }

    [Fact]
    public async Task Another_currency_shows_at_once()
    {
        var id = await Shop.Catalogue.AddProductAsync(price: 9);
        await KeepInRedisAsync($"/products/{id}");
        var product = await ReadAsync(("Shop:Currency", "JPY"), $"/products/{id}");
        Assert.Equal(("JPY", "9"), (product.Text("currency"), product.GetProperty("price").GetRawText()));
    }

    [Fact]
    public async Task Nodes_of_equal_settings_share_what_is_kept()
    {
        var id = await Shop.Catalogue.AddProductAsync();
        await KeepInRedisAsync($"/products/{id}");
        var node = await StartAsync(("Products:PublicStockCap", "20"));     // the default, set explicitly
        await (await new ShopCaller(node).GetAsync($"/products/{id}")).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal((1L, 0L), (FiguresOf(node).RedisHits, FiguresOf(node).Misses));
    }

    private async Task KeepInRedisAsync(string path)
    {
        var node = await StartAsync();
        await (await new ShopCaller(node).GetAsync(path)).ShouldBeAsync(HttpStatusCode.OK);
        var reads = FiguresOf(node).Misses;
        await Eventually.TrueAsync(() => FiguresOf(node).Fills == reads, "Redis keeps it");
    }

    private async Task<JsonElement> ReadAsync((string, string) setting, string path)
    {
        var node = await StartAsync(setting);
        return await (await new ShopCaller(node).GetAsync(path)).ShouldBeAsync(HttpStatusCode.OK);
    }

    private async Task<ShopNode> StartAsync(params (string, string)[] settings)
    {
        var node = Shop.StartNode([.. CacheNode.Patient, .. settings]);
        await node.WhenRedisIsInUseAsync();
        return node;
    }

    private static NodeFigures FiguresOf(ShopNode node) =>
        node.Services.GetRequiredService<ICacheStatistics>().OfAllNodes()[0];
}
