using System.Globalization;
using System.Text.Json;
using PetShop.Api.Sales.Services.Payments.Notifications;
using PetShop.IntegrationTests.Core.Cache;
using PetShop.IntegrationTests.Payments.Simulator;

namespace PetShop.IntegrationTests.Sales.Payments;

/// <summary>Messages of the provider.</summary>
public sealed class WebhookInTests : PaymentTest
{
    [Fact]
    public async Task Only_signed_and_recent_messages_are_kept_and_each_once()
    {
        var body = Event("evt_1", "customer.created", """{"id":"cus_1","object":"customer"}""");
        foreach (var signature in new[]
        {
            null, "", "t=1,v1=00", Sign(body, secret: "whsec_other"), Sign(body + " "), Sign(body, minutesAgo: 6),
        })
            await (await SendAsync(body, signature)).ShouldBeProblemAsync(
                HttpStatusCode.BadRequest, "invalid-signature");
        foreach (var provider in new[]
        {
            "paypal", "offline", "Stripe", "%20", "%E2%80%8B", "caf%C3%A9", "a%0Ab", new('a', 5_000),
        })
            await (await SendAsync(body, Sign(body), provider)).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        await (await SendAsync("{", Sign("{"))).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-signature");
        Assert.Equal(0, await CountAsync());
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(body, Sign(body))).StatusCode);
        Assert.Equal(1, await CountAsync());
        Assert.Equal(1, await Till.WorkOffAsync<PaymentNotificationHandler>());
        Assert.Equal("It is about no payment.", await OutcomeAsync("evt_1"));
    }

    [Fact]
    public async Task A_message_about_a_payment_of_somebody_else_changes_nothing()
    {
        var body = Event("evt_1", "payment_intent.succeeded",
            """{"id":"pi_1","object":"payment_intent","amount":1,"currency":"eur","metadata":{}}""");
        await SendAsync(body, Sign(body));
        await WorkAsync();
        Assert.Equal("The shop has no such payment.", await OutcomeAsync("evt_1"));
    }

    [Fact]
    public async Task A_payment_that_the_shop_lost_is_added_and_refunded_if_it_is_not_owed()
    {
        await ListenAsync();
        var (buyer, _, order) = await OrderAsync();
        await PayAsync(buyer, order);
        await PayUnknownAsync(order, number: "1");
        await Eventually.TrueAsync(async () =>
        {
            await WorkAsync();
            return await AtProviderAsync() == (40m, 20m);
        }, "the second payment is refunded");
        Assert.Equal(["captured", "refunded"],
            (await PaymentsAsync(buyer, order)).Items().Select(item => item.Text("status")));
    }

    [Fact]
    public async Task A_lost_payment_that_was_refunded_at_the_provider_is_added_with_its_refund()
    {
        var (buyer, _, order) = await OrderAsync();
        var lost = await PayUnknownAsync(order);
        await Simulator.Client.V1.Refunds.CreateAsync(new() { PaymentIntent = lost, Amount = 1500 });
        await TellLastAsync();
        await Eventually.TrueAsync(async () =>
        {
            await WorkAsync();
            return (await PaymentsAsync(buyer, order)).Items() is [var added]
                && added.Text("status") == "partially_refunded" && added.Money("refunded_amount") == 15m;
        }, "the payment is added");
        Assert.Equal(15m, (await PaymentsAsync(buyer, order)).Money("due_amount"));
    }

    [Fact]
    public async Task A_lost_payment_that_nobody_owed_and_a_dispute_has_taken_leaves_the_invoice_paid()
    {
        var (buyer, _, order) = await OrderAsync();
        await PayAsync(buyer, order);
        await LoseAsync(await PayUnknownAsync(order));
        await TellLastAsync();
        await Eventually.TrueAsync(async () =>
        {
            await WorkAsync();
            return (await RefundsAsync(buyer, order)).Any();
        }, "the dispute is booked");
        await WorkAsync();
        Assert.Equal([("dispute_lost", 20m)], await RefundsAsync(buyer, order));
        Assert.Equal((40m, 0m), await AtProviderAsync());
        Assert.Equal(0m, (await buyer.ReadAsync($"/sales/invoices/{order.Id("invoice_id")}"))
            .Money("refunded_amount"));
    }

    [Fact]
    public async Task A_message_that_cannot_be_handled_is_parked_and_not_lost()
    {
        var (buyer, admin, order) = await OrderAsync();
        await PayAsync(buyer, order, NeedsBank);
        var reference = await ReferenceAsync(admin, order);
        var body = Event("evt_1", "payment_intent.succeeded",
            $$"""{"id":"{{reference}}","object":"payment_intent","amount":2000,"currency":"eur","metadata":null}""");
        await Simulator.OrderAsync(new { kind = "down" });
        await SendAsync(body, Sign(body));
        for (var i = 0; i < 30; i++)
        {
            await Till.WorkOffAsync<PaymentNotificationHandler>();
            Shop.Clock.Advance(TimeSpan.FromHours(2));
        }
        Assert.Equal(1, await Shop.Database.ReadAsync<long>(
            "SELECT count(*) FROM work_items WHERE queue = 'payment-notifications' AND parked_at IS NOT NULL"));
        Assert.Equal(1, await CountAsync());
    }

    /// <summary>Pays the order at the provider, as if the shop had lost all it knew of that.</summary>
    private async Task<string> PayUnknownAsync(JsonElement order, string number = "7") =>
        (await Simulator.Client.V1.PaymentIntents.CreateAsync(new()
        {
            Amount = 2000, Currency = "eur", Confirm = true, PaymentMethod = Visa, ReturnUrl = "https://shop.example",
            Metadata = new()
            {
                ["petshop_order"] = order.Id().ToString(CultureInfo.InvariantCulture), ["petshop_payment"] = number,
            },
        })).Id;

    /// <summary>Lets the provider tell the shop of the last payment.</summary>
    private async Task TellLastAsync()
    {
        await ListenAsync();
        var events = await Simulator.Client.V1.Events.ListAsync(new() { Type = "payment_intent.succeeded" });
        await Simulator.ControlAsync(HttpMethod.Post, $"events/{events.First().Id}/resend");
    }

    private Task<long> CountAsync() => Shop.Database.ReadAsync<long>("SELECT count(*) FROM payment_notifications");

    private Task<string> OutcomeAsync(string id) => Shop.Database.ReadAsync<string>(
        "SELECT outcome FROM payment_notifications WHERE event_id = $1", id);

    private Task<HttpResponseMessage> SendAsync(string body, string? signature, string provider = "stripe") =>
        Till.SendMessageAsync(body, signature, provider);

    private string Sign(string body, string secret = SimulatorHost.WebhookSecret, int minutesAgo = 0) =>
        Shop.Clock.Sign(body, secret, minutesAgo);

    private static string Event(string id, string type, string subject) => ProviderMessages.Event(id, type, subject);
}
