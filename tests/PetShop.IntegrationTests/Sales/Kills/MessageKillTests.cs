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
    public async Task A_refund_made_at_the_provider_is_booked_once_wherever_the_node_is_killed(
        string point, int least)
    {
        for (var count = 1; _node.Kills == count - 1; count++)
        {
            Assert.True(count < KillTest.TooMany, "There is no end.");
            var buyer = (await Shop.SignUpAsync()).At(Till);
            var order = await buyer.OrderAsync((_ball, 1));
            await PayAsync(buyer, order);
            await SettleAsync();
            _node.KillAt(point, count);
            await Simulator.Client.V1.Refunds.CreateAsync(new()
            {
                PaymentIntent = await Shop.Database.ReadAsync<string>(
                    "SELECT reference FROM payments WHERE order_id = $1", order.Id()),
                Amount = 300,
            });
            await SettleAsync();
            Assert.Equal([("made_at_provider", 3m)],
                (await buyer.ReadAsync($"/sales/orders/{order.Id()}/refunds")).Items()
                    .Select(refund => (refund.Text("reason"), refund.Money("amount"))));
            Assert.Equal(3m, (await PaymentsAsync(buyer, order)).Money("refunded_amount"));
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
