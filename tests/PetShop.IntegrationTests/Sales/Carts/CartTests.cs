using System.Text.Json;

namespace PetShop.IntegrationTests.Sales.Carts;

public sealed class CartTests : ShopTest
{
    [Fact]
    public async Task An_account_without_a_cart_gets_an_empty_one()
    {
        var buyer = await Shop.SignUpAsync();
        var cart = await buyer.CartAsync();
        Assert.Equal((buyer.UserId, 0, 0m, "EUR"),
            (cart.Id("user_id"), cart.Count("item_count"), cart.Money("total"), cart.Text("currency")));
        Assert.Empty(cart.Items());
        Assert.Equal(cart.GetRawText(), Assert.Single((await buyer.ReadAsync("/sales/carts")).Items()).GetRawText());
    }

    [Fact]
    public async Task A_cart_is_set_replaced_and_emptied()
    {
        var (ball, bowl) = (await Shop.Catalogue.AddProductAsync(price: 5m),
            await Shop.Catalogue.AddProductAsync(price: 7.5m, stock: 3));
        var buyer = await Shop.SignUpAsync();
        var cart = await buyer.FillCartAsync((ball, 2), (bowl, 1));
        Assert.Equal([(ball, 2, 5m, 10m, "in_stock"), (bowl, 1, 7.5m, 7.5m, "low_stock")],
            cart.Items()
                .Select(line => (line.Id("product_id"), line.Count("quantity"), line.Money("price"),
                    line.Money("amount"), line.Text("availability"))));
        Assert.Equal((3, 17.5m), (cart.Count("item_count"), cart.Money("total")));
        cart = await (await buyer.PutAsync($"/sales/carts/{buyer.UserId}", Lines((bowl, 2))))
            .ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal([(bowl, 2)], Quantities(cart));
        Assert.Equal(cart.GetRawText(), (await buyer.CartAsync()).GetRawText());
        var all = await (await Shop.AdminAsync()).ReadAsync("/sales/carts");
        Assert.Equal(cart.GetRawText(), Assert.Single(all.Items()).GetRawText());
        await (await buyer.DeleteAsync($"/sales/carts/{buyer.UserId}")).ShouldBeAsync(HttpStatusCode.NoContent);
        await (await buyer.DeleteAsync($"/sales/carts/{buyer.UserId}")).ShouldBeAsync(HttpStatusCode.NoContent);
        Assert.Empty((await buyer.CartAsync()).Items());
    }

