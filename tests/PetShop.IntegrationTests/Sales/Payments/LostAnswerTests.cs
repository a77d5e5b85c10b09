using PetShop.Api.Sales.Services.Payments.Calls;

namespace PetShop.IntegrationTests.Sales.Payments;

/// <summary>A provider that does not answer, or answers with errors, before or after it has moved the money.</summary>
public sealed class LostAnswerTests : PaymentTest
{
    private protected override (string Key, string Value)[] Settings => [("Stripe:Timeout", "00:00:02")];

    public static TheoryData<string> Faults =>
    [
        "timeout_after", "timeout_before", "error_after", "error_before", "closed_after", "closed", "down",
    ];

    [Theory, MemberData(nameof(Faults))]
    public async Task A_payment_whose_answer_is_lost_is_charged_once(string fault)
    {
        var (buyer, _, order) = await OrderAsync();
        await Simulator.OrderAsync(new { kind = fault, operation = "create", times = 2 });
        var begun = await PayAsync(buyer, order);
        Assert.Equal("processing", begun.Text("status"));
        await (await TryPayAsync(buyer, order)).ShouldBeProblemAsync(HttpStatusCode.Conflict, "payment-in-progress");
        await RecoverAsync();
        Assert.Equal("captured", (await PaymentsAsync(buyer, order)).Items().Single().Text("status"));
        Assert.Equal("paid", await InvoiceStatusAsync(buyer, order));
        Assert.Equal((20m, 0m), await AtProviderAsync());
    }

    [Theory, MemberData(nameof(Faults))]
    public async Task A_refund_whose_answer_is_lost_is_made_once(string fault)
    {
        var (buyer, admin, order) = await OrderAsync();
        await PayAsync(buyer, order);
        await Simulator.OrderAsync(new { kind = fault, operation = "refund", times = 2 });
        await (await admin.PostAsync($"/sales/orders/{order.Id()}/refunds", new { amount = 6m }))
            .ShouldBeAsync(HttpStatusCode.Created);
        await RecoverAsync();
        var refund = (await buyer.ReadAsync($"/sales/orders/{order.Id()}/refunds")).Items().Single();
        Assert.Equal("succeeded", refund.GetProperty("transfers")[0].Text("status"));
        Assert.Equal((20m, 6m), await AtProviderAsync());
    }

    [Fact]
    public async Task A_payment_that_certainly_did_not_begin_fails_and_another_one_can_be_started()
    {
        var (buyer, _, order) = await OrderAsync();
        await Simulator.OrderAsync(new { kind = "rate_limit", operation = "create", times = 1 });
        var failed = await PayAsync(buyer, order);
        Assert.Equal(("failed", "provider_unavailable"),
            (failed.Text("status"), failed.GetProperty("failure").Text("code")));
        await Simulator.StopAsync();
        Assert.Equal("failed", (await PayAsync(buyer, order)).Text("status"));
        Assert.Equal(0, await WaitingAsync());
    }

    [Fact]
    public async Task A_payment_that_was_not_begun_is_not_begun_for_a_cancelled_order_or_hours_later()
    {
        foreach (var isCancelled in new[] { true, false })
        {
            var (buyer, _, order) = await OrderAsync();
            await Simulator.OrderAsync(new { kind = "timeout_before", operation = "create", times = 1 });
            Assert.Equal("processing", (await PayAsync(buyer, order)).Text("status"));
            if (isCancelled)
                await (await buyer.PostAsync($"/sales/orders/{order.Id()}/cancel")).ShouldBeAsync(HttpStatusCode.OK);
            else
                Shop.Clock.Advance(TimeSpan.FromMinutes(11));
            await RecoverAsync();
            var payment = (await PaymentsAsync(buyer, order)).Items()[0];
            Assert.Equal(("failed", "expired"), (payment.Text("status"), payment.GetProperty("failure").Text("code")));
        }
        Assert.Equal((0m, 0m), await AtProviderAsync());
    }

    [Fact]
    public async Task The_same_key_charges_once_although_the_first_answer_was_lost()
    {
        var (buyer, _, order) = await OrderAsync();
        await Simulator.OrderAsync(new { kind = "timeout_after", operation = "create", times = 1 });
        var path = $"/sales/orders/{order.Id()}/payments";
        var answers = new List<string>();
        for (var i = 0; i < 3; i++)
            answers.Add((await (await buyer.PostAsync(path, new { method = "card", card_id = Visa }, "once"))
                .ShouldBeAsync(HttpStatusCode.Created)).GetRawText());
        Assert.Single(answers.Distinct());
        await RecoverAsync();
        Assert.Equal((20m, 0m), await AtProviderAsync());
        Assert.Single((await PaymentsAsync(buyer, order)).Items());
    }

    [Fact]
    public async Task A_capture_without_an_answer_says_so_and_is_completed_later()
    {
        var till = Shop.StartNode([.. CardSettings, ("Payments:Capture", "Later"), ("Stripe:Timeout", "00:00:02")]);
        var (buyer, admin, order) = await OrderAsync();
        Assert.Equal("authorised", (await PayAsync(buyer.At(till), order)).Text("status"));
        await Simulator.OrderAsync(new { kind = "timeout_after", operation = "capture", times = 1 });
        var path = $"/sales/orders/{order.Id()}/payments/1/capture";
        await (await admin.PostAsync(path, null, "once"))
            .ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "payment-provider-unavailable");
        await RecoverAsync();
        var captured = await (await admin.PostAsync(path, null, "once")).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal("captured", captured.Text("status"));
        Assert.Equal("paid", await InvoiceStatusAsync(buyer, order));
        Assert.Equal((20m, 0m), await AtProviderAsync());
    }

    /// <summary>Lets the worker try until nothing waits, however long it pauses.</summary>
    private async Task RecoverAsync()
    {
        for (var i = 0; i < 10 && await WaitingAsync() > 0; i++)
        {
            await Till.WorkOffAsync<PaymentCallHandler>();
            Shop.Clock.Advance(TimeSpan.FromMinutes(2));
        }
        Assert.Equal(0, await WaitingAsync());
    }

    private Task<long> WaitingAsync() =>
        Shop.Database.ReadAsync<long>("SELECT count(*) FROM work_items WHERE queue = 'payment-calls'");
}
