namespace PetShop.IntegrationTests.Sales.Orders;

public sealed class OrderStatusTests : ShopTest
{
    [Fact]
    public async Task An_order_follows_only_the_allowed_transitions()
    {
        var (buyer, admin, id) = await OrderAsync();
        var refused = await (await admin.PatchAsync($"/sales/orders/{id}/status", new { status = "shipped" }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "status-not-allowed");
        Assert.Equal(["confirmed", "cancelled"],
            refused.GetProperty("allowed").EnumerateArray().Select(status => status.GetString()));
        Assert.Contains("confirmed, cancelled", refused.Text("detail"), StringComparison.Ordinal);
        await admin.DeliverAsync(id);
        Assert.Equal("delivered", await buyer.StatusAsync($"/sales/orders/{id}"));
        await (await admin.PatchAsync($"/sales/orders/{id}/status", new { status = "cancelled" }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "status-not-allowed");
        await (await admin.PatchAsync($"/sales/orders/{id}/status", new { status = "lost" }))
            .ShouldRejectFieldAsync("status");
    }

    [Fact]
    public async Task A_PUT_with_the_status_it_has_changes_nothing()
    {
        var buyer = await Shop.SignUpAsync();
        var order = await buyer.OrderAsync((await Shop.Catalogue.AddProductAsync(), 1));
        await (await (await Shop.AdminAsync()).PutAsync($"/sales/orders/{order.Id()}", new { status = "pending" }))
            .ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(order.GetRawText(), (await buyer.ReadAsync($"/sales/orders/{order.Id()}")).GetRawText());
    }

    [Fact]
    public async Task An_admin_changes_what_is_sent_and_nothing_else()
    {
        var (_, admin, id) = await OrderAsync();
        var order = await (await admin.PutAsync($"/sales/orders/{id}",
            new { shipping_address = "2 Cattery Close", estimated_delivery = "2030-01-31T13:00:00+01:00" }))
            .ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(("2 Cattery Close", "2030-01-31T12:00:00Z", "pending"),
            (order.Text("shipping_address"), order.Text("estimated_delivery"), order.Text("status")));
        order = await (await admin.PutAsync($"/sales/orders/{id}",
            new { status = "confirmed", estimated_delivery = (string?)null })).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(("confirmed", "2 Cattery Close"), (order.Text("status"), order.Text("shipping_address")));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, order.GetProperty("estimated_delivery").ValueKind);
        await (await admin.PutAsync(
            $"/sales/orders/{id}", new { status = (string?)null, shipping_address = (string?)null }))
            .ShouldRejectFieldAsync("status", "shipping_address");
        await (await admin.PutAsync($"/sales/orders/{id}", new { total_amount = 1 }))
            .ShouldRejectFieldAsync("total_amount");
        await admin.MoveOrderAsync(id, "processing", "shipped");
        await (await admin.PutAsync($"/sales/orders/{id}", new { shipping_address = "3 Kennel Lane" }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "order-shipped");
    }

    [Fact]
    public async Task A_stale_edit_is_refused()
    {
        var (_, admin, id) = await OrderAsync();
        var tag = (await admin.GetAsync($"/sales/orders/{id}")).Headers.ETag!.ToString();
        await (await admin.PutAsync($"/sales/orders/{id}", new { status = "confirmed" }, tag))
            .ShouldBeAsync(HttpStatusCode.OK);
        await (await admin.PutAsync($"/sales/orders/{id}", new { status = "processing" }, tag))
            .ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed);
        await (await admin.PatchAsync($"/sales/orders/{id}/status", new { status = "processing" }, "\"v99\""))
            .ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed);
        Assert.Equal("confirmed", await admin.StatusAsync($"/sales/orders/{id}"));
    }

    [Fact]
    public async Task Of_many_cancellations_at_once_one_wins_and_stock_comes_back_once()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 10);
        var buyer = await Shop.SignUpAsync();
        var (order, invoice) = await buyer.BuyAsync((ball, 4));
        var admin = await Shop.AdminAsync();
        var answers = await SalesSteps.AtOnceAsync(20, i => i % 2 == 0
            ? buyer.PostAsync($"/sales/orders/{order.Id()}/cancel")
            : admin.PatchAsync($"/sales/orders/{order.Id()}/status", new { status = "cancelled" }));
        Assert.Equal((1, 19), (answers.CountOf(HttpStatusCode.OK), answers.CountOf(HttpStatusCode.Conflict)));
        Assert.Equal(10, await Shop.Catalogue.StockOfAsync(ball));
        Assert.Equal("cancelled", await buyer.StatusAsync($"/sales/orders/{order.Id()}"));
        Assert.Equal("void", await buyer.StatusAsync($"/sales/invoices/{invoice.Id()}"));
    }

    [Fact]
    public async Task Cancelling_refunds_what_was_paid()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var buyer = await Shop.SignUpAsync();
        var (order, invoice) = await buyer.BuyAsync((ball, 1));
        await (await (await Shop.AdminAsync())
            .PatchAsync($"/sales/invoices/{invoice.Id()}/status",
                new { status = "paid" })).ShouldBeAsync(HttpStatusCode.OK);
        await (await buyer.PostAsync($"/sales/orders/{order.Id()}/cancel")).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal("refunded", await buyer.StatusAsync($"/sales/invoices/{invoice.Id()}"));
    }

    [Fact]
    public async Task A_shipped_order_cannot_be_cancelled()
    {
        var (buyer, admin, id) = await OrderAsync();
        await admin.MoveOrderAsync(id, "confirmed", "processing", "shipped");
        await (await buyer.PostAsync($"/sales/orders/{id}/cancel"))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "status-not-allowed");
    }

    [Fact]
    public async Task Another_users_order_is_inaccessible()
    {
        var (buyer, _, id) = await OrderAsync();
        var other = await Shop.SignUpAsync();
        await (await other.GetAsync($"/sales/orders/{id}")).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await (await other.PostAsync($"/sales/orders/{id}/cancel")).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await (await buyer.PutAsync($"/sales/orders/{id}", new { status = "delivered" }))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await (await buyer.DeleteAsync($"/sales/orders/{id}")).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await (await buyer.GetAsync("/sales/orders/1")).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        await (await buyer.PostAsync("/sales/orders/1/cancel")).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        await (await Shop.Anyone.GetAsync($"/sales/orders/{id}")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
    }

    private async Task<(Buyer, Admin, long)> OrderAsync()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var buyer = await Shop.SignUpAsync();
        return (buyer, await Shop.AdminAsync(), (await buyer.OrderAsync((ball, 1))).Id());
    }
}