    [Fact]
    public async Task Lines_are_added_set_and_removed()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 100);
        var buyer = await Shop.SignUpAsync();
        var line = $"/sales/carts/{buyer.UserId}/items/{ball}";
        Assert.Equal([(ball, 1)], Quantities(await (await buyer.PostAsync(line)).ShouldBeAsync(HttpStatusCode.OK)));
        Assert.Equal(
            [(ball, 2)], Quantities(await (await buyer.PostAsync(line, new { })).ShouldBeAsync(HttpStatusCode.OK)));
        Assert.Equal([(ball, 100)],
            Quantities(await (await buyer.PostAsync(line, new { quantity = 98 })).ShouldBeAsync(HttpStatusCode.OK)));
        await (await buyer.PostAsync(line)).ShouldRejectFieldAsync("quantity");
        Assert.Equal([(ball, 7)],
            Quantities(await (await buyer.PutAsync(line, new { quantity = 7 })).ShouldBeAsync(HttpStatusCode.OK)));
        await (await buyer.PutAsync(line, new { quantity = 101 })).ShouldRejectFieldAsync("quantity");
        await (await buyer.PutAsync(line, new { })).ShouldRejectFieldAsync("quantity");
        Assert.Empty(
            (await (await buyer.PutAsync(line, new { quantity = 0 })).ShouldBeAsync(HttpStatusCode.OK)).Items());
        Assert.Equal([(ball, 3)],
            Quantities(await (await buyer.PutAsync(line, new { quantity = 3 })).ShouldBeAsync(HttpStatusCode.OK)));
        await (await buyer.DeleteAsync(line)).ShouldBeAsync(HttpStatusCode.NoContent);
        await (await buyer.DeleteAsync(line)).ShouldBeProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Products_not_on_sale_are_refused_and_named()
    {
        var (ball, hidden) =
            (await Shop.Catalogue.AddProductAsync(), await Shop.Catalogue.AddProductAsync(isActive: false));
        var buyer = await Shop.SignUpAsync();
        await (await buyer.PostAsync("/sales/carts", Lines((ball, 1), (hidden, 1), (999_999, 1))))
            .ShouldRejectFieldAsync("items[1].product_id", "items[2].product_id");
        await (await buyer.PostAsync($"/sales/carts/{buyer.UserId}/items/{hidden}"))
            .ShouldRejectFieldAsync("product_id");
        await (await buyer.PutAsync($"/sales/carts/{buyer.UserId}/items/999999", new { quantity = 1 }))
            .ShouldRejectFieldAsync("product_id");
        await (await buyer.PostAsync("/sales/carts", Lines((ball, 1), (ball, 2))))
            .ShouldRejectFieldAsync("items[1].product_id");
        await (await buyer.PostAsync("/sales/carts", Lines())).ShouldRejectFieldAsync("items");
        await (await buyer.PostAsync("/sales/carts", new { })).ShouldRejectFieldAsync("items");
        Assert.Empty((await buyer.CartAsync()).Items());
    }

    [Fact]
    public async Task Changes_of_price_or_stock_are_reported_and_prices_are_current()
    {
        var ball = await Shop.Catalogue.AddProductAsync(price: 5m, stock: 10);
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        Assert.Empty(
            Assert.Single((await buyer.FillCartAsync((ball, 4))).Items()).GetProperty("notices").EnumerateArray());
        await (await admin.PutAsync($"/products/{ball}", new { price = 6.5m })).ShouldBeAsync(HttpStatusCode.OK);
        await (await admin.PutAsync($"/products/{ball}/stock", new { quantity = 3, expected = 10 }))
            .ShouldBeAsync(HttpStatusCode.OK);
        var cart = await buyer.CartAsync();
        Assert.Equal(26m, cart.Money("total"));
        Assert.Equal(["price_changed", "insufficient_stock"], Codes(Assert.Single(cart.Items())));
        Assert.Equal(["checkout_blocked"], Codes(cart));
        await (await admin.PutAsync($"/products/{ball}", new { is_active = false })).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(["unavailable"], Codes(Assert.Single((await buyer.CartAsync()).Items())));
        await (await buyer.CheckOutCartAsync()).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "product-not-on-sale");
    }

    [Fact]
    public async Task Another_users_cart_is_inaccessible()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var (buyer, other, admin) = (await Shop.SignUpAsync(), await Shop.SignUpAsync(), await Shop.AdminAsync());
        await buyer.FillCartAsync((ball, 1));
        var cart = $"/sales/carts/{buyer.UserId}";
        foreach (var answer in new[]
        {
            await other.GetAsync(cart), await other.PutAsync(cart, Lines((ball, 1))), await other.DeleteAsync(cart),
            await other.PostAsync($"{cart}/items/{ball}"),
            await other.PutAsync($"{cart}/items/{ball}", new { quantity = 1 }),
            await other.DeleteAsync($"{cart}/items/{ball}"),
            await other.PostAsync("/sales/carts",
                new { user_id = buyer.UserId, items = new[] { new { product_id = ball, quantity = 1 } } }),
        })
            await answer.ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        Assert.Equal([(ball, 2)],
            Quantities(await (await admin.PostAsync($"{cart}/items/{ball}")).ShouldBeAsync(HttpStatusCode.OK)));
        await (await admin.PostAsync("/sales/carts/999999/items/" + ball))
            .ShouldBeProblemAsync(HttpStatusCode.NotFound);
        await (await admin.GetAsync("/sales/carts/999999")).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        Assert.Empty((await admin.ReadAsync($"/sales/carts/{other.UserId}")).Items());
        await (await admin.PutAsync(
            cart, new { user_id = other.UserId, items = new[] { new { product_id = ball, quantity = 1 } } }))
            .ShouldRejectFieldAsync("user_id");
        await (await admin.PostAsync(
            "/sales/carts", new { user_id = 999_999, items = new[] { new { product_id = ball, quantity = 1 } } }))
            .ShouldRejectFieldAsync("user_id");
        Assert.Equal(buyer.UserId, Assert.Single((await admin.ReadAsync("/sales/carts")).Items()).Id("user_id"));
    }

    private static object Lines(params (long ProductId, int Quantity)[] lines) =>
        new { items = lines.Select(line => new { product_id = line.ProductId, quantity = line.Quantity }).ToArray() };

    private static IEnumerable<(long, int)> Quantities(JsonElement cart) =>
        cart.Items().Select(line => (line.Id("product_id"), line.Count("quantity")));

    private static IEnumerable<string> Codes(JsonElement noticed) =>
        noticed.GetProperty("notices").EnumerateArray().Select(notice => notice.Text("code"));
}
