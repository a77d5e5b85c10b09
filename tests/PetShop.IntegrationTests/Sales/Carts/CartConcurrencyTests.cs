namespace PetShop.IntegrationTests.Sales.Carts;

public sealed class CartConcurrencyTests : ShopTest
{
    [Fact]
    public async Task Additions_at_once_all_count_even_the_very_first()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var buyer = await Shop.SignUpAsync();
        var answers = await SalesSteps.AtOnceAsync(
            60, _ => buyer.PostAsync($"/sales/carts/{buyer.UserId}/items/{ball}", new { quantity = 2 }));
        Assert.Equal((50, 10), (answers.CountOf(HttpStatusCode.OK), answers.CountOf(HttpStatusCode.BadRequest)));
        Assert.Equal(100, (await buyer.CartAsync()).Count("item_count"));
    }

    [Fact]
    public async Task A_cart_takes_a_hundred_lines_and_no_more_in_as_many_statements_as_one()
    {
        var products = new List<long>();
        for (var i = 0; i < 101; i++)
            products.Add(await Shop.Catalogue.AddProductAsync());
        var buyer = await Shop.SignUpAsync();
        using var counter = new StatementCounter();
        await buyer.FillCartAsync((products[0], 1));
        var path = $"/sales/carts/{buyer.UserId}/items/{products[0]}";
        var one = await counter.CountAsync(buyer, HttpMethod.Post, path);
        var read = await counter.CountAsync(buyer, HttpMethod.Get, $"/sales/carts/{buyer.UserId}");
        await buyer.FillCartAsync([.. products.Take(100).Select(id => (id, 1))]);
        Assert.InRange(one, 3, 9);
        Assert.Equal(one, await counter.CountAsync(buyer, HttpMethod.Post, path));
        Assert.Equal(read, await counter.CountAsync(buyer, HttpMethod.Get, $"/sales/carts/{buyer.UserId}"));
        await (await buyer.PostAsync($"/sales/carts/{buyer.UserId}/items/{products[100]}"))
            .ShouldRejectFieldAsync("product_id");
    }

    [Fact]
    public async Task All_carts_are_paged_for_an_admin()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var buyers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Shop.SignUpAsync()));
        foreach (var buyer in buyers)
            await buyer.FillCartAsync((ball, 1));
        var admin = await Shop.AdminAsync();
        var seen = new List<long>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await admin.ReadAsync($"/sales/carts?limit=2{cursor}");
            Assert.Equal(5, page.Count("total"));
            seen.AddRange(page.Items().Select(cart => cart.Id("user_id")));
            cursor = page.GetProperty("next_cursor").GetString() is { } next ? $"&cursor={next}" : null;
        }
        Assert.Equal(buyers.Select(buyer => buyer.UserId), seen);
    }
}
