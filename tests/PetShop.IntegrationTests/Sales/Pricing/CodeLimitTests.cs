using PetShop.IntegrationTests.Sales.Promotions;

namespace PetShop.IntegrationTests.Sales.Pricing;

/// <summary>Limits of promotions, taken by real checkouts.</summary>
public sealed class CodeLimitTests : ShopTest
{
    [Fact]
    public async Task A_code_limited_to_100_is_used_by_exactly_100_of_500_checkouts()
    {
        const int Limit = 100, Checkouts = 500;
        var promotion = await Shop.AddCodeAsync("HUNDRED", maxUses: Limit);
        var ball = await Shop.Catalogue.AddProductAsync(stock: 1_000, price: 10);
        var buyers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Shop.SignUpAsync()));
        var answers = await SalesSteps.SixtyFourAtOnceAsync(
            Checkouts, i => BuyAsync(buyers[i % buyers.Length], "HUNDRED", ball));
        Assert.Equal(Limit, answers.CountOf(HttpStatusCode.Created));
        Assert.Equal(Checkouts - Limit,
            answers.CountOf(HttpStatusCode.Conflict) + answers.CountOf(HttpStatusCode.BadRequest));
        Assert.Equal(Limit, await CountAsync(promotion));
        Assert.Equal(Limit, await Shop.UsesAsync(promotion, "total"));
        Assert.Equal(1_000 - Limit, await Shop.Catalogue.StockOfAsync(ball));
        Assert.Equal(Limit * 9.00m, await Shop.Database.ReadAsync<decimal>("SELECT sum(total_amount) FROM orders"));
        await Shop.ShouldAgreeAsync();
    }

    [Fact]
    public async Task Each_customer_uses_a_code_exactly_as_often_as_a_customer_can()
    {
        const int Each = 2, Customers = 20, Attempts = 8;
        var promotion = await Shop.AddCodeAsync("TWICE", perCustomer: Each);
        var ball = await Shop.Catalogue.AddProductAsync(stock: 1_000, price: 10);
        var buyers = await Task.WhenAll(Enumerable.Range(0, Customers).Select(_ => Shop.SignUpAsync()));
        var answers = await SalesSteps.SixtyFourAtOnceAsync(
            Customers * Attempts, i => BuyAsync(buyers[i % Customers], "TWICE", ball));
        Assert.Equal(Customers * Each, answers.CountOf(HttpStatusCode.Created));
        Assert.Equal(Customers * Each, await CountAsync(promotion));
        foreach (var buyer in buyers)
            Assert.Equal(Each, await Shop.UsesAsync(promotion, $"user:{buyer.UserId}"));
        await Shop.ShouldAgreeAsync();
    }

    [Fact]
    public async Task Cancelled_orders_give_a_used_up_code_back_once_each_while_others_wait_for_it()
    {
        const int Limit = 10;
        var promotion = await Shop.AddCodeAsync("TEN", maxUses: Limit);
        var ball = await Shop.Catalogue.AddProductAsync(stock: 1_000, price: 10);
        var buyers = await Task.WhenAll(Enumerable.Range(0, Limit).Select(_ => Shop.SignUpAsync()));
        var orders = new List<long>();
        foreach (var buyer in buyers)
            orders.Add((await (await BuyAsync(buyer, "TEN", ball)).ShouldBeAsync(HttpStatusCode.Created))
                .GetProperty("order").Id());
        var answers = await SalesSteps.SixtyFourAtOnceAsync(160, i => i % 4 < 2
            ? buyers[i / 4 % 5].PostAsync($"/sales/orders/{orders[i / 4 % 5]}/cancel", new { })
            : BuyAsync(buyers[i % Limit], "TEN", ball));
        var placed = Limit + answers.Where((_, i) => i % 4 >= 2).CountOf(HttpStatusCode.Created);
        Assert.InRange(placed, Limit, Limit + 5);
        Assert.Equal(5, await Shop.Database.ReadAsync<long>(
            "SELECT count(*) FROM promotion_uses WHERE released_at IS NOT NULL"));
        Assert.Equal(placed - 5, await CountAsync(promotion));
        Assert.Equal(placed - 5, await Shop.UsesAsync(promotion, "total"));
        await Shop.ShouldAgreeAsync();
    }

    [Fact]
    public async Task A_cancelled_order_gives_its_code_back_once()
    {
        var promotion = await Shop.AddCodeAsync("ONE", maxUses: 1);
        var ball = await Shop.Catalogue.AddProductAsync(stock: 100, price: 10);
        var (buyer, other) = (await Shop.SignUpAsync(), await Shop.SignUpAsync());
        var order = (await (await BuyAsync(buyer, "ONE", ball)).ShouldBeAsync(HttpStatusCode.Created))
            .GetProperty("order").Id();
        await (await BuyAsync(other, "ONE", ball)).ShouldRejectFieldAsync("promotion_codes[0]");
        await SalesSteps.AtOnceAsync(5, _ => buyer.PostAsync($"/sales/orders/{order}/cancel", new { }));
        Assert.Equal(0, await CountAsync(promotion));
        await (await BuyAsync(other, "ONE", ball)).ShouldBeAsync(HttpStatusCode.Created);
        await (await BuyAsync(buyer, "ONE", ball)).ShouldRejectFieldAsync("promotion_codes[0]");
    }

    [Fact]
    public async Task A_return_gives_back_what_was_charged()
    {
        await Shop.AddCodeAsync("TENTH");
        var ball = await Shop.Catalogue.AddProductAsync(price: 9.99m);
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = (await (await BuyAsync(buyer, "TENTH", ball, 3)).ShouldBeAsync(HttpStatusCode.Created))
            .GetProperty("order");
        Assert.Equal(26.97m, order.Amount("total_amount"));      // 29.97 − 3.00
        await admin.PayAsync(order.Id("invoice_id"));
        await admin.DeliverAsync(order.Id());
        var refunds = new List<decimal>();
        foreach (var units in new[] { 1, 2 })
        {
            var asked = await buyer.AskReturnAsync(order.Id(), (ball, units));
            refunds.Add((await buyer.ReadAsync($"/sales/returns/{asked}")).Amount("total_refund"));
            await admin.MoveReturnAsync(asked, "approved", "processed");
        }
        Assert.Equal([8.99m, 17.98m], refunds);
    }

    private Task<long> CountAsync(long promotion) => Shop.Database.ReadAsync<long>(
        "SELECT count(*) FROM promotion_uses WHERE promotion_id = $1 AND released_at IS NULL", promotion);

    private static Task<HttpResponseMessage> BuyAsync(Buyer buyer, string code, long product, int quantity = 1) =>
        buyer.PostAsync("/sales/orders", new
        {
            items = new[] { new { product_id = product, quantity } },
            shipping_address = SalesSteps.Address,
            promotion_codes = new[] { code },
        });
}
