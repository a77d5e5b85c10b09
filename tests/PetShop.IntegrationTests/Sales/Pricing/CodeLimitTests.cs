using PetShop.IntegrationTests.Sales.Promotions;

namespace PetShop.IntegrationTests.Sales.Pricing;

/// <summary>Limits of promotions, taken by real checkouts.</summary>
public sealed class CodeLimitTests : ShopTest
{
    [Fact]
    public async Task Concurrent_checkouts_use_a_limited_code_exactly_that_often()
    {
        const int Limit = 5, Buyers = 20;
        var promotion = await Shop.AddCodeAsync("FIVE", maxUses: Limit);
        var ball = await Shop.Catalogue.AddProductAsync(stock: 100, price: 10);
        var buyers = new List<Buyer>();
        for (var i = 0; i < Buyers; i++)
            buyers.Add(await Shop.SignUpAsync());
        var answers = await SalesSteps.AtOnceAsync(Buyers, i => BuyAsync(buyers[i], "FIVE", ball));
        Assert.Equal(Limit, answers.CountOf(HttpStatusCode.Created));
        Assert.Equal(Limit, await CountAsync(promotion));
        Assert.Equal(100 - Limit, await Shop.Catalogue.StockOfAsync(ball));
        Assert.Equal(45.00m, await Shop.Database.ReadAsync<decimal>("SELECT sum(total_amount) FROM orders"));
    }

    [Fact]
    public async Task A_customer_uses_a_code_as_often_as_a_customer_can()
    {
        var promotion = await Shop.AddCodeAsync("ONCE", perCustomer: 1);
        var ball = await Shop.Catalogue.AddProductAsync(stock: 100, price: 10);
        var buyer = await Shop.SignUpAsync();
        var answers = await SalesSteps.AtOnceAsync(10, _ => BuyAsync(buyer, "ONCE", ball));
        Assert.Equal(1, answers.CountOf(HttpStatusCode.Created));
        Assert.Equal(1, await CountAsync(promotion));
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
