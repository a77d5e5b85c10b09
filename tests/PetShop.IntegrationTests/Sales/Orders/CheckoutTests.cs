
namespace PetShop.IntegrationTests.Sales.Orders;

public sealed class CheckoutTests : ShopTest
{
    [Fact]
    public async Task A_cart_becomes_an_order_with_its_invoice_and_is_empty_then()
    {
        var (ball, bowl) = (await Shop.Catalogue.AddProductAsync(stock: 10, price: 4.95m, name: "Ball"),
            await Shop.Catalogue.AddProductAsync(price: 12m));
        var buyer = await Shop.SignUpAsync();
        await buyer.FillCartAsync((ball, 3), (bowl, 1));
        var answer = await buyer.CheckOutCartAsync();
        var placed = await answer.ShouldBeAsync(HttpStatusCode.Created);
        var (order, invoice) = (placed.GetProperty("order"), placed.GetProperty("invoice"));
        Assert.Equal($"/sales/orders/{order.Id()}", answer.Headers.Location!.ToString());
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Equal(("pending", buyer.UserId, 26.85m, "EUR"),
            (order.Text("status"), order.Id("user_id"), order.Money("total_amount"), order.Text("currency")));
        Assert.Equal([(ball, "Ball", 3, 4.95m, 14.85m)],
            order.Items().Take(1)
                .Select(line => (line.Id("product_id"), line.Text("product_name"), line.Count("quantity"),
                    line.Money("price"), line.Money("amount"))));
        Assert.Contains("\"total_amount\":26.85,", placed.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("\"price\":12.00,", placed.GetRawText(), StringComparison.Ordinal);
        Assert.Equal((order.Id(), buyer.UserId, 26.85m, "pending"),
            (invoice.Id("order_id"), invoice.Id("user_id"), invoice.Money("total_amount"), invoice.Text("status")));
        Assert.Contains(order.Text("number"), placed.Text("message"), StringComparison.Ordinal);
        Assert.Empty((await buyer.CartAsync()).Items());
        Assert.Equal(7, await Shop.Catalogue.StockOfAsync(ball));
        Assert.Equal(order.GetRawText(), (await buyer.ReadAsync($"/sales/orders/{order.Id()}")).GetRawText());
        Assert.Equal(invoice.GetRawText(), (await buyer.ReadAsync($"/sales/invoices/{invoice.Id()}")).GetRawText());
    }

    [Fact]
    public async Task Items_are_ordered_without_touching_the_cart()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var buyer = await Shop.SignUpAsync();
        await buyer.FillCartAsync((ball, 2));
        await buyer.OrderAsync((ball, 1));
        Assert.Equal(2, (await buyer.CartAsync()).Count("item_count"));
    }

    [Fact]
    public async Task An_empty_cart_cannot_be_ordered()
    {
        var buyer = await Shop.SignUpAsync();
        await (await buyer.CheckOutCartAsync()).ShouldBeProblemAsync(HttpStatusCode.Conflict, "cart-empty");
    }

    [Theory]
    [InlineData("""{"items":[{"product_id":1,"quantity":1,"price":0.01}],"shipping_address":"1 Kennel Lane"}""",
        "items[0].price")]
    [InlineData("""{"total_amount":1,"items":[{"product_id":1,"quantity":1}],"shipping_address":"1 Kennel Lane"}""",
        "total_amount")]
    [InlineData("""{"items":[],"shipping_address":"1 Kennel Lane"}""", "items")]
    [InlineData(
        """{"items":[{"product_id":1,"quantity":101}],"shipping_address":"1 Kennel Lane"}""", "items[0].quantity")]
    [InlineData(
        """{"items":[{"product_id":1,"quantity":0}],"shipping_address":"1 Kennel Lane"}""", "items[0].quantity")]
    [InlineData("""
        {"items":[{"product_id":1,"quantity":1},{"product_id":1,"quantity":1}],"shipping_address":"1 Kennel Lane"}
        """, "items[1].product_id")]
    [InlineData("""{"items":[{"product_id":1,"quantity":1}]}""", "ship_to")]
    [InlineData("""{"items":[{"product_id":1,"quantity":1}],"shipping_address":""}""", "ship_to")]
    [InlineData("""{"items":[{"product_id":1,"quantity":1}],"shipping_address":"     a"}""", "shipping_address")]
    [InlineData("""{"items":[null],"shipping_address":"1 Kennel Lane"}""", "items")]
    public async Task Invalid_fields_are_named(string body, string field)
    {
        var buyer = await Shop.SignUpAsync();
        await (await buyer.SendTextAsync(HttpMethod.Post, "/sales/orders", body)).ShouldRejectFieldAsync(field);
    }

