using System.Globalization;
using PetShop.Api.Sales.Services.Orders;

namespace PetShop.IntegrationTests.Sales.Orders;

/// <summary>Limits on unpaid orders and cancellations of one account.</summary>
public sealed class UnpaidLimitTests : ShopTest
{
    [Fact]
    public async Task Of_many_checkouts_at_once_as_many_are_taken_as_the_limit_allows()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 100);
        var (buyer, other) = (await Shop.SignUpAsync(), await Shop.SignUpAsync());
        ShopNode[] nodes = [Limit(orders: 3, units: 0), Limit(orders: 3, units: 0)];
        var answers = await SalesSteps.AtOnceAsync(20, i => buyer.At(nodes[i % 2]).CheckOutAsync((ball, 1)));
        Assert.Equal((3, 17), (answers.CountOf(HttpStatusCode.Created), answers.CountOf(HttpStatusCode.Conflict)));
        Assert.Equal(97, await Shop.Catalogue.StockOfAsync(ball));
        await (await other.At(nodes[0]).CheckOutAsync((ball, 1))).ShouldBeAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Units_of_open_orders_are_limited_together_at_once_too()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 100);
        var buyer = (await Shop.SignUpAsync()).At(Limit(orders: 0, units: 10));
        var answers = await SalesSteps.AtOnceAsync(12, _ => buyer.CheckOutAsync((ball, 3)));
        Assert.Equal((3, 9), (answers.CountOf(HttpStatusCode.Created), answers.CountOf(HttpStatusCode.Conflict)));
        await (await buyer.CheckOutAsync((ball, 2))).ShouldBeProblemAsync(HttpStatusCode.Conflict, "too-much-unpaid");
        await (await buyer.CheckOutAsync((ball, 1))).ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal(90, await Shop.Catalogue.StockOfAsync(ball));
    }

    [Fact]
    public async Task A_refusal_says_what_is_open_and_takes_nothing()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 100);
        var buyer = (await Shop.SignUpAsync()).At(Limit(orders: 2, units: 10));
        var first = await buyer.OrderAsync((ball, 3));
        Shop.Clock.Advance(TimeSpan.FromSeconds(2));       // ids of one second are in no order
        var second = await buyer.OrderAsync((ball, 4));
        await buyer.FillCartAsync((ball, 1));
        var problem = await (await buyer.CheckOutCartAsync())
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "too-much-unpaid");
        Assert.Equal((2, 7, 2, 10), (problem.Count("open_orders"), problem.Count("open_units"),
            problem.Count("max_orders"), problem.Count("max_units")));
        Assert.Equal(
            [(first.Id(), first.Text("number"), 3), (second.Id(), second.Text("number"), 4)],
            problem.GetProperty("orders").EnumerateArray()
                .Select(item => (item.Id("order_id"), item.Text("number"), item.Count("units"))));
        Assert.Equal(93, await Shop.Catalogue.StockOfAsync(ball));
        Assert.Equal(1, (await buyer.CartAsync()).Count("item_count"));
    }

    [Theory, InlineData("confirmed"), InlineData("paid"), InlineData("cancelled"), InlineData("cancelled by an admin")]
    public async Task An_order_stops_counting_once_it_is(string what)
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 100);
        var (buyer, admin) = ((await Shop.SignUpAsync()).At(Limit(orders: 1, units: 0)), await Shop.AdminAsync());
        var order = await buyer.OrderAsync((ball, 1));
        await (await buyer.CheckOutAsync((ball, 1))).ShouldBeProblemAsync(HttpStatusCode.Conflict, "too-much-unpaid");
        await (what switch
        {
            "confirmed" => admin.MoveOrderAsync(order.Id(), "confirmed"),
            "paid" => admin.PayAsync(order.Id("invoice_id")),
            "cancelled" => buyer.PostAsync($"/sales/orders/{order.Id()}/cancel"),
            _ => admin.MoveOrderAsync(order.Id(), "cancelled"),
        });
        await (await buyer.CheckOutAsync((ball, 1))).ShouldBeAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task An_order_whose_invoice_is_void_still_counts()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 100);
        var (buyer, admin) = ((await Shop.SignUpAsync()).At(Limit(orders: 1, units: 0)), await Shop.AdminAsync());
        var order = await buyer.OrderAsync((ball, 1));
        await (await admin.DeleteAsync($"/sales/invoices/{order.Id("invoice_id")}"))
            .ShouldBeAsync(HttpStatusCode.NoContent);
        await (await buyer.CheckOutAsync((ball, 1))).ShouldBeProblemAsync(HttpStatusCode.Conflict, "too-much-unpaid");
    }

    [Fact]
    public async Task Cancelling_in_a_loop_ends_in_429_until_a_day_has_passed()
    {
        Shop.Clock.Stop();
        var ball = await Shop.Catalogue.AddProductAsync(stock: 100);
        var (buyer, admin) =
            ((await Shop.SignUpAsync()).At(Limit(orders: 0, units: 0, cancelled: 2)), await Shop.AdminAsync());
        await admin.MoveOrderAsync((await buyer.OrderAsync((ball, 1))).Id(), "cancelled");
        await OrderAndCancelAsync(buyer, ball);
        Shop.Clock.Advance(TimeSpan.FromMinutes(5));
        await OrderAndCancelAsync(buyer, ball);
        Shop.Clock.Advance(TimeSpan.FromMinutes(5));
        var refused = await buyer.CheckOutAsync((ball, 1));
        await refused.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "too-many-cancellations");
        Assert.Equal(TimeSpan.FromHours(24) - TimeSpan.FromMinutes(10), refused.Headers.RetryAfter!.Delta);
        Shop.Clock.Advance(refused.Headers.RetryAfter.Delta!.Value);
        buyer = (await Shop.SignInAsync(buyer.Username)).At(Limit(orders: 0, units: 0, cancelled: 2));
        await (await buyer.CheckOutAsync((ball, 1))).ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal(3L, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM unpaid_orders"));
        await Shop.RunJobAsync<UnpaidOrdersCleanupJob>();
        Assert.Equal(2L, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM unpaid_orders"));
    }

    [Fact]
    public async Task An_order_that_costs_nothing_is_not_unpaid()
    {
        var sample = await Shop.Catalogue.AddProductAsync(stock: 10, price: 0);
        var buyer = (await Shop.SignUpAsync()).At(
            Shop.StartNode(("Orders:MaxUnpaid", "1"), ("Orders:MaxCancelledPerDay", "1")));
        for (var i = 0; i < 3; i++)
            await (await buyer.PostAsync($"/sales/orders/{(await buyer.OrderAsync((sample, 1))).Id()}/cancel"))
                .ShouldBeAsync(HttpStatusCode.OK);
        await buyer.OrderAsync((sample, 1));
        await buyer.OrderAsync((sample, 1));
    }

    [Fact]
    public async Task A_full_cart_can_be_ordered()
    {
        var products =
            await Task.WhenAll(Enumerable.Range(0, 11).Select(_ => Shop.Catalogue.AddProductAsync(stock: 100)));
        var buyer = (await Shop.SignUpAsync()).At(Limit(orders: 20, units: 1_000));
        var full = products[..10].Select(id => (id, 100)).ToArray();
        await (await buyer.PostAsync("/sales/carts", new { items = Lines([.. full, (products[10], 1)]) }))
            .ShouldRejectFieldAsync("items");
        await buyer.FillCartAsync(full);
        await (await buyer.PostAsync($"/sales/carts/{buyer.UserId}/items/{products[10]}"))
            .ShouldRejectFieldAsync("quantity");
        await (await buyer.PutAsync($"/sales/carts/{buyer.UserId}/items/{products[10]}", new { quantity = 1 }))
            .ShouldRejectFieldAsync("quantity");
        await (await buyer.CheckOutCartAsync()).ShouldBeAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_cart_past_the_limit_can_be_lowered()
    {
        var (ball, bowl) = (await Shop.Catalogue.AddProductAsync(), await Shop.Catalogue.AddProductAsync());
        var buyer = await Shop.SignUpAsync();
        await buyer.FillCartAsync((ball, 80), (bowl, 80));
        buyer = buyer.At(Limit(orders: 0, units: 100));
        var path = $"/sales/carts/{buyer.UserId}/items/";
        await (await buyer.PutAsync(path + ball, new { quantity = 70 })).ShouldBeAsync(HttpStatusCode.OK);
        await (await buyer.PutAsync(path + ball, new { quantity = 71 })).ShouldRejectFieldAsync("quantity");
    }

    private static async Task OrderAndCancelAsync(Buyer buyer, long product) =>
        await (await buyer.PostAsync($"/sales/orders/{(await buyer.OrderAsync((product, 1))).Id()}/cancel"))
            .ShouldBeAsync(HttpStatusCode.OK);

    private static object[] Lines(IEnumerable<(long Id, int Quantity)> lines) =>
        [.. lines.Select(line => new { product_id = line.Id, quantity = line.Quantity })];

    private ShopNode Limit(int orders, int units, int cancelled = 0) => Shop.StartNode(
        ("Orders:MaxUnpaid", Text(orders)), ("Orders:MaxUnpaidUnits", Text(units)),
        ("Orders:MaxCancelledPerDay", Text(cancelled)));

    private static string Text(int setting) => setting.ToString(CultureInfo.InvariantCulture);
}
