using System.Text.Json;
using PetShop.Api.Sales.Services.Payments.Calls;
using PetShop.IntegrationTests.Core.Database;
using PetShop.IntegrationTests.Sales.Papers;

namespace PetShop.IntegrationTests.Sales.Payments;

/// <summary>Refunds whose money goes back through the provider.</summary>
public sealed class RefundTransferTests : PaymentTest
{
    [Fact]
    public async Task A_returned_unit_goes_back_to_the_card()
    {
        var (buyer, admin, order) = await OrderAsync();
        await PayAsync(buyer, order);
        await admin.DeliverAsync(order.Id());
        var product = order.Items()[0].Id("product_id");
        await admin.MoveReturnAsync(await buyer.AskReturnAsync(order.Id(), (product, 1)), "approved", "processed");
        Assert.Equal("pending", (await OnlyTransferAsync(buyer, order)).Text("status"));
        Assert.Equal(1, await Till.WorkOffAsync<PaymentCallHandler>());
        var transfer = await OnlyTransferAsync(buyer, order);
        Assert.Equal(("succeeded", 10m), (transfer.Text("status"), transfer.Money("amount")));
        Assert.Null(transfer.GetProperty("reference").GetString());
        Assert.StartsWith("re_", (await OnlyTransferAsync(admin, order)).Text("reference"), StringComparison.Ordinal);
        Assert.Equal("partially_refunded", (await PaymentsAsync(buyer, order)).Items()[0].Text("status"));
        Assert.Equal((20m, 10m), await AtProviderAsync());
    }

