using System.Text.Json;

namespace PetShop.IntegrationTests.Sales.Orders;

public sealed class OrderPricesTests : ShopTest
{
    [Fact]
    public async Task Every_amount_of_an_order_can_be_read_out()
    {
        var (ball, rope) = (await Shop.Catalogue.AddProductAsync(price: 9.90m),
            await Shop.Catalogue.AddProductAsync(price: 4.05m));
        var buyer = await Shop.SignUpAsync();
        var order = await buyer.OrderAsync((ball, 3), (rope, 1));
        var explained = await buyer.ReadAsync($"/sales/orders/{order.Id()}/explain");
        Assert.Equal(order.Text("number"), explained.Text("number"));
        Assert.Equal(33.75m, explained.GetProperty("total_amount").GetDecimal());
        var texts = explained.GetProperty("steps").EnumerateArray().Select(step => step.Text("text")).ToList();
        Assert.Contains("Item 1: 3 × 9.90 EUR = 29.70 EUR.", texts);
        Assert.Equal("The total is 33.75 EUR.", texts[^1]);
    }

    [Fact]
    public async Task An_explanation_does_not_change_with_the_catalogue()
    {
        var ball = await Shop.Catalogue.AddProductAsync(price: 9.90m);
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var path = $"/sales/orders/{(await buyer.OrderAsync((ball, 2))).Id()}/explain";
        var before = (await buyer.ReadAsync(path)).GetRawText();
        await (await admin.PatchAsync($"/products/{ball}", new { price = 1 })).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(before, (await buyer.ReadAsync(path)).GetRawText());
    }

    [Fact]
    public async Task Parts_of_an_order_are_the_same_in_lists_and_alone()
    {
        var ball = await Shop.Catalogue.AddProductAsync(price: 9.90m);
        var buyer = await Shop.SignUpAsync();
        var placed = await buyer.OrderAsync((ball, 2));
        Assert.Equal(placed.GetRawText(), (await buyer.ReadAsync($"/sales/orders/{placed.Id()}")).GetRawText());
        Assert.Equal(placed.GetRawText(), Assert.Single(await buyer.OrdersAsync()).GetRawText());
        var item = placed.GetProperty("items")[0];
        Assert.Equal((19.80m, 0m, 19.80m), (Amount(item, "amount"), Amount(item, "discount"), Amount(item, "total")));
    }

    [Fact]
    public async Task An_order_from_before_steps_were_recorded_has_none()
    {
        var buyer = await Shop.SignUpAsync();
        var order = await buyer.OrderAsync((await Shop.Catalogue.AddProductAsync(), 1));
        await Shop.Database.ExecuteAsync("DELETE FROM order_price_steps");
        await Shop.Database.ExecuteAsync("UPDATE orders SET pricing = DEFAULT");
        Assert.Empty((await buyer.ReadAsync($"/sales/orders/{order.Id()}/explain")).GetProperty("steps")
            .EnumerateArray());
        var read = await buyer.ReadAsync($"/sales/orders/{order.Id()}");
        Assert.Empty(read.GetProperty("tax_lines").EnumerateArray());
        Assert.Equal(JsonValueKind.Null, read.GetProperty("shipping").ValueKind);
    }

    [Fact]
    public async Task The_database_refuses_a_total_that_is_not_the_sum_of_its_parts()
    {
        var order = await (await Shop.SignUpAsync()).OrderAsync((await Shop.Catalogue.AddProductAsync(), 1));
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => Shop.Database.ExecuteAsync(
            $"UPDATE orders SET discount_total = 1 WHERE id = {order.Id()}"));
        Assert.Equal("ck_orders_total", refused.ConstraintName);
    }

    private static decimal Amount(JsonElement item, string name) => item.GetProperty(name).GetDecimal();
}
