using PetShop.Api.Products.Services.Search;
using PetShop.IntegrationTests.Core.Cache;
using PetShop.IntegrationTests.Core.Database;
using PetShop.IntegrationTests.Sales;

namespace PetShop.IntegrationTests.Products;

/// <summary>
/// A sale and an edit of a product's text never wait for each other. A wait would end with a timeout.
/// </summary>
public sealed class StockAndTextTests : ShopTest
{
    private const string Edit =
        "UPDATE products SET name = 'Longer Rope', price = 7, sku = 'ROPE-9', version = version + 1 WHERE id = $1";
    private const string Sale = "UPDATE product_stock SET quantity = quantity - 1 WHERE product_id = $1";
    private Admin _admin = null!;
    private Buyer _buyer = null!;
    private long _id;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        (_admin, _buyer) = (await Shop.AdminAsync(), await Shop.SignUpAsync());
        _id = await Shop.Catalogue.AddProductAsync(stock: 3);
    }

    [Fact]
    public async Task An_edit_that_is_not_committed_holds_up_no_sale()
    {
        await _buyer.FillCartAsync((_id, 1));
        await using (await HoldAsync(Edit))
        {
            await _buyer.OrderAsync((_id, 1));
            await (await _buyer.PostAsync($"/sales/carts/{_buyer.UserId}/items/{_id}"))
                .ShouldBeAsync(HttpStatusCode.OK);
            // the last units: the product is sold out
            var last = await (await _buyer.CheckOutCartAsync()).ShouldBeAsync(HttpStatusCode.Created);
            await (await _buyer.PostAsync($"/sales/orders/{last.GetProperty("order").Id()}/cancel"))
                .ShouldBeAsync(HttpStatusCode.OK);
        }
        Assert.Equal(2, await Shop.Catalogue.StockOfAsync(_id));
    }

    [Fact]
    public async Task A_batch_of_the_search_job_that_is_not_committed_holds_up_no_sale_of_the_last_units_and_no_edit()
    {
        await using (await HoldAsync("SELECT FROM product_search WHERE product_id = $1 FOR NO KEY UPDATE",
            "SELECT FROM categories FOR UPDATE"))
        {
            await _buyer.OrderAsync((_id, 3));
            await (await _admin.PatchAsync($"/products/{_id}", new { name = "Longer Rope" }))
                .ShouldBeAsync(HttpStatusCode.OK);
            Assert.Equal("out_of_stock", (await Shop.Catalogue.PublicAsync(_id)).Text("availability"));
        }
        await Shop.RunJobAsync<SearchReindexJob>();
        Assert.Equal(
            [_id], (await Shop.Anyone.ReadAsync("/products?in_stock=false&q=longer")).Items().Select(p => p.Id()));
    }

    [Fact]
    public async Task A_sale_that_is_not_committed_holds_up_no_edit()
    {
        await using (await HoldAsync("SELECT FROM products WHERE id = $1 FOR KEY SHARE", Sale))
        {
            var edit = new
            {
                name = "Longer Rope",
                description = "Longer.", price = 7, sku = "ROPE-9", category = "beds", brand = "Knotty", cost = 1
            };
            await (await _admin.PatchAsync($"/products/{_id}", edit)).ShouldBeAsync(HttpStatusCode.OK);
        }
        var product = await Shop.Catalogue.PublicAsync(_id);
        Assert.Equal(("Longer Rope", 2), (product.Text("name"), product.Count("stock_quantity")));
    }

    [Fact]
    public async Task Who_waits_for_a_sale_holds_up_no_edit()
    {
        Task<HttpResponseMessage> count, hiding;
        await using (await HoldAsync("SELECT FROM products WHERE id = $1 FOR KEY SHARE", Sale))
        {
            count = _admin.PutAsync($"/products/{_id}/stock", new { quantity = 9, expected = 2 });
            await Shop.Database.WaitersAsync(1);
            hiding = _admin.PatchAsync($"/products/{_id}", new { is_active = false });
            await Shop.Database.WaitersAsync(2);
            await (await _admin.PatchAsync($"/products/{_id}", new { name = "Longer Rope" }))
                .ShouldBeAsync(HttpStatusCode.OK);
        }
        await (await count).ShouldBeAsync(HttpStatusCode.OK);
        await (await hiding).ShouldBeAsync(HttpStatusCode.OK);
        var product = await Shop.Catalogue.ReadAsync(_id);
        Assert.Equal(("Longer Rope", 9, false),
            (product.Text("name"), product.Count("stock_quantity"), product.GetProperty("is_active").GetBoolean()));
        Assert.False(
            await Shop.Database.ReadAsync<bool>("SELECT sellable FROM product_stock WHERE product_id = $1", _id));
    }

    [Fact]
    public async Task An_edit_that_leaves_is_active_as_it_is_waits_for_no_sale()
    {
        await using (await HoldAsync("SELECT FROM products WHERE id = $1 FOR KEY SHARE", Sale))
        {
            var edit = await _admin.PatchAsync($"/products/{_id}", new { name = "Longer Rope", is_active = true });
            await edit.ShouldBeAsync(HttpStatusCode.OK);
        }
        Assert.Equal("Longer Rope", (await Shop.Catalogue.PublicAsync(_id)).Text("name"));
    }

    [Fact]
    public async Task Who_finds_the_product_hidden_meanwhile_lets_go_of_it_and_waits_for_the_sale_first()
    {
        Task<HttpResponseMessage> showing;
        await using (await HoldAsync(Sale))
        {
            await using (await HoldAsync("UPDATE products SET is_active = false WHERE id = $1"))
            {
                showing = _admin.PatchAsync($"/products/{_id}", new { is_active = true });
                await Shop.Database.WaitersAsync(1);
            }
            await Eventually.TrueAsync(async () => await Shop.Database.ReadAsync<long>("""
                SELECT count(*) FROM pg_stat_activity
                WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%product_stock%'
                """) == 1, "it waits for the sale");
            var edit = await _admin.PatchAsync($"/products/{_id}", new { name = "Longer Rope" });
            await edit.ShouldBeAsync(HttpStatusCode.OK);
        }
        await (await showing).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal("Longer Rope", (await Shop.Catalogue.PublicAsync(_id)).Text("name"));
        Assert.True(await Shop.Database.ReadAsync<bool>("SELECT sellable FROM product_stock"));
    }

    [Fact]
    public async Task Who_archives_a_product_and_waits_for_a_sale_holds_up_no_edit()
    {
        await _buyer.OrderAsync((_id, 1));
        Task<HttpResponseMessage> removal;
        await using (await HoldAsync(Sale))
        {
            removal = _admin.DeleteAsync($"/products/{_id}");
            await Shop.Database.WaitersAsync(1);
            var edit = await _admin.PatchAsync($"/products/{_id}", new { name = "Longer Rope" });
            await edit.ShouldBeAsync(HttpStatusCode.OK);
        }
        await (await removal).ShouldBeAsync(HttpStatusCode.NoContent);
        Assert.Equal(1, await Shop.Catalogue.StockOfAsync(_id));
        Assert.True(await Shop.Database.ReadAsync<bool>("SELECT archived_at IS NOT NULL FROM products"));
    }

    [Fact]
    public async Task Hiding_and_removing_one_product_at_once_never_deadlocks()
    {
        for (var round = 0; round < 15; round++)
        {
            var id = await Shop.Catalogue.AddProductAsync();
            var (order, hiding) =
                (_buyer.CheckOutAsync((id, 1)), _admin.PatchAsync($"/products/{id}", new { is_active = false }));
            var (count, removal) = (_admin.PutAsync($"/products/{id}/stock", new { quantity = 5, expected = 10 }),
                _admin.DeleteAsync($"/products/{id}"));
            Assert.All(await Task.WhenAll(order, hiding, count, removal),
                answer => Assert.True((int)answer.StatusCode < 500));
        }
        Assert.DoesNotContain(Shop.Node.Log.Lines,
            line => line.Contains("conflicted with another transaction", StringComparison.Ordinal));
    }

    private Task<IAsyncDisposable> HoldAsync(params string[] statements) =>
        Shop.Database.OpenTransactionAsync(
            [.. statements.Select(statement => statement.Replace("$1", $"{_id}", StringComparison.Ordinal))]);
}
