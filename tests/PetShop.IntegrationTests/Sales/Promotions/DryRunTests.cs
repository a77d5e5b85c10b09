using PetShop.IntegrationTests.Contract.Fuzz;
using static PetShop.IntegrationTests.Sales.Promotions.PromotionSteps;

namespace PetShop.IntegrationTests.Sales.Promotions;

/// <summary>What a promotion would have done.</summary>
public sealed class DryRunTests : ShopTest
{
    [Fact]
    public async Task A_dry_run_shows_the_discount_of_each_order_and_writes_nothing()
    {
        var admin = await Shop.AdminAsync();
        var (toy, food) = (await Shop.Catalogue.AddProductAsync(price: 20),
            await Shop.Catalogue.AddProductAsync(stock: 50, price: 9.99m, category: "dry-food"));
        var (ada, bob) = (await Shop.SignUpAsync(), await Shop.SignUpAsync());
        var first = await ada.OrderAsync((toy, 1), (food, 3));
        Shop.Clock.Advance(TimeSpan.FromSeconds(1));    // orders of one second have no order
        var second = await ada.OrderAsync((food, 5));
        var cancelled = await bob.OrderAsync((food, 9));
        await (await bob.PostAsync($"/sales/orders/{cancelled.Id()}/cancel")).ShouldBeAsync(HttpStatusCode.OK);
        Shop.Clock.Advance(TimeSpan.FromSeconds(1));
        var third = await bob.OrderAsync((toy, 2));
        await (await admin.PutAsync($"/products/{food}", new { price = 500 })).ShouldBeAsync(HttpStatusCode.OK);
        var category = await Shop.Database.ReadAsync<long>("SELECT id FROM categories WHERE slug = 'food'");
        var digest = new TableDigest(Shop.Database);
        var before = await digest.TakeAsync();

        var off = await RunAsync(new
        {
            name = "Food", discount = TenPercent, applies_to = new { category_ids = new[] { category } },
            codes = new[] { "FOOD" }, dry_run = true,
        });
        Assert.Equal((3, 2, 8.00m), (off.Count("orders_checked"), off.Count("orders_affected"),
            off.Money("total_discount")));
        Assert.Equal(
            [(second.Id(), second.Text("number"), 49.95m, 5.00m), (first.Id(), first.Text("number"), 49.97m, 3.00m)],
            off.GetProperty("orders").EnumerateArray().Select(order => (order.Id("order_id"),
                order.Text("order_number"), order.Money("goods"), order.Money("discount"))));

        var firsts = await RunAsync(
            new { name = "First", discount = TenPercent, first_order_only = true, dry_run = true });
        Assert.Equal([third.Id(), first.Id()], Ids(firsts));
        var four = new { type = "buy_x_get_y", buy_quantity = 4, get_quantity = 1 };
        Assert.Equal([second.Id()], Ids(await RunAsync(new { name = "Four", discount = four, dry_run = true })));
        Assert.Empty(
            Ids(await RunAsync(new { name = "Four", discount = four, first_order_only = true, dry_run = true })));
        var once = await RunAsync(new { name = "Once", discount = TenPercent, max_uses = 2, dry_run = true });
        Assert.Equal([second.Id(), first.Id()], Ids(once));
        var each = await RunAsync(
            new
            {
                name = "Each", discount = TenPercent, max_uses_per_customer = 1, minimum_subtotal = 45, dry_run = true
            });
        Assert.Equal([first.Id()], Ids(each));
        Assert.Empty(
            Ids(await RunAsync(new { name = "Ship", discount = new { type = "free_shipping" }, dry_run = true })));
        Assert.Equal(before, await digest.TakeAsync());

        async Task<System.Text.Json.JsonElement> RunAsync(object promotion) =>
            await (await admin.PostAsync(Url, promotion)).ShouldBeAsync(HttpStatusCode.OK);
    }

    private static IEnumerable<long> Ids(System.Text.Json.JsonElement run) =>
        run.GetProperty("orders").EnumerateArray().Select(order => order.Id("order_id"));
}