    [Fact]
    public async Task Unknown_and_inactive_products_are_named()
    {
        var (ball, hidden) =
            (await Shop.Catalogue.AddProductAsync(), await Shop.Catalogue.AddProductAsync(isActive: false));
        var buyer = await Shop.SignUpAsync();
        await (await buyer.CheckOutAsync((ball, 1), (hidden, 1), (999_999, 1)))
            .ShouldRejectFieldAsync("items[1].product_id", "items[2].product_id");
        Assert.Equal(10, await Shop.Catalogue.StockOfAsync(ball));
    }

    [Fact]
    public async Task A_cart_with_what_is_no_longer_on_sale_says_so_and_stays()
    {
        var (ball, rope) =
            (await Shop.Catalogue.AddProductAsync(), await Shop.Catalogue.AddProductAsync(name: "Knotted rope"));
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        await buyer.FillCartAsync((ball, 1), (rope, 1));
        await (await admin.PatchAsync($"/products/{rope}", new { is_active = false })).ShouldBeAsync(HttpStatusCode.OK);
        var problem = await (await buyer.CheckOutCartAsync())
            .ShouldBeProblemAsync(HttpStatusCode.BadRequest, "product-not-on-sale");
        Assert.Contains("Knotted rope", problem.Text("detail"), StringComparison.Ordinal);
        Assert.False(problem.TryGetProperty("errors", out _), "The request named no product that could be blamed.");
        Assert.Equal(2, (await buyer.CartAsync()).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Blanks_around_an_address_are_dropped()
    {
        var items = new[] { new { product_id = await Shop.Catalogue.AddProductAsync(), quantity = 1 } };
        var placed = await (await Shop.SignUpAsync())
            .PostAsync("/sales/orders", new { items, shipping_address = $"  {SalesSteps.Address} " });
        Assert.Equal(SalesSteps.Address,
            (await placed.ShouldBeAsync(HttpStatusCode.Created)).GetProperty("order").Text("shipping_address"));
    }

    [Fact]
    public async Task A_refusal_tells_no_more_of_the_stock_than_the_public_may_know()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 57);
        var refused = await (await (await Shop.SignUpAsync()).CheckOutAsync((ball, 100)))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "insufficient-stock");
        Assert.Equal(20, Assert.Single(refused.Items()).Count("available"));
    }

    [Fact]
    public async Task Only_an_admin_orders_for_another()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var (buyer, other, admin) = (await Shop.SignUpAsync(), await Shop.SignUpAsync(), await Shop.AdminAsync());
        object For(long id) =>
            new
            {
                user_id = id, items = new[] { new { product_id = ball, quantity = 1 } },
                shipping_address = SalesSteps.Address
            };
        await (await other.PostAsync("/sales/orders", For(buyer.UserId)))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await (await buyer.PostAsync("/sales/orders", For(buyer.UserId))).ShouldBeAsync(HttpStatusCode.Created);
        var placed = await (await admin.PostAsync("/sales/orders", For(buyer.UserId)))
            .ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal(buyer.UserId, placed.GetProperty("order").Id("user_id"));
        await (await admin.PostAsync("/sales/orders", For(999_999))).ShouldRejectFieldAsync("user_id");
        Assert.Equal(2, (await buyer.OrdersAsync()).Count);
    }

    [Fact]
    public async Task An_order_of_next_month_lands_in_its_own_partition()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var now = Shop.Clock.GetUtcNow();
        var next = new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1);
        var buyer = await Shop.SignUpAsync();
        var today = await buyer.BuyAsync((ball, 1));
        Shop.Clock.Advance(next.AddDays(3) - now);
        var later = await (await Shop.SignInAsync(buyer.Username)).BuyAsync((ball, 1));
        Assert.Equal($"orders_{now:yyyy_MM}", await PartitionOfAsync("orders", today.Order.Id()));
        Assert.Equal($"orders_{next:yyyy_MM}", await PartitionOfAsync("orders", later.Order.Id()));
        Assert.Equal($"invoices_{next:yyyy_MM}", await PartitionOfAsync("invoices", later.Invoice.Id()));
        Assert.Equal($"order_lines_{next:yyyy_MM}",
            await PartitionOfAsync("order_lines", later.Order.Id(), "order_id"));
        Assert.Equal(2, (await (await Shop.SignInAsync(buyer.Username)).OrdersAsync()).Count);
    }

    private Task<string> PartitionOfAsync(string table, long id, string key = "id") =>
        Shop.Database.ReadAsync<string>($"SELECT tableoid::regclass::text FROM {table} WHERE {key} = $1", id);
}
