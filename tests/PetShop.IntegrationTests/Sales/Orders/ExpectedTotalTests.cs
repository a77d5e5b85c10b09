namespace PetShop.IntegrationTests.Sales.Orders;

/// <summary>Nobody pays a price they did not see.</summary>
public sealed class ExpectedTotalTests : ShopTest
{
    [Theory, InlineData("26.85"), InlineData("26.850"), InlineData("2685e-2")]
    public async Task The_total_that_was_seen_is_ordered(string total)
    {
        var (buyer, _) = await FillAsync();
        var placed = await (await SendAsync(buyer, total)).ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal(26.85m, placed.GetProperty("order").Money("total_amount"));
    }

    [Theory, InlineData("26.84"), InlineData("0"), InlineData("26.86")]
    public async Task Another_total_is_refused_with_the_present_one_and_nothing_is_taken(string total)
    {
        var (buyer, ball) = await FillAsync();
        var problem = await (await SendAsync(buyer, total))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "total-changed");
        Assert.Equal(("26.85", "EUR"), (problem.GetProperty("total_amount").GetRawText(), problem.Text("currency")));
        Assert.Equal(10, await Shop.Catalogue.StockOfAsync(ball));
        Assert.Equal(4, (await buyer.CartAsync()).Count("item_count"));
        Assert.Empty(await buyer.OrdersAsync());
    }

    [Fact]
    public async Task A_price_that_changes_while_the_order_is_on_its_way_is_noticed()
    {
        var (buyer, ball) = await FillAsync();
        var admin = await Shop.AdminAsync();
        await (await admin.PatchAsync($"/products/{ball}", new { price = 4.96 })).ShouldBeAsync(HttpStatusCode.OK);
        var problem = await (await SendAsync(buyer, "26.85", key: "seen"))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "total-changed");
        Assert.Equal(26.88m, problem.Money("total_amount"));
        await (await SendAsync(buyer, "26.88", key: "seen")).ShouldBeAsync(HttpStatusCode.Created);
    }

    [Theory, InlineData("26.851"), InlineData("-1")]
    [InlineData("\"26.85\""), InlineData("26.85000000000000000000000000000001"), InlineData("1e99")]
    public async Task What_is_no_amount_of_the_shops_currency_is_named(string total)
    {
        var (buyer, _) = await FillAsync();
        await (await SendAsync(buyer, total)).ShouldRejectFieldAsync("expected_total");
    }

    private async Task<(Buyer Buyer, long Ball)> FillAsync()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 10, price: 4.95m);
        var buyer = await Shop.SignUpAsync();
        await buyer.FillCartAsync((ball, 3), (await Shop.Catalogue.AddProductAsync(price: 12m), 1));
        return (buyer, ball);
    }

    private static Task<HttpResponseMessage> SendAsync(Buyer buyer, string total, string? key = null)
    {
        var body = new StringContent($$"""{"shipping_address":"1 Kennel Lane","expected_total":{{total}}}""",
            System.Text.Encoding.UTF8, "application/json");
        return buyer.SendAsync(HttpMethod.Post, "/sales/orders", body, key is null ? [] : [("Idempotency-Key", key)]);
    }
}
