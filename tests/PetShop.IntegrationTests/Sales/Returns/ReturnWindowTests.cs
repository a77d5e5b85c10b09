using Microsoft.Extensions.Options;

namespace PetShop.IntegrationTests.Sales.Returns;

/// <summary>How long goods can be returned.</summary>
public sealed class ReturnWindowTests : ShopTest
{
    [Fact]
    public async Task A_customer_returns_goods_within_fourteen_days_of_the_delivery_and_an_admin_later_too()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = await buyer.BuyDeliveredAsync(admin, (ball, 4));
        await DeliverAgoAsync("14 days", "-1 minute");
        await buyer.AskReturnAsync(order, (ball, 1));
        await DeliverAgoAsync("14 days", "1 minute");
        await (await buyer.PostAsync("/sales/returns", SalesSteps.Return(order, (ball, 1))))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "return-too-late");
        await (await admin.PostAsync("/sales/returns", SalesSteps.Return(order, (ball, 1))))
            .ShouldBeAsync(HttpStatusCode.Created);
        await buyer.At(Shop.StartNode(("Returns:Days", "30"))).AskReturnAsync(order, (ball, 1));
        await admin.GrantAsync(buyer);
        await (await buyer.PostAsync("/sales/returns", SalesSteps.Return(order, (ball, 1))))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "return-too-late");
    }

    [Fact]
    public async Task An_order_whose_delivery_was_not_recorded_counts_from_its_last_change()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = await buyer.BuyDeliveredAsync(admin, (ball, 4));
        await Shop.Database.ExecuteAsync("UPDATE orders SET delivered_at = NULL");
        await buyer.AskReturnAsync(order, (ball, 1));
        await Shop.Database.ExecuteAsync("UPDATE orders SET updated_at = now() - interval '15 days'");
        await (await buyer.PostAsync("/sales/returns", SalesSteps.Return(order, (ball, 1))))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "return-too-late");
    }

    [Theory, InlineData("13"), InlineData("3651")]
    public void The_shop_does_not_start_with_less_time_than_the_law_gives(string days) =>
        Assert.Contains("Returns__Days", Assert.Throws<OptionsValidationException>(
            () => Shop.StartNode(("Returns:Days", days))).Message, StringComparison.Ordinal);

    private Task DeliverAgoAsync(string time, string more) => Shop.Database.ExecuteAsync(
        $"UPDATE orders SET delivered_at = now() - interval '{time}' - interval '{more}', updated_at = now()");
}
