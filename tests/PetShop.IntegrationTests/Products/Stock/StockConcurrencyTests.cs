using PetShop.IntegrationTests.Sales;

namespace PetShop.IntegrationTests.Products.Stock;

public sealed class StockConcurrencyTests : ShopTest
{
    [Fact]
    public async Task Orders_movements_counts_and_cancellations_at_once_leave_the_ledger_right()
    {
        var products = new List<long>();
        for (var i = 0; i < 4; i++)
            products.Add(await Shop.Catalogue.AddProductAsync(stock: 30));
        var admin = await Shop.AdminAsync();
        await admin.SetTermsAsync(products[0], new { backorder_limit = 10 });
        var buyers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Shop.SignUpAsync()));
        var orders = new List<long>();
        foreach (var buyer in buyers)
            orders.Add((await buyer.OrderAsync((products[0], 1), (products[1], 2))).Id());
        var answers = await SalesSteps.AtOnceAsync(120, i => SendAsync(i, products, buyers, orders, admin));
        Assert.All(answers, answer => Assert.True(
            answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.Conflict, $"{answer.StatusCode}"));
        Assert.DoesNotContain(Shop.Node.Log.Lines, line => line.Contains("is retried", StringComparison.Ordinal));
        await Shop.AssertBalancedAsync();
        Assert.Equal(0L, await Shop.Database.ReadAsync<long>("""
            SELECT count(*) FROM order_lines l LEFT JOIN stock_movements m ON m.product_id = l.product_id
                AND m.reason = 'Sold' AND m.reference_id = l.order_id AND m.quantity = -l.quantity
            WHERE m.id IS NULL
            """));
    }

    private static Task<HttpResponseMessage> SendAsync(
        int i, List<long> products, Buyer[] buyers, List<long> orders, Admin admin)
    {
        var (product, other) = (products[i % 4], products[(i + i / 4) % 4]);
        var buyer = buyers[i % buyers.Length];
        return (i % 10) switch
        {
            0 => admin.MoveAsync(product, "received", 3),
            1 => admin.MoveAsync(product, "damaged", -2),
            2 => admin.PostAsync("/products/stock-counts", new
            {
                lines = products.AsEnumerable().Reverse().Select(id => new { product_id = id, counted = 20 }).ToArray(),
            }),
            3 => admin.PutAsync($"/products/{product}/stock", new { quantity = 15, expected = 20 }),
            4 when i / 10 < orders.Count =>
                buyers[i / 10].PostAsync($"/sales/orders/{orders[i / 10]}/cancel"),
            _ when other != product => buyer.CheckOutAsync((product, 2), (other, 1)),
            _ => buyer.CheckOutAsync((product, 2)),
        };
    }
}
