using PetShop.IntegrationTests.Products.Stock;

namespace PetShop.IntegrationTests.Sales.Orders;

public sealed class CheckoutStockTests : ShopTest
{
    [Fact]
    public async Task A_hundred_checkouts_of_the_last_twenty_sell_exactly_twenty()
    {
        var leash = await Shop.Catalogue.AddProductAsync(stock: 20);
        var buyers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Shop.SignUpAsync()));
        var answers = await SalesSteps.AtOnceAsync(100, i => buyers[i % 10].CheckOutAsync((leash, 1)));
        Assert.Equal(20, answers.CountOf(HttpStatusCode.Created));
        var refused = answers.Where(answer => answer.StatusCode != HttpStatusCode.Created).ToList();
        Assert.Equal(80, refused.Count);
        foreach (var answer in refused)
        {
            var line = Assert.Single(
                (await answer.ShouldBeProblemAsync(HttpStatusCode.Conflict, "insufficient-stock")).Items());
            Assert.Equal((leash, 1, 0), (line.Id("product_id"), line.Count("requested"), line.Count("available")));
        }
        Assert.Equal(0, await Shop.Catalogue.StockOfAsync(leash));
        Assert.Equal(20, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM orders"));
        Assert.Equal(20, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM invoices"));
        Assert.Equal(20, await Shop.Database.ReadAsync<long>("SELECT sum(quantity) FROM order_lines"));
        Assert.Equal(-20, await Shop.Database.ReadAsync<long>(
            "SELECT sum(quantity) FROM stock_movements WHERE reason = 'Sold' AND product_id = $1", leash));
        await Shop.AssertBalancedAsync();
    }

    [Fact]
    public async Task Checkout_with_too_little_stock_is_refused_and_takes_nothing()
    {
        var plenty = await Shop.Catalogue.AddProductAsync(stock: 9);
        var leash = await Shop.Catalogue.AddProductAsync(stock: 2);
        var bowl = await Shop.Catalogue.AddProductAsync(stock: 0);
        var buyer = await Shop.SignUpAsync();
        await buyer.FillCartAsync((plenty, 1), (leash, 3), (bowl, 1));
        var problem = await (await buyer.CheckOutCartAsync())
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "insufficient-stock");
        Assert.Equal([(leash, 3, 2), (bowl, 1, 0)],
            problem.Items().Select(line => (line.Id("product_id"), line.Count("requested"), line.Count("available"))));
        Assert.Equal(9, await Shop.Catalogue.StockOfAsync(plenty));
        Assert.Equal(2, await Shop.Catalogue.StockOfAsync(leash));
        Assert.Empty(await buyer.OrdersAsync());
        Assert.Equal(3, (await buyer.CartAsync()).Items().Count);
    }

    [Fact]
    public async Task Crossing_baskets_never_deadlock()
    {
        var products =
            await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Shop.Catalogue.AddProductAsync(stock: 1_000)));
        var buyer = await Shop.SignUpAsync();
        var random = new Random(5);
        var baskets = Enumerable.Range(0, 200).Select(i =>
        {
            var lines = products.Select(id => (id, random.Next(1, 3))).ToArray();
            random.Shuffle(lines);
            return lines[..random.Next(2, 7)];
        }).ToList();
        var orders = await SalesSteps.AtOnceAsync(baskets.Count, i => buyer.CheckOutAsync(baskets[i]));
        Assert.Equal(baskets.Count, orders.CountOf(HttpStatusCode.Created));
        Assert.DoesNotContain(Shop.Node.Log.Lines, line => line.Contains("is retried", StringComparison.Ordinal));
        foreach (var product in products)
        {
            var sold = baskets.SelectMany(lines => lines).Where(line => line.Item1 == product).Sum(line => line.Item2);
            Assert.Equal(1_000 - sold, await Shop.Catalogue.StockOfAsync(product));
        }
    }

    [Fact]
    public async Task Checkouts_and_cancellations_at_once_leave_the_stock_right()
    {
        var leash = await Shop.Catalogue.AddProductAsync(stock: 100);
        var buyer = await Shop.SignUpAsync();
        var orders = new List<long>();
        for (var i = 0; i < 10; i++)
            orders.Add((await buyer.OrderAsync((leash, 2))).Id());
        var answers = await SalesSteps.AtOnceAsync(30,
            i => i < 20 ? buyer.CheckOutAsync((leash, 1)) : buyer.PostAsync($"/sales/orders/{orders[i - 20]}/cancel"));
        Assert.All(answers, answer => Assert.True(answer.IsSuccessStatusCode));
        Assert.Equal(80, await Shop.Catalogue.StockOfAsync(leash));
    }

    [Fact]
    public async Task One_cart_ordered_many_times_at_once_is_one_order()
    {
        var leash = await Shop.Catalogue.AddProductAsync(stock: 100);
        var buyer = await Shop.SignUpAsync();
        await buyer.FillCartAsync((leash, 3));
        var answers = await SalesSteps.AtOnceAsync(20, _ => buyer.CheckOutCartAsync());
        Assert.Equal(1, answers.CountOf(HttpStatusCode.Created));
        foreach (var answer in answers.Where(answer => answer.StatusCode != HttpStatusCode.Created))
            await answer.ShouldBeProblemAsync(HttpStatusCode.Conflict, "cart-empty");
        Assert.Equal(97, await Shop.Catalogue.StockOfAsync(leash));
    }
}
