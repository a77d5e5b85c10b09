namespace PetShop.IntegrationTests.Products;

public sealed class ProductDeletionTests : ShopTest
{
    [Fact]
    public async Task What_was_never_ordered_is_removed_from_carts_too()
    {
        var id = await Shop.Catalogue.AddProductAsync();
        var buyer = await Shop.SignUpAsync();
        await buyer.FillCartAsync((id, 2));
        var admin = await Shop.AdminAsync();
        await (await admin.DeleteAsync($"/products/{id}")).ShouldBeAsync(HttpStatusCode.NoContent);
        await (await admin.GetAsync($"/products/{id}")).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        Assert.Empty((await buyer.CartAsync()).Items());
        Assert.Equal(0, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM products"));
    }

    [Fact]
    public async Task What_was_ordered_is_archived_and_its_orders_stay_whole()
    {
        var id = await Shop.Catalogue.AddProductAsync(name: "Old Rope");
        var buyer = await Shop.SignUpAsync();
        await buyer.OrderAsync((id, 1));
        var admin = await Shop.AdminAsync();
        await (await admin.DeleteAsync($"/products/{id}")).ShouldBeAsync(HttpStatusCode.NoContent);
        await (await Shop.Anyone.GetAsync($"/products/{id}")).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        Assert.Empty((await (await Shop.Anyone.GetAsync("/products")).ShouldBeAsync(HttpStatusCode.OK)).Items());
        Assert.False((await Shop.Catalogue.ReadAsync(id)).GetProperty("is_active").GetBoolean());
        Assert.Equal("Old Rope", (await buyer.OrdersAsync()).Single().Items().Single().Text("product_name"));
        await (await buyer.CheckOutAsync((id, 1))).ShouldBeProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task What_is_archived_can_be_sold_again()
    {
        var id = await Shop.Catalogue.AddProductAsync();
        await (await Shop.SignUpAsync()).OrderAsync((id, 1));
        var admin = await Shop.AdminAsync();
        await admin.DeleteAsync($"/products/{id}");
        await (await admin.PatchAsync($"/products/{id}", new { is_active = true })).ShouldBeAsync(HttpStatusCode.OK);
        await Shop.Catalogue.PublicAsync(id);
        Assert.True(await Shop.Database.ReadAsync<bool>("SELECT archived_at IS NULL FROM products"));
    }

    [Fact]
    public async Task A_removal_never_gets_in_the_way_of_carts_that_have_the_product()
    {
        var admin = await Shop.AdminAsync();
        var buyers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Shop.SignUpAsync()));
        var other = await Shop.Catalogue.AddProductAsync(stock: 1000);
        for (var round = 0; round < 10; round++)
        {
            var id = await Shop.Catalogue.AddProductAsync(stock: 1000);
            foreach (var buyer in buyers)
                await buyer.FillCartAsync((other, 1), (id, 1));
            var removal = admin.DeleteAsync($"/products/{id}");
            var (emptied, ordered, set) = (buyers[0].DeleteAsync($"/sales/carts/{buyers[0].UserId}"),
                buyers[1].CheckOutCartAsync(),
                buyers[2].PutAsync($"/sales/carts/{buyers[2].UserId}/items/{id}", new { quantity = 2 }));
            await (await removal).ShouldBeAsync(HttpStatusCode.NoContent);
            await (await emptied).ShouldBeAsync(HttpStatusCode.NoContent);
            // with the product or, after its removal, without
            await (await ordered).ShouldBeAsync(HttpStatusCode.Created);
            Assert.True((await set).StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest,
                await (await set).Content.ReadAsStringAsync());
        }
        Assert.DoesNotContain(Shop.Node.Log.Lines,
            line => line.Contains("conflicted with another transaction", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_order_and_a_removal_at_once_never_leave_half_of_either()
    {
        var admin = await Shop.AdminAsync();
        var buyer = await Shop.SignUpAsync();
        for (var round = 0; round < 10; round++)
        {
            var id = await Shop.Catalogue.AddProductAsync();
            var order = buyer.CheckOutAsync((id, 1));
            var removal = admin.DeleteAsync($"/products/{id}");
            await (await removal).ShouldBeAsync(HttpStatusCode.NoContent);
            var isOrdered = (await order).StatusCode == HttpStatusCode.Created;
            Assert.True(isOrdered || (int)(await order).StatusCode is 400 or 409,
                await (await order).Content.ReadAsStringAsync());
            Assert.Equal(isOrdered ? 1 : 0,
                await Shop.Database.ReadAsync<long>("SELECT count(*) FROM products WHERE id = $1", id));
        }
    }
}
