using PetShop.Api.Sales.Services.Deadlines;

namespace PetShop.IntegrationTests.Sales.Payments;

/// <summary>Money that reaches the shop without a provider, and that admins record.</summary>
public sealed class RecordedPaymentTests : PaymentTest
{
    [Fact]
    public async Task An_admin_records_a_bank_transfer()
    {
        var (buyer, admin, order) = await OrderAsync();
        var path = $"/sales/orders/{order.Id()}/payments";
        var part = await (await admin.PostAsync(path, new { method = "bank_transfer", amount = 5m, note = "IBAN 1" }))
            .ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal(("captured", "IBAN 1"),
            (part.Text("status"), part.GetProperty("admin_data").Text("note")));
        Assert.Equal("pending", await InvoiceStatusAsync(buyer, order));
        var rest = await (await admin.PostAsync(path, new { method = "pick_up" }))
            .ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal(15m, rest.Money("amount"));
        Assert.Equal("paid", await InvoiceStatusAsync(buyer, order));
        await (await admin.PostAsync(path, new { method = "pick_up" }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "nothing-to-pay");
    }

    [Fact]
    public async Task Setting_an_invoice_to_paid_records_what_is_missing()
    {
        var (buyer, admin, order) = await OrderAsync();
        await PayAsync(buyer, order, amount: 7m);
        await admin.PayAsync(order.Id("invoice_id"));
        Assert.Equal([("card", 7m), ("other", 13m)], (await PaymentsAsync(buyer, order)).Items()
            .Select(item => (item.Text("method"), item.Money("captured_amount"))));
    }

    [Fact]
    public async Task More_than_is_due_becomes_a_task_to_pay_back()
    {
        var (buyer, admin, order) = await OrderAsync();
        await (await admin.PostAsync($"/sales/orders/{order.Id()}/payments",
            new { method = "bank_transfer", amount = 25m })).ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal("paid", await InvoiceStatusAsync(buyer, order));
        var task = Assert.Single((await admin.ReadAsync("/sales/refund-transfers?status=pending")).Items());
        Assert.Equal((order.Id(), 5m), (task.Id("order_id"), task.Money("amount")));
        var path = $"/sales/orders/{order.Id()}/refunds/1/transfers/1";
        await (await admin.PostAsync(path + "/retry"))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "refund-transfer-not-open");
        var done = await (await admin.PostAsync(path + "/complete")).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal("succeeded", done.GetProperty("transfers")[0].Text("status"));
        Assert.Empty((await admin.ReadAsync("/sales/refund-transfers")).Items());
        await (await admin.PostAsync(path + "/complete"))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "refund-transfer-not-open");
    }

    [Fact]
    public async Task A_transfer_for_a_cancelled_order_becomes_a_task_to_pay_back()
    {
        var (buyer, admin, order) = await OrderAsync();
        await (await buyer.PostAsync($"/sales/orders/{order.Id()}/cancel")).ShouldBeAsync(HttpStatusCode.OK);
        var path = $"/sales/orders/{order.Id()}/payments";
        await (await admin.PostAsync(path, new { method = "bank_transfer" }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "nothing-to-pay");
        var late = await (await admin.PostAsync(path, new { method = "bank_transfer", amount = 20m }))
            .ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal(1, late.Count("number"));
        Assert.Equal(20m, Assert.Single((await admin.ReadAsync("/sales/refund-transfers")).Items()).Money("amount"));
        Assert.Equal(20m, (await PaymentsAsync(buyer, order)).Money("refunded_amount"));
    }

    [Fact]
    public async Task An_order_that_was_paid_while_its_invoice_was_void_is_not_cancelled()
    {
        var (buyer, admin, order) = await OrderAsync();
        await (await admin.DeleteAsync($"/sales/invoices/{order.Id("invoice_id")}"))
            .ShouldBeAsync(HttpStatusCode.NoContent);
        await PayAsync(buyer, order);
        Shop.Clock.Advance(TimeSpan.FromDays(10));
        await RunJobAsync<PaymentDeadlineJob>();
        admin = (await Admin.SignInAsync(Shop.Node)).At(Till);
        Assert.Equal("pending", await admin.StatusAsync($"/sales/orders/{order.Id()}"));
        var issued = await (await admin.PostAsync("/sales/invoices", new { order_id = order.Id() }))
            .ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal("paid", issued.Text("status"));
    }

    [Fact]
    public async Task Admins_do_not_record_payments_of_their_own_orders()
    {
        var admin = (await Shop.AdminAsync()).At(Till);
        var order = await admin.OrderAsync((await Shop.Catalogue.AddProductAsync(), 1));
        await (await admin.PostAsync($"/sales/orders/{order.Id()}/payments", new { method = "bank_transfer" }))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden, "own-order");
        Assert.Equal("captured", (await PayAsync(admin, order)).Text("status"));
        await (await admin.PostAsync($"/sales/orders/{order.Id()}/refunds", new { amount = 1m }))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden, "own-order");
    }
}
