using PetShop.IntegrationTests.Core.Database;

namespace PetShop.IntegrationTests.Sales.Orders;

/// <summary>Checkouts while a product or the account goes away.</summary>
public sealed class CheckoutConcurrencyTests : ShopTest
{
    private const string Remove = """
        WITH stock AS (DELETE FROM product_stock WHERE product_id = $1),
            entry AS (DELETE FROM product_search WHERE product_id = $1) DELETE FROM products WHERE id = $1
        """;

    [Fact]
    public async Task Nothing_is_ordered_or_put_aside_for_a_closed_account()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        await (await buyer.DeleteAsync($"/auth/users/{buyer.UserId}")).ShouldBeAsync(HttpStatusCode.NoContent);
        var items = new[] { new { product_id = ball, quantity = 1 } };
        await (await admin.PostAsync(
            "/sales/orders", new { user_id = buyer.UserId, items, shipping_address = SalesSteps.Address }))
            .ShouldRejectFieldAsync("user_id");
        await (await admin.PutAsync($"/sales/carts/{buyer.UserId}", new { items }))
            .ShouldBeProblemAsync(HttpStatusCode.NotFound);
        await (await admin.PostAsync($"/sales/carts/{buyer.UserId}/items/{ball}", new { }))
            .ShouldBeProblemAsync(HttpStatusCode.NotFound);
        Assert.Equal(10, await Shop.Catalogue.StockOfAsync(ball));
    }

    [Fact]
    public async Task What_is_archived_at_the_same_moment_is_not_sold()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var buyer = await Shop.SignUpAsync();
        const string archive = """
            WITH stock AS (UPDATE product_stock SET sellable = false WHERE product_id = $1) UPDATE products
            SET is_active = false WHERE id = $1
            """;
        // it saw it on sale
        var order = await Shop.Database.DuringAsync(archive, ball, () => buyer.CheckOutAsync((ball, 1)));
        await order.ShouldBeProblemAsync(HttpStatusCode.Conflict, "insufficient-stock");
        Assert.Equal(10, await Shop.Catalogue.StockOfAsync(ball));
    }

    [Fact]
    public async Task What_is_removed_at_the_same_moment_is_named()
    {
        var (ball, rope) = (await Shop.Catalogue.AddProductAsync(), await Shop.Catalogue.AddProductAsync());
        var buyer = await Shop.SignUpAsync();
        var order = await Shop.Database.DuringAsync(Remove, ball, () => buyer.CheckOutAsync((rope, 1), (ball, 1)));
        await order.ShouldRejectFieldAsync("items[1].product_id");
        Assert.Equal(10, await Shop.Catalogue.StockOfAsync(rope));
    }

    [Fact]
    public async Task An_account_that_is_closed_at_the_same_moment_gets_no_order_and_no_cart()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var buyer = await Shop.SignUpAsync();
        const string close = "UPDATE users SET closed_at = now() WHERE id = $1";
        await (await Shop.Database.DuringAsync(close, buyer.UserId, () => buyer.CheckOutAsync((ball, 1))))
            .ShouldBeProblemAsync(HttpStatusCode.NotFound);
        await Shop.Database.ExecuteAsync("UPDATE users SET closed_at = NULL WHERE id = $1", buyer.UserId);
        await (await Shop.Database.DuringAsync(
            close, buyer.UserId, () => buyer.PostAsync($"/sales/carts/{buyer.UserId}/items/{ball}", new { })))
            .ShouldBeProblemAsync(HttpStatusCode.NotFound);
        Assert.Equal(10, await Shop.Catalogue.StockOfAsync(ball));
        Assert.Equal(
            0L, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM carts WHERE user_id = $1", buyer.UserId));
    }
}
