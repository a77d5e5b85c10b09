namespace PetShop.IntegrationTests.Sales.Returns;

public sealed class ReturnTests : ShopTest
{
    [Fact]
    public async Task A_return_is_requested_approved_and_processed_and_goods_go_back_once()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 10, price: 4.95m);
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = await buyer.BuyDeliveredAsync(admin, (ball, 3));
        var answer = await buyer.PostAsync("/sales/returns", SalesSteps.Return(order, (ball, 2)));
        var request = await answer.ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal($"/sales/returns/{request.Id()}", answer.Headers.Location!.ToString());
        Assert.Equal(("requested", 9.90m, "EUR"),
            (request.Text("status"), request.Money("total_refund"), request.Text("currency")));
        Assert.Equal((ball, 2, "Too small.", 9.90m), request.Items()
            .Select(l => (l.Id("product_id"), l.Count("quantity"), l.Text("reason"), l.Money("refund_amount")))
            .Single());
        var status = $"/sales/returns/{request.Id()}/status";
        await (await admin.PatchAsync(status, new { status = "processed" }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "status-not-allowed");
        await (await admin.PatchAsync(status, new { status = "approved", restock = true }))
            .ShouldRejectFieldAsync("restock");
        await (await admin.PatchAsync(status, new { status = "approved" })).ShouldBeAsync(HttpStatusCode.OK);
        var answers = await SalesSteps.AtOnceAsync(
            10, _ => admin.PatchAsync(status, new { status = "processed", restock = true }));
        Assert.Equal((1, 9), (answers.CountOf(HttpStatusCode.OK), answers.CountOf(HttpStatusCode.Conflict)));
        Assert.Equal(9, await Shop.Catalogue.StockOfAsync(ball));
        Assert.Equal("processed", await buyer.StatusAsync($"/sales/returns/{request.Id()}"));
    }

    [Fact]
    public async Task Concurrent_returns_never_exceed_what_was_bought()
    {
        var (ball, bowl) = (await Shop.Catalogue.AddProductAsync(price: 3.33m), await Shop.Catalogue.AddProductAsync());
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = await buyer.BuyDeliveredAsync(admin, (ball, 7), (bowl, 1));
        var answers = await SalesSteps.AtOnceAsync(
            20, _ => buyer.PostAsync("/sales/returns", SalesSteps.Return(order, (ball, 2))));
        Assert.Equal((3, 17), (answers.CountOf(HttpStatusCode.Created), answers.CountOf(HttpStatusCode.Conflict)));
        var problem = await answers.First(answer => answer.StatusCode == HttpStatusCode.Conflict)
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "return-exceeds-order");
        Assert.Equal((ball, 2, 1), problem.Items()
            .Select(line => (line.Id("product_id"), line.Count("requested"), line.Count("returnable"))).Single());
        await (await buyer.PostAsync("/sales/returns", SalesSteps.Return(order, (ball, 1))))
            .ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal(7 * 3.33m, await Shop.Database.ReadAsync<decimal>("SELECT sum(total_refund) FROM returns"));
    }

    [Fact]
    public async Task Lines_of_one_product_are_checked_by_their_sum()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = await buyer.BuyDeliveredAsync(admin, (ball, 3));
        await (await buyer.PostAsync("/sales/returns", SalesSteps.Return(order, (ball, 2), (ball, 2))))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "return-exceeds-order");
        await (await buyer.PostAsync("/sales/returns", SalesSteps.Return(order, (ball, 2), (ball, 1))))
            .ShouldBeAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task What_was_rejected_or_taken_back_can_be_returned_again()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = await buyer.BuyDeliveredAsync(admin, (ball, 1));
        var first = (await (await buyer.PostAsync("/sales/returns", SalesSteps.Return(order, (ball, 1))))
            .ShouldBeAsync(HttpStatusCode.Created)).Id();
        await (await admin.PatchAsync($"/sales/returns/{first}/status", new { status = "rejected" }))
            .ShouldBeAsync(HttpStatusCode.OK);
        await (await buyer.DeleteAsync($"/sales/returns/{first}"))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "return-under-way");
        var second = (await (await buyer.PostAsync("/sales/returns", SalesSteps.Return(order, (ball, 1))))
            .ShouldBeAsync(HttpStatusCode.Created)).Id();
        await (await buyer.DeleteAsync($"/sales/returns/{second}")).ShouldBeAsync(HttpStatusCode.NoContent);
        await (await buyer.DeleteAsync($"/sales/returns/{second}")).ShouldBeAsync(HttpStatusCode.NoContent);
        Assert.Equal("withdrawn", await buyer.StatusAsync($"/sales/returns/{second}"));
        await (await admin.PatchAsync($"/sales/returns/{second}/status", new { status = "approved" }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "status-not-allowed");
        await (await buyer.PostAsync("/sales/returns", SalesSteps.Return(order, (ball, 1))))
            .ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal(3, (await buyer.ReadAsync("/sales/returns")).Count("total"));
        Assert.Equal(second, Assert.Single((await buyer.ReadAsync("/sales/returns?status=withdrawn")).Items()).Id());
        Assert.Equal(first, Assert.Single((await admin.ReadAsync("/sales/returns?status=rejected")).Items()).Id());
    }

    [Fact]
    public async Task After_twenty_withdrawn_returns_of_an_order_only_an_admin_requests_one()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = await buyer.BuyDeliveredAsync(admin, (ball, 1));
        for (var i = 0; i < 20; i++)
            await (await buyer.DeleteAsync($"/sales/returns/{await buyer.AskReturnAsync(order, (ball, 1))}"))
                .ShouldBeAsync(HttpStatusCode.NoContent);
        await (await buyer.PostAsync("/sales/returns", SalesSteps.Return(order, (ball, 1))))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "return-withdrawn-too-often");
        await (await admin.PostAsync("/sales/returns", SalesSteps.Return(order, (ball, 1))))
            .ShouldBeAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task An_approved_return_is_processed_or_rejected_though_the_invoice_was_refunded_meanwhile()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 10, price: 10);
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = await buyer.BuyDeliveredAsync(admin, (ball, 3));
        var (came, lost) = (await buyer.AskReturnAsync(order, (ball, 2)), await buyer.AskReturnAsync(order, (ball, 1)));
        foreach (var id in new[] { came, lost })
            await admin.MoveReturnAsync(id, "approved");
        var invoice = (await buyer.ReadAsync($"/sales/orders/{order}")).Id("invoice_id");
        await (await admin.PatchAsync($"/sales/invoices/{invoice}/status", new { status = "refunded" }))
            .ShouldBeAsync(HttpStatusCode.OK);
        await (await admin.PatchAsync($"/sales/returns/{came}/status", new { status = "processed", restock = true }))
            .ShouldBeAsync(HttpStatusCode.OK);
        await admin.MoveReturnAsync(lost, "rejected");
        Assert.Equal(9, await Shop.Catalogue.StockOfAsync(ball));
        var refunds = (await buyer.ReadAsync($"/sales/orders/{order}/refunds")).Items();
        Assert.Equal(30, Assert.Single(refunds).Money("amount"));
    }

    [Fact]
    public async Task What_cannot_be_returned_is_refused_and_named()
    {
        var (ball, bowl) = (await Shop.Catalogue.AddProductAsync(), await Shop.Catalogue.AddProductAsync());
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = await buyer.OrderAsync((ball, 1));
        var pending = order.Id();
        await (await buyer.PostAsync("/sales/returns", SalesSteps.Return(pending, (ball, 1))))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "order-not-delivered");
        await admin.DeliverAsync(pending);
        await (await buyer.PostAsync("/sales/returns", SalesSteps.Return(pending, (ball, 1))))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "order-not-paid");
        await admin.PayAsync(order.Id("invoice_id"));
        await (await buyer.PostAsync("/sales/returns", SalesSteps.Return(pending, (ball, 1), (bowl, 1))))
            .ShouldRejectFieldAsync("items[1].product_id");
        await (await buyer.PostAsync("/sales/returns", SalesSteps.Return(1, (ball, 1))))
            .ShouldRejectFieldAsync("order_id");
        await (await buyer.PostAsync("/sales/returns", new
        {
            order_id = pending,
            items = new[] { new { product_id = ball, quantity = 1, reason = "x", refund_amount = 99 } }
        }))
            .ShouldRejectFieldAsync("items[0].refund_amount");
        await (await buyer.PostAsync("/sales/returns",
            new { order_id = pending, items = new[] { new { product_id = ball, quantity = 0, reason = " " } } }))
            .ShouldRejectFieldAsync("items[0].quantity", "items[0].reason");
    }

    [Fact]
    public async Task Another_users_order_and_return_are_inaccessible()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var (buyer, other, admin) = (await Shop.SignUpAsync(), await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = await buyer.BuyDeliveredAsync(admin, (ball, 2));
        await (await other.PostAsync("/sales/returns", SalesSteps.Return(order, (ball, 1))))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        var id = (await (await admin.PostAsync("/sales/returns", SalesSteps.Return(order, (ball, 1))))
            .ShouldBeAsync(HttpStatusCode.Created)).Id();
        Assert.Equal(buyer.UserId, (await buyer.ReadAsync($"/sales/returns/{id}")).Id("user_id"));
        await (await other.GetAsync($"/sales/returns/{id}")).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        Assert.Equal((0, 1, 1), (await CountAsync(other), await CountAsync(buyer), await CountAsync(admin)));
        await (await other.DeleteAsync($"/sales/returns/{id}")).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await (await buyer.PatchAsync($"/sales/returns/{id}/status", new { status = "approved" }))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await (await buyer.PutAsync($"/sales/returns/{id}", new { admin_notes = "mine" }))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        var noted = await (await admin.PutAsync($"/sales/returns/{id}", new { admin_notes = "Seal unbroken." }))
            .ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal("Seal unbroken.", noted.Text("admin_notes"));
    }

    [Theory]
    [InlineData("""{"status":"processed"}""", 7)]
    [InlineData("""{"status":"processed","restock":false}""", 7)]
    [InlineData("""{"status":"processed","restock":true}""", 9)]
    public async Task Goods_are_returned_to_stock_only_on_request(string body, int stock)
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 10);
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = await buyer.BuyDeliveredAsync(admin, (ball, 3));
        var id = (await (await buyer.PostAsync("/sales/returns", SalesSteps.Return(order, (ball, 2))))
            .ShouldBeAsync(HttpStatusCode.Created)).Id();
        await (await admin.PatchAsync($"/sales/returns/{id}/status", new { status = "approved" }))
            .ShouldBeAsync(HttpStatusCode.OK);
        await (await admin.SendTextAsync(HttpMethod.Patch, $"/sales/returns/{id}/status", body))
            .ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(stock, await Shop.Catalogue.StockOfAsync(ball));
    }

    [Fact]
    public async Task A_user_id_that_is_not_the_orders_is_named()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var (buyer, other, admin) = (await Shop.SignUpAsync(), await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = await buyer.BuyDeliveredAsync(admin, (ball, 2));
        object For(long userId) =>
            new
            {
                user_id = userId,
                order_id = order, items = new[] { new { product_id = ball, quantity = 1, reason = "Too small." } }
            };
        await (await admin.PostAsync("/sales/returns", For(other.UserId))).ShouldRejectFieldAsync("user_id");
        await (await admin.PostAsync("/sales/returns", For(buyer.UserId))).ShouldBeAsync(HttpStatusCode.Created);
    }

    private static async Task<int> CountAsync(Buyer who) => (await who.ReadAsync("/sales/returns")).Count("total");
}
