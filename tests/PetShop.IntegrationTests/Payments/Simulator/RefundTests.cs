using Stripe;

namespace PetShop.IntegrationTests.Payments.Simulator;

public sealed class RefundTests : SimulatorTest
{
    [Fact]
    public async Task Parts_are_refunded_up_to_what_was_captured()
    {
        var intent = await AuthoriseAsync();
        await Intents.CaptureAsync(intent.Id, new() { AmountToCapture = 1000 });
        var first = await RefundAsync(intent, 400);
        Assert.Equal((400L, "succeeded", "eur"), (first.Amount, first.Status, first.Currency));
        var error = await RefusedAsync(HttpStatusCode.BadRequest, null, () => RefundAsync(intent, 601));
        Assert.Equal("amount", error.Param);
        var rest = await RefundAsync(intent, null);
        Assert.Equal(600, rest.Amount);
        await RefusedAsync(HttpStatusCode.BadRequest, "charge_already_refunded", () => RefundAsync(intent, 1));
        var list = await Refunds.ListAsync(new() { PaymentIntent = intent.Id });
        Assert.Equal([rest.Id, first.Id], list.Data.Select(refund => refund.Id));
        Assert.Equal(first.Id, (await Refunds.GetAsync(first.Id)).Id);
        var charge = await Simulator.Client.V1.Charges.GetAsync(first.ChargeId);
        Assert.Equal((1600L, true), (charge.AmountRefunded, charge.Refunded));
    }

    [Fact]
    public async Task Only_a_captured_payment_is_refunded()
    {
        var authorised = await AuthoriseAsync();
        await RefusedAsync(HttpStatusCode.BadRequest, "charge_not_refundable", () => RefundAsync(authorised, 1));
        var open = await Intents.CreateAsync(Order(confirm: false));
        await RefusedAsync(HttpStatusCode.BadRequest, null, () => RefundAsync(open, 1));
        await RefusedAsync(HttpStatusCode.NotFound, "resource_missing",
            () => Refunds.CreateAsync(new() { PaymentIntent = "pi_unknown" }));
    }

    [Fact]
    public async Task A_refund_waits_for_the_bank_and_a_failed_one_can_be_repeated()
    {
        var intent = await CaptureAsync(method: "pm_card_pendingRefund");
        var refund = await RefundAsync(intent, null);
        Assert.Equal("pending", refund.Status);
        await RefusedAsync(HttpStatusCode.BadRequest, "charge_already_refunded", () => RefundAsync(intent, 1));
        await Simulator.ControlAsync(HttpMethod.Post, $"refunds/{refund.Id}/finish", new { succeeded = false });
        Assert.Equal("failed", (await Refunds.GetAsync(refund.Id)).Status);
        var again = await RefundAsync(intent, null);
        await Simulator.ControlAsync(HttpMethod.Post, $"refunds/{again.Id}/finish", new { succeeded = true });
        Assert.Equal("succeeded", (await Refunds.GetAsync(again.Id)).Status);
        var types = (await Simulator.Client.V1.Events.ListAsync(new() { Type = "refund.*" })).Data
            .Select(happened => happened.Type);
        Assert.Equal(["refund.updated", "refund.created", "refund.failed", "refund.updated", "refund.created"],
            types);
    }

    [Fact]
    public async Task A_disputed_payment_is_not_refunded_unless_the_shop_wins()
    {
        var contested = await CaptureAsync(method: "pm_card_createDispute");
        var charge = await Simulator.Client.V1.Charges.GetAsync(contested.LatestChargeId);
        Assert.True(charge.Disputed);
        await RefusedAsync(HttpStatusCode.BadRequest, "charge_disputed", () => RefundAsync(contested, 100));
        var dispute = (await Simulator.Client.V1.Disputes.ListAsync(
            new() { PaymentIntent = contested.Id })).Data.Single();
        Assert.Equal(("needs_response", "fraudulent", 1600L), (dispute.Status, dispute.Reason, dispute.Amount));
        await Simulator.ControlAsync(HttpMethod.Post, $"disputes/{dispute.Id}/close", new { won = true });
        Assert.Equal("won", (await Simulator.Client.V1.Disputes.GetAsync(dispute.Id)).Status);
        await RefundAsync(contested, 100);
    }

    [Fact]
    public async Task A_test_opens_a_dispute_and_the_sums_show_what_is_lost()
    {
        var intent = await CaptureAsync();
        await RefundAsync(intent, 600);
        var opened = await Simulator.ControlAsync(
            HttpMethod.Post, "disputes", new { payment_intent = intent.Id, reason = "product_not_received" });
        var id = opened.GetProperty("id").GetString();
        await Simulator.ControlAsync(HttpMethod.Post, $"disputes/{id}/close", new { won = false });
        var sums = await Simulator.ControlAsync(HttpMethod.Get, "reconciliation");
        var row = sums.GetProperty("payments").EnumerateArray().Single();
        Assert.Equal((1600, 600, 1000), (row.GetProperty("captured").GetInt32(),
            row.GetProperty("refunded").GetInt32(), row.GetProperty("disputed").GetInt32()));
        Assert.Equal("1", row.GetProperty("metadata").GetProperty("order").GetString());
        Assert.Equal("eur", sums.GetProperty("sums")[0].GetProperty("currency").GetString());
        var types = (await Simulator.Client.V1.Events.ListAsync(new() { Type = "charge.dispute.*" })).Data
            .Select(happened => happened.Type);
        Assert.Equal(
            ["charge.dispute.closed", "charge.dispute.funds_withdrawn", "charge.dispute.created"], types);
    }

    private Task<Refund> RefundAsync(PaymentIntent intent, long? amount) =>
        Refunds.CreateAsync(new() { PaymentIntent = intent.Id, Amount = amount });
}
