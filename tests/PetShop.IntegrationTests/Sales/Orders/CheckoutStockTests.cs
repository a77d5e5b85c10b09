using Microsoft.Extensions.DependencyInjection;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;
using PetShop.Api.Products.Services.Stock;
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
    public async Task A_thousand_crossing_baskets_never_deadlock_and_no_order_is_partly_placed()
    {
        const int Baskets = 1_000, Stock = 250;
        var products =
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Shop.Catalogue.AddProductAsync(stock: Stock)));
        var buyers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Shop.SignUpAsync()));
        var random = new Random(5);
        var baskets = Enumerable.Range(0, Baskets).Select(_ =>
        {
            var lines = products.Select(id => (ProductId: id, Quantity: random.Next(1, 3))).ToArray();
            random.Shuffle(lines);
            return lines[..random.Next(2, 7)];
        }).ToList();
        var answers = await SalesSteps.SixtyFourAtOnceAsync(Baskets, i => buyers[i % 16].CheckOutAsync(baskets[i]));
        Assert.DoesNotContain(Shop.Node.Log.Lines, line => line.Contains("is retried", StringComparison.Ordinal));
        Assert.Equal(Baskets,
            answers.CountOf(HttpStatusCode.Created) + answers.CountOf(HttpStatusCode.Conflict));
        Assert.InRange(answers.CountOf(HttpStatusCode.Conflict), 1, Baskets);
        var placed = baskets.Where((_, i) => answers[i].StatusCode == HttpStatusCode.Created).ToList();
        foreach (var product in products)
        {
            var sold = placed.SelectMany(lines => lines).Where(line => line.ProductId == product)
                .Sum(line => line.Quantity);
            Assert.Equal(Stock - sold, await Shop.Catalogue.StockOfAsync(product));
        }
        await ShouldBeWholeAsync(placed.Count, placed.Sum(lines => lines.Length));
        await Shop.AssertBalancedAsync();
    }

    [Fact]
    public async Task Two_lines_of_one_product_are_checked_by_their_sum()
    {
        var leash = await Shop.Catalogue.AddProductAsync(stock: 6);
        var buyer = await Shop.SignUpAsync();
        var (order, other) = ((await buyer.OrderAsync((leash, 1))).Id(), (await buyer.OrderAsync((leash, 1))).Id());
        await using var scope = Shop.Services.CreateAsyncScope();
        var stock = scope.ServiceProvider.GetRequiredService<IStockService>();
        Task TakeAsync(int first, int second) => stock.TakeAsync(
            Actor.Shop, [new(leash, first, order), new(leash, second, other)], CancellationToken.None);
        var refusal = await Assert.ThrowsAsync<ShopException>(() => TakeAsync(3, 2));
        Assert.Equal(IStockService.InsufficientStock, refusal.Type);
        Assert.Equal(4, await Shop.Catalogue.StockOfAsync(leash));
        await TakeAsync(3, 1);
        Assert.Equal(0, await Shop.Catalogue.StockOfAsync(leash));
        await Shop.AssertBalancedAsync();
    }

    /// <summary>Every order has its lines, its invoice, the first entry of its timeline and its movements.</summary>
    private async Task ShouldBeWholeAsync(int orders, int lines)
    {
        Assert.Equal((long)orders, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM orders"));
        Assert.Equal((long)orders, await Shop.Database.ReadAsync<long>("""
            SELECT count(*) FROM orders o JOIN invoice_register r ON r.order_id = o.id
            JOIN invoices i ON i.id = r.invoice_id JOIN order_price_steps s ON s.order_id = o.id
            JOIN order_events e ON e.order_id = o.id AND e.number = 1 AND e.type = 'Placed'
            WHERE o.subtotal = (SELECT sum(amount) FROM order_lines l WHERE l.order_id = o.id)
            """));
        Assert.Equal((long)lines, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM order_lines"));
        Assert.Equal((long)lines, await Shop.Database.ReadAsync<long>("""
            SELECT count(*) FROM stock_movements m JOIN order_lines l
            ON l.order_id = m.reference_id AND l.product_id = m.product_id AND l.quantity = -m.quantity
            WHERE m.reason = 'Sold'
            """));
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
