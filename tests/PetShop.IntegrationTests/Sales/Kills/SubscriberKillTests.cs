using System.Text.Json;
using PetShop.Api.Core.Outbox;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.IntegrationTests.Core.Cache;
using PetShop.IntegrationTests.Operations.Webhooks;

namespace PetShop.IntegrationTests.Sales.Kills;

/// <summary>
/// A node is killed at each edge of sending the events of an order to a subscriber. All of them arrive, in their order,
/// and only the one that was interrupted can arrive twice.
/// </summary>
public sealed class SubscriberKillTests : ShopTest
{
    private Receiver _receiver = null!;
    private MortalNode _node = null!;
    private long _ball;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _receiver = await Receiver.StartAsync();
        var setting = (Key: "Webhooks:AllowPrivateAddresses", Value: "true");
        _node = await MortalNode.StartAsync(
            new Dictionary<string, string?>(Shop.Settings) { [setting.Key] = setting.Value });
        _ball = await Shop.Catalogue.AddProductAsync(stock: 1_000);
        await (await (await Shop.AdminAsync()).At(Shop.StartNode(setting)).PostAsync("/webhooks", new
        {
            url = _receiver.Address,
            event_types = new[] { "order.placed", "order.paid", "payment.captured" },
        })).ShouldBeAsync(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData(KillSwitch.BeforeRequest)]
    [InlineData(KillSwitch.AfterRequest)]
    [InlineData(KillSwitch.BeforeCommit)]
    [InlineData(KillSwitch.AfterCommit)]
    public async Task Every_event_arrives_in_its_order_wherever_the_node_is_killed(string point)
    {
        for (var count = 1; _node.Kills == count - 1; count++)
        {
            Assert.True(count < KillTest.TooMany, "There is no end.");
            _receiver.Got.Clear();
            _node.KillAt(point, count);
            var sent = await BuyAsync();
            await SettleAsync();
            var got = _receiver.Got.Select(CursorOf).ToList();
            Assert.Equal(sent, got.Distinct());
            Assert.Equal(got.Order(), got);
            Assert.InRange(got.Count - sent.Length, 0, _node.Kills == count ? 1 : 0);
        }
        Assert.InRange(_node.Kills, 3, KillTest.TooMany);       // at each of the three events
    }

    public override async Task DisposeAsync()
    {
        if (_node is { } node)
            await node.DisposeAsync();
        if (_receiver is { } receiver)
            await receiver.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <summary>Lets somebody order and pay.</summary>
    /// <returns>The cursors of the order's events.</returns>
    private async Task<long[]> BuyAsync()
    {
        var order = await (await Shop.SignUpAsync()).OrderAsync((_ball, 1));
        // On a busy machine, the kills take longer than a token lasts.
        await (await Admin.SignInAsync(Shop.Node)).PayAsync(order.Id("invoice_id"));
        await Shop.RunJobAsync<EventNumbersJob>();
        return await Shop.Database.ReadAsync<long[]>("""
            SELECT array_agg(cursor ORDER BY cursor) FROM events
            WHERE key = $1 AND type IN ('order.placed', 'order.paid', 'payment.captured')
            """, "order:" + OrderNumber.Of(order.Id()));
    }

    /// <summary>Waits until nothing is left to send.</summary>
    private async Task SettleAsync()
    {
        await Eventually.TrueAsync(
            async () => await IsSettledAsync() & !await _node.ReviveAsync(Shop.Database), "everything is sent");
        _node.Spare();
    }

    private async Task<bool> IsSettledAsync() => await Shop.Database.ReadAsync<long>("""
        SELECT (SELECT count(*) FROM work_items)
            + (SELECT count(*) FROM webhook_deliveries WHERE state <> 'Delivered')
        """) == 0;

    private static long CursorOf(Message message) =>
        JsonDocument.Parse(message.Body).RootElement.GetProperty("cursor").GetInt64();
}
