namespace PetShop.IntegrationTests.Sales.Invoices;

public sealed class InvoiceTests : ShopTest
{
    [Fact]
    public async Task An_invoice_is_due_after_thirty_days_and_overdue_after_that()
    {
        var (buyer, _, _, invoice) = await BuyAsync();
        Assert.Equal(TimeSpan.FromDays(30),
            invoice.GetProperty("due_date").GetDateTimeOffset() - invoice.GetProperty("issued_at").GetDateTimeOffset());
        Assert.False(invoice.GetProperty("is_overdue").GetBoolean());
        Assert.Empty((await buyer.ReadAsync("/sales/invoices?status=overdue")).Items());
        Shop.Clock.Advance(TimeSpan.FromDays(31));
        buyer = await Shop.SignInAsync(buyer.Username);
        var overdue = Assert.Single((await buyer.ReadAsync("/sales/invoices?status=overdue")).Items());
        Assert.True(overdue.GetProperty("is_overdue").GetBoolean());
        Assert.Equal("pending", overdue.Text("status"));
        var admin = await Admin.SignInAsync(Shop.Node);
        await (await admin.PatchAsync(Path(invoice.Id()), new { status = "overdue" })).ShouldRejectFieldAsync("status");
        await (await admin.PatchAsync(Path(invoice.Id()), new { status = "paid" })).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Empty((await buyer.ReadAsync("/sales/invoices?status=overdue")).Items());
        Assert.Single((await buyer.ReadAsync("/sales/invoices?status=paid")).Items());
    }

    [Fact]
    public async Task An_invoice_follows_only_the_allowed_transitions()
    {
        var (_, admin, _, invoice) = await BuyAsync();
        await (await admin.PatchAsync(Path(invoice.Id()), new { status = "refunded" }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "status-not-allowed");
        await (await admin.PatchAsync(Path(invoice.Id()), new { status = "paid" })).ShouldBeAsync(HttpStatusCode.OK);
        await (await admin.DeleteAsync($"/sales/invoices/{invoice.Id()}"))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "status-not-allowed");
        await (await admin.PutAsync($"/sales/invoices/{invoice.Id()}", new { due_date = "2030-01-01" }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "invoice-not-pending");
        await (await admin.PatchAsync(Path(invoice.Id()), new { status = "refunded" }))
            .ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Only_the_due_date_of_a_pending_invoice_can_change()
    {
        var (_, admin, _, invoice) = await BuyAsync();
        var path = $"/sales/invoices/{invoice.Id()}";
        var answer = await admin.PutAsync(path, new { due_date = "2030-01-01T12:00:00Z" });
        var changed = await answer.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal("2030-01-01T12:00:00Z", changed.Text("due_date"));
        await (await admin.PutAsync(path, new { due_date = "2020-01-01T00:00:00Z" }))
            .ShouldRejectFieldAsync("due_date");
        await (await admin.PutAsync(path, new { due_date = (string?)null })).ShouldRejectFieldAsync("due_date");
        await (await admin.PutAsync(path, new { total_amount = 1 })).ShouldRejectFieldAsync("total_amount");
        await (await admin.PutAsync(path, new { due_date = "2031-01-01" }, "\"v1\""))
            .ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed);
    }

    [Fact]
    public async Task An_order_has_one_valid_invoice_whoever_asks_at_once()
    {
        var (_, admin, order, invoice) = await BuyAsync();
        await (await admin.PostAsync("/sales/invoices", new { order_id = order }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "invoice-exists");
        await (await admin.DeleteAsync($"/sales/invoices/{invoice.Id()}")).ShouldBeAsync(HttpStatusCode.NoContent);
        Assert.Equal("void", await admin.StatusAsync($"/sales/invoices/{invoice.Id()}"));
        var answers = await SalesSteps.AtOnceAsync(
            10, _ => admin.PostAsync("/sales/invoices", new { order_id = order }));
        Assert.Equal((1, 9), (answers.CountOf(HttpStatusCode.Created), answers.CountOf(HttpStatusCode.Conflict)));
        var issued = await answers.Single(answer => answer.StatusCode == HttpStatusCode.Created)
            .ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal((order, invoice.Money("total_amount")), (issued.Id("order_id"), issued.Money("total_amount")));
        Assert.Equal(2, (await admin.ReadAsync("/sales/invoices")).Count("total"));
        await (await admin.PostAsync("/sales/invoices", new { order_id = 1 })).ShouldRejectFieldAsync("order_id");
    }

    [Fact]
    public async Task Nothing_is_invoiced_for_a_cancelled_order()
    {
        var (buyer, admin, order, _) = await BuyAsync();
        await (await buyer.PostAsync($"/sales/orders/{order}/cancel")).ShouldBeAsync(HttpStatusCode.OK);
        await (await admin.PostAsync("/sales/invoices", new { order_id = order }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "order-cancelled");
    }

    [Fact]
    public async Task A_payment_and_a_cancellation_at_once_leave_no_paid_invoice_of_a_cancelled_order()
    {
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var ball = await Shop.Catalogue.AddProductAsync(stock: 100);
        for (var round = 0; round < 10; round++)
        {
            var (order, invoice) = await buyer.BuyAsync((ball, 1));
            var (payment, cancellation) = (admin.PatchAsync(Path(invoice.Id()), new { status = "paid" }),
                buyer.PostAsync($"/sales/orders/{order.Id()}/cancel"));
            await (await cancellation).ShouldBeAsync(HttpStatusCode.OK);
            var isPaid = (await payment).StatusCode == HttpStatusCode.OK;
            if (!isPaid)
                await (await payment).ShouldBeProblemAsync(HttpStatusCode.Conflict, "status-not-allowed");
            Assert.Equal(isPaid ? "refunded" : "void", await buyer.StatusAsync($"/sales/invoices/{invoice.Id()}"));
        }
        Assert.Equal(100, await Shop.Catalogue.StockOfAsync(ball));
    }

    [Fact]
    public async Task Another_users_invoice_is_inaccessible()
    {
        var (buyer, _, order, invoice) = await BuyAsync();
        var other = await Shop.SignUpAsync();
        await (await other.GetAsync($"/sales/invoices/{invoice.Id()}")).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        Assert.Empty((await other.ReadAsync("/sales/invoices")).Items());
        await (await buyer.GetAsync("/sales/invoices/1")).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        await (await buyer.PostAsync("/sales/invoices", new { order_id = order }))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await (await buyer.PatchAsync(Path(invoice.Id()), new { status = "paid" }))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await (await buyer.DeleteAsync($"/sales/invoices/{invoice.Id()}"))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden);
    }

    private static string Path(long id) => $"/sales/invoices/{id}/status";

    private async Task<(Buyer, Admin, long OrderId, System.Text.Json.JsonElement Invoice)> BuyAsync()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var buyer = await Shop.SignUpAsync();
        var (order, invoice) = await buyer.BuyAsync((ball, 2));
        return (buyer, await Shop.AdminAsync(), order.Id(), invoice);
    }
}
