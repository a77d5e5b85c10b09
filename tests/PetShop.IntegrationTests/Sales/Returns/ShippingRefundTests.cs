using PetShop.IntegrationTests.Sales.Pricing;

namespace PetShop.IntegrationTests.Sales.Returns;

/// <summary>Returning everything gives back everything, shipping included (Directive 2011/83/EU, article 13).</summary>
public sealed class ShippingRefundTests : ShopTest
{
    [Fact]
    public async Task The_last_returned_goods_refund_shipping_once()
    {
        var (buyer, admin, ball, rope) = await StartAsync();
        var order = await buyer.BuyDeliveredAsync(admin, (ball, 3), (rope, 1));
        var total = (await buyer.ReadAsync($"/sales/orders/{order}")).Money("total_amount");
        var first = await buyer.AskReturnAsync(order, (ball, 2));
        var rejected = await buyer.AskReturnAsync(order, (ball, 1), (rope, 1));
        await admin.MoveReturnAsync(first, "approved", "processed");
        await admin.MoveReturnAsync(rejected, "approved", "rejected");
        Assert.Equal(0, (await buyer.ReadAsync($"/sales/returns/{first}")).Money("shipping_refund"));
        var last = await buyer.AskReturnAsync(order, (rope, 1), (ball, 1));
        await admin.MoveReturnAsync(last, "approved", "processed");
        var processed = await buyer.ReadAsync($"/sales/returns/{last}");
        Assert.Equal((4.90m, 4.90m + 3.33m + 1.01m),
            (processed.Money("shipping_refund"), processed.Money("total_refund")));
        Assert.Equal(total, await RefundedAsync(order));
    }

    [Fact]
    public async Task Returns_that_are_processed_at_once_refund_shipping_once()
    {
        var (buyer, admin, ball, rope) = await StartAsync();
        for (var round = 0; round < 5; round++)
        {
            var order = await buyer.BuyDeliveredAsync(admin, (ball, 3), (rope, 1));
            var total = (await buyer.ReadAsync($"/sales/orders/{order}")).Money("total_amount");
            var returns = new List<long>();
            foreach (var line in new[] { (ball, 1), (ball, 2), (rope, 1) })
                returns.Add(await buyer.AskReturnAsync(order, line));
            foreach (var each in returns)
                await admin.MoveReturnAsync(each, "approved");
            await SalesSteps.AtOnceAsync(6, i => admin.PatchAsync(
                $"/sales/returns/{returns[i % 3]}/status", new { status = "processed" }));
            Assert.Equal(total, await RefundedAsync(order));
        }
    }

    private async Task<(Buyer Buyer, Admin Admin, long Ball, long Rope)> StartAsync()
    {
        await Shop.AddShippingAsync();
        return (await Shop.SignUpAsync(), await Shop.AdminAsync(),
            await Shop.Catalogue.AddProductAsync(stock: 100, price: 3.33m),
            await Shop.Catalogue.AddProductAsync(stock: 100, price: 1.01m));
    }

    private Task<decimal> RefundedAsync(long order) =>
        Shop.Database.ReadAsync<decimal>("SELECT sum(amount) FROM refunds WHERE order_id = $1", order);
}
