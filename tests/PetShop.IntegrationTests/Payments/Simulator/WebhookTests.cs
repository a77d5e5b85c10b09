using Stripe;

namespace PetShop.IntegrationTests.Payments.Simulator;

public sealed class WebhookTests : SimulatorTest
{
    private static readonly string[] OfAuthorisation =
        ["payment_intent.created", "charge.succeeded", "payment_intent.amount_capturable_updated"];
    private static readonly string[] OfCapture = ["charge.captured", "payment_intent.succeeded"];

    private WebhookReceiver _shop = null!;

    private protected override Uri Webhooks => _shop.Address;

    public override async Task InitializeAsync()
    {
        _shop = await WebhookReceiver.StartAsync();
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _shop.DisposeAsync();
    }

    [Fact]
    public async Task Signed_events_arrive_in_their_order_and_say_what_caused_them()
    {
        var intent = await Intents.CreateAsync(Order(), Key("order-1"));
        await Intents.CaptureAsync(intent.Id, null, Key("capture-1"));
        var events = await _shop.WaitForAsync(5);
        Assert.Equal([.. OfAuthorisation, .. OfCapture], events.Select(happened => happened.Type));
        Assert.Equal([.. Enumerable.Repeat("order-1", 3), .. Enumerable.Repeat("capture-1", 2)],
            events.Select(happened => happened.Request.IdempotencyKey));
        var shown = Assert.IsType<PaymentIntent>(events[2].Data.Object);
        Assert.Equal((intent.Id, "requires_capture", "1"), (shown.Id, shown.Status, shown.Metadata["order"]));
        Assert.Equal(StripeConfiguration.ApiVersion, events[0].ApiVersion);
        Assert.Equal(events[4].Id, (await Simulator.Client.V1.Events.GetAsync(events[4].Id)).Id);
    }

    [Fact]
    public async Task A_wrong_secret_or_another_body_does_not_fit_the_signature()
    {
        await AuthoriseAsync();
        var body = (await _shop.WaitForAsync(1))[0].ToJson();
        var signature = PaymentSimulator.Webhooks.WebhookSignature.Of(
            System.Text.Encoding.UTF8.GetBytes(body), SimulatorHost.WebhookSecret,
            DateTimeOffset.Parse("2027-01-01T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture)
                .ToUnixTimeSeconds());
        EventUtility.ValidateSignature(body, signature, SimulatorHost.WebhookSecret, long.MaxValue);
        Assert.Throws<StripeException>(
            () => EventUtility.ValidateSignature(body, signature, "whsec_other", long.MaxValue));
        Assert.Throws<StripeException>(
            () => EventUtility.ValidateSignature(body + " ", signature, SimulatorHost.WebhookSecret, long.MaxValue));
    }

    [Fact]
    public async Task A_refused_webhook_is_sent_again_until_it_is_accepted()
    {
        _shop.AnswerNext(500, 503, 302, 200);
        await Intents.CreateAsync(Order(confirm: false));
        var events = await _shop.WaitForAsync(4);
        Assert.Single(events.Select(happened => happened.Id).Distinct());
        var delivery = await DeliveryAsync(found => found.GetProperty("state").GetString() == "Delivered");
        Assert.Equal((4, 200),
            (delivery.GetProperty("attempts").GetInt32(), delivery.GetProperty("last_status").GetInt32()));
    }

    [Fact]
    public async Task A_webhook_is_sent_twice()
    {
        await Simulator.OrderAsync(new { kind = "webhook_twice", times = 1 });
        await Intents.CreateAsync(Order());
        var events = await _shop.WaitForAsync(6);
        Assert.All(events.CountBy(happened => happened.Id), count => Assert.Equal(2, count.Value));
        await Intents.CreateAsync(Order(confirm: false));
        Assert.Equal(7, (await _shop.WaitForAsync(7)).Count);
    }

    [Fact]
    public async Task A_webhook_is_sent_late()
    {
        await Simulator.OrderAsync(new { kind = "webhook_late", times = 1, delay_ms = 3_600_000 });
        var late = await Intents.CreateAsync(Order(confirm: false));
        var next = await Intents.CreateAsync(Order(confirm: false));
        Assert.Equal(next.Id, AboutOf((await _shop.WaitForAsync(1))[0]));
        var delivery = await DeliveryAsync(found => found.GetProperty("state").GetString() == "Pending");
        Assert.Equal(0, delivery.GetProperty("attempts").GetInt32());
        await Simulator.OrderAsync(new { kind = "webhook_late", times = 1, delay_ms = 50 });
        await Intents.CancelAsync(late.Id);
        Assert.Equal(late.Id, AboutOf((await _shop.WaitForAsync(2))[1]));
    }

    [Fact]
    public async Task Webhooks_of_some_calls_are_reversed()
    {
        await Simulator.OrderAsync(new { kind = "webhook_reversed", times = 2 });
        var intent = await AuthoriseAsync();
        await Intents.CaptureAsync(intent.Id);
        var events = await _shop.WaitForAsync(5);
        Assert.Equal(OfAuthorisation.Concat(OfCapture).Reverse(), events.Select(happened => happened.Type));
    }

    [Fact]
    public async Task A_webhook_is_never_sent_but_its_event_is_listed()
    {
        await Simulator.OrderAsync(new { kind = "webhook_never", times = 1, operation = "create" });
        var intent = await AuthoriseAsync();
        await Intents.CaptureAsync(intent.Id);
        Assert.Equal(OfCapture, (await _shop.WaitForAsync(2)).Select(happened => happened.Type));
        Assert.Equal(5, (await Simulator.Client.V1.Events.ListAsync()).Data.Count);
        var created = (await Simulator.Client.V1.Events.ListAsync(new() { Type = "payment_intent.created" })).Data;
        await Simulator.ControlAsync(HttpMethod.Post, $"events/{created.Single().Id}/resend");
        Assert.Equal(created.Single().Id, (await _shop.WaitForAsync(3))[2].Id);
    }

    [Fact]
    public async Task Webhooks_arrive_before_the_call_is_answered()
    {
        await Simulator.OrderAsync(new { kind = "webhook_before_answer", times = 1 });
        await AuthoriseAsync();
        Assert.Equal(OfAuthorisation, _shop.Events.Select(happened => happened.Type));
    }

    [Fact]
    public async Task The_customer_and_the_bank_cause_webhooks_without_a_request()
    {
        var intent = await AuthoriseAsync(method: "pm_card_threeDSecure2Required");
        await Simulator.ControlAsync(
            HttpMethod.Post, $"payment_intents/{intent.Id}/authenticate", new { authorised = false });
        var events = await _shop.WaitForAsync(3);
        Assert.Equal(["payment_intent.created", "payment_intent.requires_action", "payment_intent.payment_failed"],
            events.Select(happened => happened.Type));
        Assert.Null(events[2].Request.Id);
    }

    private static string AboutOf(Event happened) => ((IHasId)happened.Data.Object).Id;

    /// <summary>Waits until there is such a delivery.</summary>
    private async Task<System.Text.Json.JsonElement> DeliveryAsync(Func<System.Text.Json.JsonElement, bool> isIt)
    {
        while (true)
        {
            var found = (await Simulator.ControlAsync(HttpMethod.Get, "deliveries")).EnumerateArray()
                .Where(isIt).ToList();
            if (found.Count == 1)
                return found[0];
            await Task.Delay(20);
        }
    }
}
