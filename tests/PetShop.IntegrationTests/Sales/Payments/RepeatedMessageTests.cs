using System.Globalization;
using System.Text.Json;
using PetShop.Api.Sales.Services.Payments.Notifications;
using PetShop.IntegrationTests.Core.Cache;
using PetShop.IntegrationTests.Core.Database;

namespace PetShop.IntegrationTests.Sales.Payments;

/// <summary>
/// What happened once at the provider is booked once, however many messages tell of it: each of eight comes twice, and
/// the workers of two nodes handle them at the same time.
/// </summary>
public sealed class RepeatedMessageTests : PaymentTest
{
    private const int Messages = 8;

    private ShopNode _other = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _other = Shop.StartNode(CardSettings);
    }

    [Fact]
    public async Task A_refund_made_at_the_provider_is_one_refund()
    {
        var (buyer, order, reference) = await PaidAsync();
        await Simulator.Client.V1.Refunds.CreateAsync(new() { PaymentIntent = reference, Amount = 300 });
        await TellAsync(order, "charge.refunded",
            $$"""{"id":"ch_1","object":"charge","payment_intent":"{{reference}}","metadata":null}""");
        Assert.Equal([("made_at_provider", 3m)], await RefundsAsync(buyer, order));
        Assert.Equal(3m, (await buyer.ReadAsync($"/sales/invoices/{order.Id("invoice_id")}"))
            .Money("refunded_amount"));
        Assert.Equal((20m, 3m), await AtProviderAsync());
    }

    [Fact]
    public async Task Two_equal_refunds_made_at_the_provider_are_two_refunds()
    {
        var (buyer, order, reference) = await PaidAsync();
        for (var i = 0; i < 2; i++)
            await Simulator.Client.V1.Refunds.CreateAsync(new() { PaymentIntent = reference, Amount = 300 });
        await TellAsync(order, "charge.refunded",
            $$"""{"id":"ch_1","object":"charge","payment_intent":"{{reference}}","metadata":null}""");
        Assert.Equal([("made_at_provider", 3m), ("made_at_provider", 3m)], await RefundsAsync(buyer, order));
        Assert.Equal((20m, 6m), await AtProviderAsync());
    }

    [Fact]
    public async Task A_part_payment_lost_in_a_dispute_is_one_refund_and_due_once()
    {
        var (buyer, order, reference) = await PaidAsync(12m);
        var dispute = await Simulator.ControlAsync(
            HttpMethod.Post, "disputes", new { payment_intent = reference, reason = "fraudulent" });
        await Simulator.ControlAsync(HttpMethod.Post, $"disputes/{dispute.Text("id")}/close", new { won = false });
        await TellAsync(order, "charge.dispute.closed",
            $$"""{"id":"dp_1","object":"dispute","payment_intent":"{{reference}}","metadata":null}""");
        Assert.Equal([("dispute_lost", 12m)], await RefundsAsync(buyer, order));
        Assert.Equal(20m, (await PaymentsAsync(buyer, order)).Money("due_amount"));
    }

    [Fact]
    public async Task A_payment_that_the_shop_did_not_know_is_added_once_and_given_back_once()
    {
        var (buyer, order, _) = await PaidAsync();
        var metadata = new Dictionary<string, string>
        {
            ["petshop_order"] = order.Id().ToString(CultureInfo.InvariantCulture), ["petshop_payment"] = "9",
        };
        var lost = await Simulator.Client.V1.PaymentIntents.CreateAsync(new()
        {
            Amount = 1500, Currency = "eur", Confirm = true, PaymentMethod = Visa, ReturnUrl = "https://shop.example",
            Metadata = metadata,
        });
        await TellAsync(order, "payment_intent.succeeded", $$"""
            {"id":"{{lost.Id}}","object":"payment_intent","amount":1500,"currency":"eur",
            "metadata":{{JsonSerializer.Serialize(metadata)}}}
            """);
        await WorkAsync();
        Assert.Equal([("captured", 20m, 0m), ("refunded", 15m, 15m)], (await PaymentsAsync(buyer, order)).Items()
            .Select(made => (made.Text("status"), made.Money("captured_amount"), made.Money("refunded_amount"))));
        Assert.Equal([("not_due", 15m)], await RefundsAsync(buyer, order));
        Assert.Equal((35m, 15m), await AtProviderAsync());
    }

    private async Task<(Buyer Buyer, JsonElement Order, string Reference)> PaidAsync(decimal? amount = null)
    {
        var (buyer, admin, order) = await OrderAsync();
        await PayAsync(buyer, order, amount: amount);
        return (buyer, order, (await PaymentsAsync(admin, order)).Items()[0].GetProperty("admin_data")
            .Text("reference"));
    }

    /// <summary>
    /// Sends the messages, and lets one worker for each of them ask the provider before the first can book anything.
    /// </summary>
    private async Task TellAsync(JsonElement order, string type, string subject)
    {
        var answers = await SalesSteps.AtOnceAsync(2 * Messages, i =>
        {
            var body = ProviderMessages.Event($"evt_{i / 2}", type, subject);
            return (i % 2 == 0 ? Till : _other).SendMessageAsync(body, Shop.Clock.Sign(body));
        });
        Assert.Equal(2 * Messages, answers.CountOf(HttpStatusCode.NoContent));
        Task<int>[] workers;
        await using (await Shop.Database.OpenTransactionAsync($"SELECT FROM orders WHERE id = {order.Id()} FOR UPDATE"))
        {
            workers = [.. Enumerable.Range(0, Messages).Select(i => Task.Run(
                () => (i % 2 == 0 ? Till : _other).WorkOffAsync<PaymentNotificationHandler>()))];
            await Shop.Database.WaitersAsync(Messages);
        }
        await Task.WhenAll(workers);
        await Eventually.TrueAsync(async () =>
        {
            await Till.WorkOffAsync<PaymentNotificationHandler>();
            return await Shop.Database.ReadAsync<long>("""
                SELECT (SELECT count(*) FROM payment_notifications WHERE handled_at IS NULL)
                    + (SELECT count(*) FROM work_items WHERE queue = 'payment-notifications')
                """) == 0;
        }, "all messages are handled");
    }
}
