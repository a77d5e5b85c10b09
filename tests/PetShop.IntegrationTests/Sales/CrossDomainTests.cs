using PetShop.Api.Core.Database;
using PetShop.IntegrationTests.Core.Observability;

namespace PetShop.IntegrationTests.Sales;

/// <summary>What products and accounts need from sales.</summary>
public sealed class CrossDomainTests : ShopTest
{
    [Fact]
    public async Task A_product_that_was_sold_stays_on_its_orders_and_one_that_was_not_leaves_the_carts()
    {
        var (sold, unsold) =
            (await Shop.Catalogue.AddProductAsync(name: "Sold"), await Shop.Catalogue.AddProductAsync());
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = await buyer.OrderAsync((sold, 1));
        await buyer.FillCartAsync((unsold, 1));
        await (await admin.DeleteAsync($"/products/{sold}")).ShouldBeAsync(HttpStatusCode.NoContent);
        await (await admin.DeleteAsync($"/products/{unsold}")).ShouldBeAsync(HttpStatusCode.NoContent);
        Assert.Empty((await buyer.CartAsync()).Items());
        Assert.Equal("Sold", (await buyer.ReadAsync($"/sales/orders/{order.Id()}")).Items()[0].Text("product_name"));
        await (await (await Shop.SignUpAsync()).CheckOutAsync((sold, 1))).ShouldRejectFieldAsync("items[0].product_id");
        await (await buyer.PostAsync($"/sales/orders/{order.Id()}/cancel")).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_closed_account_leaves_its_orders_and_no_cart()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = await buyer.OrderAsync((ball, 1));
        await buyer.FillCartAsync((ball, 1));
        await (await buyer.DeleteAsync($"/auth/users/{buyer.UserId}")).ShouldBeAsync(HttpStatusCode.NoContent);
        Assert.Equal(0, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM carts"));
        Assert.Equal(buyer.UserId, (await admin.ReadAsync($"/sales/orders/{order.Id()}")).Id("user_id"));
    }

    [Fact]
    public async Task A_missing_partition_makes_the_shop_unready_and_the_job_makes_it()
    {
        await Shop.Database.ExecuteAsync("DROP TABLE order_events_" + Shop.Clock.GetUtcNow()
            .ToString("yyyy_MM", System.Globalization.CultureInfo.InvariantCulture));
        var problem = await (await Shop.Node.WhenReadyIsAsync(HttpStatusCode.ServiceUnavailable))
            .ShouldBeAsync(HttpStatusCode.ServiceUnavailable);
        Assert.Contains("order_events_", problem.GetRawText(), StringComparison.Ordinal);
        await Shop.RunJobAsync<PartitionJob>();
        await Shop.Node.WhenReadyIsAsync(HttpStatusCode.OK);
    }
}
