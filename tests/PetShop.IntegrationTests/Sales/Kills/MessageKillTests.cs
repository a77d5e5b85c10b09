using System.Globalization;
using PetShop.Api.Core.Integrity;
using PetShop.IntegrationTests.Core.Cache;
using PetShop.IntegrationTests.Sales.Payments;

namespace PetShop.IntegrationTests.Sales.Kills;

/// <summary>
/// A node is killed at each edge of a message of the provider that tells what the shop does not know: while the message
/// is stored, before and after the provider is asked, and while the answer is recorded. It is booked once all the same.
/// </summary>
public sealed class MessageKillTests : PaymentTest
{
    private MortalNode _node = null!;
    private long _ball;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _node = await MortalNode.StartAsync(Shop.Settings.Concat(CardSettings.Select(
            setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))));
        await Simulator.ControlAsync(HttpMethod.Put, "webhook",
            new { url = new Uri(_node.Http.BaseAddress!, "/sales/payments/webhooks/stripe") });
        _ball = await Shop.Catalogue.AddProductAsync(price: 20, stock: 1_000);
    }

    [Theory]
    [InlineData(KillSwitch.BeforeCommit, 3)]        // storing, recording, marking as handled
    [InlineData(KillSwitch.AfterCommit, 3)]
    [InlineData(KillSwitch.BeforeCall, 1)]
    [InlineData(KillSwitch.AfterCall, 1)]
    public Task A_refund_made_at_the_provider_is_booked_once_wherever_the_node_is_killed(string point, int least) =>
        KillEverywhereAsync(point, least, order => Simulator.Client.V1.Refunds.CreateAsync(
            new() { PaymentIntent = order.Reference, Amount = 300 }), (20m, 3m), [("made_at_provider", 3m)]);

    [Theory]
    [InlineData(KillSwitch.BeforeCommit, 3)]
    [InlineData(KillSwitch.AfterCall, 3)]           // the payment, its refunds, its disputes
    public Task A_lost_dispute_is_booked_once_wherever_the_node_is_killed(string point, int least) =>
        KillEverywhereAsync(point, least, async order =>
        {
            // One message is enough: that the dispute is lost.
            await Simulator.OrderAsync(new { kind = "webhook_never", operation = "bank", times = 1 });
            var dispute = await Simulator.ControlAsync(HttpMethod.Post, "disputes",
                new { payment_intent = order.Reference, amount = 500, reason = "fraudulent" });
            await Simulator.ControlAsync(
                HttpMethod.Post, $"disputes/{dispute.Text("id")}/close", new { won = false });
        }, (20m, 5m), [("dispute_lost", 5m)]);

    [Theory]
    [InlineData(KillSwitch.BeforeCommit, 4)]        // storing, adding, marking as handled, recording the refund
    [InlineData(KillSwitch.AfterCall, 2)]
    public Task A_payment_that_the_shop_did_not_know_is_added_and_given_back_once_wherever_the_node_is_killed(
        string point, int least) =>
        KillEverywhereAsync(point, least, async order =>
        {
            // Here, too, one message is enough.
            await Simulator.OrderAsync(new { kind = "webhook_never", operation = "create", times = 1 });
            await Simulator.OrderAsync(new { kind = "webhook_never", operation = "refund", times = 1 });
            await Simulator.Client.V1.PaymentIntents.CreateAsync(new()
            {
                Amount = 1500, Currency = "eur", Confirm = true, PaymentMethod = Visa,
                ReturnUrl = "https://shop.example",
                Metadata = new()
                {
                    ["petshop_order"] = order.Id.ToString(CultureInfo.InvariantCulture), ["petshop_payment"] = "9",
                },
            });
            var paid = await Simulator.Client.V1.Events.ListAsync(
                new() { Type = "payment_intent.succeeded", Limit = 1 });
            await Simulator.ControlAsync(HttpMethod.Post, $"events/{paid.Data.Single().Id}/resend");
        }, (35m, 15m), [("not_due", 15m)]);

    /// <summary>
    /// Lets something happen at the provider to one paid order after another, and kills the node at the first edge, the
    /// second one, and so on, until there are no more.
    /// </summary>
    /// <param name="kept">What was captured and given back of each order afterwards.</param>
    private async Task KillEverywhereAsync(string point, int least, Func<(long Id, string Reference), Task> happenAsync,
        (decimal Captured, decimal Refunded) kept, (string Reason, decimal Amount)[] refunds)
    {
        for (var count = 1; _node.Kills == count - 1; count++)
        {
            Assert.True(count < KillTest.TooMany, "There is no end.");
            var buyer = (await Shop.SignUpAsync()).At(Till);
            var order = await buyer.OrderAsync((_ball, 1));
            await PayAsync(buyer, order);
            await SettleAsync();
            var reference = await Shop.Database.ReadAsync<string>(
                "SELECT reference FROM payments WHERE order_id = $1", order.Id());
            _node.KillAt(point, count);
            await happenAsync((order.Id(), reference));
            await SettleAsync();
            Assert.Equal(refunds, (await buyer.ReadAsync($"/sales/orders/{order.Id()}/refunds")).Items()
                .Select(refund => (refund.Text("reason"), refund.Money("amount"))));
            var payments = (await PaymentsAsync(buyer, order)).Items();
            Assert.Equal(kept, (payments.Sum(payment => payment.Money("captured_amount")),
                payments.Sum(payment => payment.Money("refunded_amount"))));
        }
        Assert.InRange(_node.Kills, least, KillTest.TooMany);
        await Shop.RunJobAsync<IntegrityJob>();
        var report = await (await Admin.SignInAsync(Shop.Node)).ReadAsync("/admin/integrity");
        Assert.True(report.GetProperty("is_sound").GetBoolean(), report.GetRawText());
    }

    public override async Task DisposeAsync()
    {
        if (_node is { } node)
            await node.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <summary>Waits until the provider has no message to send, and the shop none to handle.</summary>
    private async Task SettleAsync()
    {
        await Eventually.TrueAsync(
            async () => await IsSettledAsync() & !await _node.ReviveAsync(Shop.Database), "everything is settled");
        _node.Spare();
    }

    private async Task<bool> IsSettledAsync() =>
        !(await Simulator.ControlAsync(HttpMethod.Get, "deliveries")).EnumerateArray()
            .Any(delivery => delivery.Text("state") == "Pending")
        && await Shop.Database.ReadAsync<long>("""
            SELECT (SELECT count(*) FROM work_items)
                + (SELECT count(*) FROM payment_notifications WHERE handled_at IS NULL)
            """) == 0;
}
