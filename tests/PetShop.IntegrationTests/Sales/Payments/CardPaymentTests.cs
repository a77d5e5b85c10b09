namespace PetShop.IntegrationTests.Sales.Payments;

public sealed class CardPaymentTests : PaymentTest
{
    [Fact]
    public async Task A_card_pays_an_order_and_its_invoice()
    {
        var (buyer, admin, order) = await OrderAsync();
        var paid = await PayAsync(buyer, order);
        Assert.Equal(("captured", 20m, 20m, "EUR"), (paid.Text("status"), paid.Money("amount"),
            paid.Money("captured_amount"), paid.Text("currency")));
        Assert.Equal(("visa", "4242"),
            (paid.GetProperty("card").Text("brand"), paid.GetProperty("card").Text("last4")));
        Assert.False(paid.TryGetProperty("admin_data", out _));
        Assert.Equal("paid", await InvoiceStatusAsync(buyer, order));
        var list = await PaymentsAsync(buyer, order);
        Assert.Equal((20m, 20m, 0m, 0m), (list.Money("total_amount"), list.Money("captured_amount"),
            list.Money("refunded_amount"), list.Money("due_amount")));
        Assert.Equal((20m, 0m), await AtProviderAsync());
        var seen = Assert.Single((await PaymentsAsync(admin, order)).Items());
        Assert.Equal("stripe", seen.GetProperty("admin_data").Text("provider"));
        var events = (await admin.ReadAsync($"/sales/orders/{order.Id()}/timeline")).Items();
        Assert.Equal(["invoice_status_changed", "payment_status_changed", "placed"],
            events.Select(entry => entry.Text("type")));
        await (await TryPayAsync(buyer, order)).ShouldBeProblemAsync(HttpStatusCode.Conflict, "nothing-to-pay");
        Assert.Equal(0, await Till.WorkOffAsync<Api.Sales.Services.Payments.Calls.PaymentCallHandler>());
    }

    [Fact]
    public async Task A_declined_card_fails_and_another_one_pays()
    {
        var (buyer, _, order) = await OrderAsync();
        var declined = await PayAsync(buyer, order, "pm_card_chargeDeclinedInsufficientFunds");
        Assert.Equal(("failed", 0m), (declined.Text("status"), declined.Money("captured_amount")));
        Assert.Equal("insufficient_funds", declined.GetProperty("failure").Text("code"));
        Assert.NotEqual("", declined.GetProperty("failure").Text("message"));
        Assert.Equal("pending", await InvoiceStatusAsync(buyer, order));
        Assert.Equal("captured", (await PayAsync(buyer, order)).Text("status"));
        Assert.Equal([1, 2], (await PaymentsAsync(buyer, order)).Items().Select(item => item.Count("number")));
        Assert.Equal((20m, 0m), await AtProviderAsync());
    }

    [Fact]
    public async Task Two_cards_pay_one_order()
    {
        var (buyer, _, order) = await OrderAsync();
        await PayAsync(buyer, order, amount: 12.34m);
        Assert.Equal("pending", await InvoiceStatusAsync(buyer, order));
        var problem = await (await TryPayAsync(buyer, order, amount: 7.67m))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "payment-exceeds-due");
        Assert.Equal(7.66m, problem.Money("due_amount"));
        Assert.Equal(7.66m, (await PayAsync(buyer, order)).Money("amount"));
        Assert.Equal("paid", await InvoiceStatusAsync(buyer, order));
        Assert.Equal((20m, 0m), await AtProviderAsync());
    }

    [Fact]
    public async Task Wrong_requests_charge_nothing()
    {
        var (buyer, _, order) = await OrderAsync();
        var path = $"/sales/orders/{order.Id()}/payments";
        foreach (var (field, body) in new (string, object)[]
        {
            ("method", new { }),
            ("amount", new { method = "card", card_id = Visa, amount = 0m }),
            ("amount", new { method = "card", card_id = Visa, amount = -1m }),
            ("amount", new { method = "card", card_id = Visa, amount = 1.005m }),
            ("card_id", new { method = "card", card_id = "pm_\u0430" }),
            ("card_id", new { method = "card", card_id = "pm card" }),
            ("card_id", new { method = "bank_transfer", card_id = Visa }),
            ("return_url", new { method = "card", return_url = "https://shop.example" }),
            ("return_url", new { method = "card", card_id = Visa, return_url = "javascript:alert(1)" }),
            ("note", new { method = "card", note = "Hello" }),
        })
        {
            var problem = await (await buyer.PostAsync(path, body)).ShouldBeProblemAsync(HttpStatusCode.BadRequest);
            Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), field);
        }
        await (await buyer.PostAsync(path, new { method = "bank_transfer" }))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        var stranger = (await Shop.SignUpAsync()).At(Till);
        await (await TryPayAsync(stranger, order)).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await (await stranger.GetAsync(path)).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        Assert.Equal((0m, 0m), await AtProviderAsync());
        Assert.Empty((await PaymentsAsync(buyer, order)).Items());
    }

    [Fact]
    public async Task A_card_that_does_not_exist_is_a_failed_payment()
    {
        var (buyer, _, order) = await OrderAsync();
        var failed = await PayAsync(buyer, order, "pm_nobody");
        Assert.Equal(("failed", "resource_missing"),
            (failed.Text("status"), failed.GetProperty("failure").Text("code")));
        Assert.Equal("captured", (await PayAsync(buyer, order)).Text("status"));
    }

    [Fact]
    public async Task The_tries_are_limited_and_an_admin_can_still_record_a_payment()
    {
        var (buyer, admin, order) = await OrderAsync();
        for (var i = 0; i < 19; i++)
            await PayAsync(buyer, order, "pm_card_chargeDeclined");
        await PayAsync(buyer, order, NeedsBank);
        await (await TryPayAsync(buyer, order)).ShouldBeProblemAsync(HttpStatusCode.Conflict, "too-many-payments");
        Assert.Equal("requires_action", (await PaymentsAsync(buyer, order)).Items()[^1].Text("status"));
        await (await admin.PostAsync($"/sales/orders/{order.Id()}/payments", new { method = "bank_transfer" }))
            .ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal("paid", await InvoiceStatusAsync(buyer, order));
    }

    [Fact]
    public async Task A_shop_without_a_provider_takes_no_cards()
    {
        var (buyer, _, order) = await OrderAsync();
        await (await TryPayAsync(buyer.At(Shop.Node), order))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "payment-method-unavailable");
    }

    [Fact]
    public async Task Admins_find_payments_by_status_and_reference()
    {
        var (buyer, admin, order) = await OrderAsync();
        await PayAsync(buyer, order, "pm_card_chargeDeclined");
        await PayAsync(buyer, order);
        var all = (await admin.ReadAsync("/sales/payments")).Items();
        Assert.Equal([2, 1], all.Select(item => item.Count("number")));
        var reference = all[0].GetProperty("admin_data").Text("reference");
        Assert.Equal([2], (await admin.ReadAsync("/sales/payments?status=captured")).Items()
            .Select(item => item.Count("number")));
        Assert.Equal([2], (await admin.ReadAsync($"/sales/payments?reference={reference}")).Items()
            .Select(item => item.Count("number")));
        var first = await admin.ReadAsync("/sales/payments?limit=1");
        var next = await admin.ReadAsync($"/sales/payments?limit=1&cursor={first.Text("next_cursor")}");
        Assert.Equal(1, Assert.Single(next.Items()).Count("number"));
        await (await buyer.GetAsync("/sales/payments")).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
    }
}