    [Fact]
    public async Task An_amount_goes_back_to_the_last_payment_first()
    {
        var (buyer, admin, order) = await OrderAsync();
        await PayAsync(buyer, order, amount: 12m);
        await PayAsync(buyer, order, "pm_card_mastercard");
        var refund = await (await admin.PostAsync($"/sales/orders/{order.Id()}/refunds",
            new { amount = 10m, note = "Sorry." })).ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal([(2, 8m), (1, 2m)], refund.GetProperty("transfers").EnumerateArray()
            .Select(transfer => (transfer.Count("payment_number"), transfer.Money("amount"))));
        Assert.Equal(("given", "Sorry."), (refund.Text("reason"), refund.Text("note")));
        var problem = await (await admin.PostAsync($"/sales/orders/{order.Id()}/refunds", new { amount = 10.01m }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "refund-exceeds-payment");
        Assert.Equal(10m, problem.Money("refundable"));
        await WorkAsync();
        Assert.Equal((20m, 10m), await AtProviderAsync());
    }

    [Fact]
    public async Task A_refund_goes_back_to_a_payment_without_a_lost_dispute()
    {
        var (buyer, admin, order) = await OrderAsync();
        await PayAsync(buyer, order, amount: 12m);
        await PayAsync(buyer, order);
        await LoseAsync(await ReferenceAsync(admin, order, index: 1), 200);
        await SyncAsync();
        await (await admin.PostAsync($"/sales/orders/{order.Id()}/refunds", new { amount = 3m }))
            .ShouldBeAsync(HttpStatusCode.Created);
        await WorkAsync();
        Assert.Equal((20m, 3m), await AtProviderAsync());
        Assert.Empty((await admin.ReadAsync("/sales/refund-transfers")).Items());
    }

    [Fact]
    public async Task Units_that_were_refunded_are_not_refunded_again_by_a_return()
    {
        var (buyer, admin, order) = await OrderAsync();
        await PayAsync(buyer, order);
        await admin.DeliverAsync(order.Id());
        var product = order.Items()[0].Id("product_id");
        var refund = await (await admin.PostAsync($"/sales/orders/{order.Id()}/refunds",
            new { items = new[] { new { product_id = product, quantity = 1 } } }))
            .ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal((10m, 1), (refund.Money("amount"), refund.GetProperty("items")[0].Count("quantity")));
        await (await buyer.PostAsync("/sales/returns", SalesSteps.Return(order.Id(), (product, 2))))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "return-exceeds-order");
        await (await admin.PostAsync($"/sales/orders/{order.Id()}/refunds",
            new { items = new[] { new { product_id = product, quantity = 2 } } }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "return-exceeds-order");
        await (await admin.PostAsync($"/sales/orders/{order.Id()}/refunds", new { shipping = true }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "nothing-to-refund");
    }

    [Fact]
    public async Task Fifty_refunds_at_once_never_exceed_the_payment()
    {
        var (buyer, admin, order) = await OrderAsync();
        await PayAsync(buyer, order);
        var answers = await SalesSteps.AtOnceAsync(50, _ => admin.PostAsync(
            $"/sales/orders/{order.Id()}/refunds", new { amount = 1m }));
        Assert.Equal((20, 30), (answers.CountOf(HttpStatusCode.Created), answers.CountOf(HttpStatusCode.Conflict)));
        await WorkAsync();
        Assert.Equal((20m, 20m), await AtProviderAsync());
        var payment = (await PaymentsAsync(buyer, order)).Items()[0];
        Assert.Equal(("refunded", 20m), (payment.Text("status"), payment.Money("refunded_amount")));
    }

    [Fact]
    public async Task Of_many_refunds_of_one_unit_at_once_one_is_given_although_more_was_paid()
    {
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var (leash, ball) = (await Shop.Catalogue.AddProductAsync(price: 10m),
            await Shop.Catalogue.AddProductAsync(price: 10m));
        var order = await buyer.OrderAsync((leash, 1), (ball, 9));
        await admin.PayAsync(order.Id("invoice_id"));
        var other = admin.At(Shop.StartNode());
        Task<HttpResponseMessage[]> asked;
        await using (await Shop.Database.OpenTransactionAsync($"SELECT FROM orders WHERE id = {order.Id()} FOR UPDATE"))
        {
            asked = SalesSteps.AtOnceAsync(20, i => (i % 2 == 0 ? admin : other).PostAsync(
                $"/sales/orders/{order.Id()}/refunds",
                new { items = new[] { new { product_id = leash, quantity = 1 } } }));
            await Shop.Database.WaitersAsync(20);
        }
        var answers = await asked;
        Assert.Equal((1, 19), (answers.CountOf(HttpStatusCode.Created), answers.CountOf(HttpStatusCode.Conflict)));
        Assert.Equal(10m, (await buyer.ReadAsync($"/sales/orders/{order.Id()}/refunds")).Items()
            .Sum(refund => refund.Money("amount")));
    }

    [Fact]
    public async Task Wrong_refunds_are_refused()
    {
        var (buyer, admin, order) = await OrderAsync();
        var path = $"/sales/orders/{order.Id()}/refunds";
        await (await admin.PostAsync(path, new { amount = 1m }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "order-not-paid");
        await PayAsync(buyer, order);
        await (await buyer.PostAsync(path, new { amount = 1m })).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        foreach (var body in new object[]
        {
            new { }, new { amount = 0m }, new { amount = 0.005m }, new { amount = 1m, shipping = true },
            new { shipping = false }, new { items = Array.Empty<object>() },
            new { items = new[] { new { product_id = 99L, quantity = 1 } } },
        })
            await (await admin.PostAsync(path, body)).ShouldBeProblemAsync(HttpStatusCode.BadRequest);
        Assert.Empty((await admin.ReadAsync(path)).Items());
    }

    [Fact]
    public async Task A_refund_that_the_bank_sends_back_waits_for_an_admin_who_sends_it_again()
    {
        var (buyer, admin, order) = await FailAsync(4m);
        var failed = Assert.Single((await admin.ReadAsync("/sales/refund-transfers?status=failed")).Items());
        Assert.Equal((order.Id(), 4m), (failed.Id("order_id"), failed.Money("amount")));
        Assert.Equal(("captured", 0m), (await PaymentsAsync(buyer, order)).Items()
            .Select(item => (item.Text("status"), item.Money("refunded_amount"))).Single());
        var path = $"/sales/orders/{order.Id()}/refunds/1/transfers/1";
        var again = await (await admin.PostAsync(path + "/retry")).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(["failed", "pending"],
            again.GetProperty("transfers").EnumerateArray().Select(transfer => transfer.Text("status")));
        await (await admin.PostAsync(path + "/retry"))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "refund-transfer-not-open");
    }

    [Fact]
    public async Task What_an_admin_paid_back_in_another_way_stays_so()
    {
        var (buyer, admin, order) = await FailAsync(4m);
        var path = $"/sales/orders/{order.Id()}/refunds/1/transfers/1/complete";
        var done = await (await admin.PostAsync(path)).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(["failed", "succeeded"],
            done.GetProperty("transfers").EnumerateArray().Select(transfer => transfer.Text("status")));
        await SyncAsync();
        Assert.Empty((await admin.ReadAsync("/sales/refund-transfers")).Items());
        Assert.Equal(4m, (await PaymentsAsync(buyer, order)).Items()[0].Money("refunded_amount"));
        await (await admin.PostAsync(path))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "refund-transfer-not-open");
    }

    [Fact]
    public async Task A_failed_transfer_holds_its_money_until_an_admin_decides()
    {
        var (_, admin, order) = await FailAsync(15m);
        var path = $"/sales/orders/{order.Id()}/refunds";
        var problem = await (await admin.PostAsync(path, new { amount = 6m }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "refund-exceeds-payment");
        Assert.Equal(5m, problem.Money("refundable"));
        await (await admin.PostAsync(path, new { amount = 5m })).ShouldBeAsync(HttpStatusCode.Created);
        await (await admin.PostAsync(path + "/1/transfers/1/retry")).ShouldBeAsync(HttpStatusCode.OK);
        await WorkAsync();
        Assert.Equal((20m, 20m), await AtProviderAsync());
    }

    [Fact]
    public async Task A_failed_refund_that_somebody_repeats_at_the_provider_is_not_a_second_one()
    {
        var (buyer, admin, order) = await FailAsync(4m);
        var reference = await ReferenceAsync(admin, order);
        await Simulator.Client.V1.Refunds.CreateAsync(new() { PaymentIntent = reference, Amount = 400 });
        await SyncAsync();
        await SyncAsync();
        var refund = Assert.Single((await buyer.ReadAsync($"/sales/orders/{order.Id()}/refunds")).Items());
        Assert.Equal(("given", 4m), (refund.Text("reason"), refund.Money("amount")));
        Assert.Empty((await admin.ReadAsync("/sales/refund-transfers?status=failed")).Items());
    }

    [Fact]
    public async Task Goods_of_an_order_whose_money_has_gone_back_can_still_be_returned()
    {
        var (buyer, admin, order) = await OrderAsync();
        await PayAsync(buyer, order);
        await admin.DeliverAsync(order.Id());
        var request = await buyer.AskReturnAsync(order.Id(), (order.Items()[0].Id("product_id"), 2));
        await (await admin.PostAsync($"/sales/orders/{order.Id()}/refunds", new { amount = 20m }))
            .ShouldBeAsync(HttpStatusCode.Created);
        await admin.MoveReturnAsync(request, "approved", "processed");
        Assert.Single((await admin.ReadAsync($"/sales/orders/{order.Id()}/refunds")).Items());
    }

    [Fact]
    public async Task A_refund_made_at_the_provider_is_recorded_once()
    {
        var (buyer, admin, order) = await OrderAsync();
        await PayAsync(buyer, order);
        var reference = await ReferenceAsync(admin, order);
        await Simulator.Client.V1.Refunds.CreateAsync(new() { PaymentIntent = reference, Amount = 300 });
        await SyncAsync();
        await SyncAsync();
        var refund = Assert.Single((await buyer.ReadAsync($"/sales/orders/{order.Id()}/refunds")).Items());
        Assert.Equal(("made_at_provider", 3m), (refund.Text("reason"), refund.Money("amount")));
        Assert.Equal(3m, (await buyer.ReadAsync($"/sales/invoices/{order.Id("invoice_id")}"))
            .Money("refunded_amount"));
    }

    [Fact]
    public async Task A_refund_at_the_provider_that_leaves_too_little_for_a_failed_one_stands_for_a_part_of_it()
    {
        var (buyer, admin, order) = await FailAsync(15m);
        var reference = await ReferenceAsync(admin, order);
        await Simulator.Client.V1.Refunds.CreateAsync(new() { PaymentIntent = reference, Amount = 1000 });
        await SyncAsync();
        await SyncAsync();
        Assert.Equal([("given", 15m), ("made_at_provider", 5m)],
            (await admin.ReadAsync($"/sales/orders/{order.Id()}/refunds")).Items()
                .OrderBy(refund => refund.Count("number"))
                .Select(refund => (refund.Text("reason"), refund.Money("amount"))));
        var rest = Assert.Single((await admin.ReadAsync("/sales/refund-transfers?status=failed")).Items());
        Assert.Equal(10m, rest.Money("amount"));
        Assert.Equal(10m, (await PaymentsAsync(buyer, order)).Items()[0].Money("refunded_amount"));
        await Till.WritePapersAsync();
        Assert.Equal([15m, 5m], (await admin.NotesAsync(order.Id("invoice_id")))
            .Select(note => note.Money("total_amount")));
        var xml = await admin.XmlAsync((await admin.NotesAsync(order.Id("invoice_id")))[1]);
        Assert.Contains("Payment refunded", xml.ToString(), StringComparison.Ordinal);
        await (await admin.PostAsync(
            $"/sales/orders/{order.Id()}/refunds/1/transfers/{rest.GetProperty("number")}/retry"))
            .ShouldBeAsync(HttpStatusCode.OK);
        await WorkAsync();
        Assert.Equal((20m, 20m), await AtProviderAsync());
    }

    /// <summary>A paid order with a refund that the bank has sent back.</summary>
    private async Task<(Buyer, Admin, JsonElement)> FailAsync(decimal amount)
    {
        var (buyer, admin, order) = await OrderAsync();
        await PayAsync(buyer, order, "pm_card_pendingRefund");
        await (await admin.PostAsync($"/sales/orders/{order.Id()}/refunds", new { amount }))
            .ShouldBeAsync(HttpStatusCode.Created);
        await WorkAsync();
        var made = (await OnlyTransferAsync(admin, order)).Text("reference");
        await Simulator.ControlAsync(HttpMethod.Post, $"refunds/{made}/finish", new { succeeded = false });
        await SyncAsync();
        return (buyer, admin, order);
    }

    private static async Task<JsonElement> OnlyTransferAsync(Buyer caller, JsonElement order) =>
        Assert.Single((await caller.ReadAsync($"/sales/orders/{order.Id()}/refunds")).Items())
            .GetProperty("transfers").EnumerateArray().Single();
}
