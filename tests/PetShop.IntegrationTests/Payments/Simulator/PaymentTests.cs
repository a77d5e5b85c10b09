using Stripe;

namespace PetShop.IntegrationTests.Payments.Simulator;

public sealed class PaymentTests : SimulatorTest
{
    [Fact]
    public async Task A_payment_is_authorised_and_captured_later()
    {
        var intent = await Intents.CreateAsync(Order());
        Assert.Equal(("requires_capture", 1600L, 0L),
            (intent.Status, intent.AmountCapturable, intent.AmountReceived));
        Assert.StartsWith("pi_", intent.Id, StringComparison.Ordinal);
        Assert.StartsWith(intent.Id + "_secret_", intent.ClientSecret, StringComparison.Ordinal);
        Assert.False(intent.Livemode);
        Assert.Equal("1", intent.Metadata["order"]);
        var captured = await Intents.CaptureAsync(intent.Id, new()
        {
            Metadata = new() { ["captured_by"] = "a" },
            Expand = ["latest_charge"],
        });
        Assert.Equal(("succeeded", 0L, 1600L),
            (captured.Status, captured.AmountCapturable, captured.AmountReceived));
        Assert.Equal(["order", "captured_by"], captured.Metadata.Keys);
        Assert.True(captured.LatestCharge.Captured);
        Assert.Equal(1600, captured.LatestCharge.AmountCaptured);
        Assert.Equal("4242", captured.LatestCharge.PaymentMethodDetails.Card.Last4);
        var charge = await Simulator.Client.V1.Charges.GetAsync(captured.LatestChargeId);
        Assert.Equal(captured.Id, charge.PaymentIntentId);
    }

    [Fact]
    public async Task A_payment_without_manual_capture_is_captured_at_once()
    {
        var intent = await Intents.CreateAsync(Order(capture: "automatic"));
        Assert.Equal(("succeeded", 1600L), (intent.Status, intent.AmountReceived));
        await RefusedAsync(HttpStatusCode.BadRequest, "payment_intent_unexpected_state",
            () => Intents.CaptureAsync(intent.Id));
    }

    [Fact]
    public async Task A_payment_is_created_first_and_confirmed_later()
    {
        var created = await Intents.CreateAsync(new() { Amount = 1600, Currency = "eur", CaptureMethod = "manual" });
        Assert.Equal("requires_payment_method", created.Status);
        var changed = await Intents.UpdateAsync(created.Id, new() { Amount = 1700, PaymentMethod = "pm_card_visa" });
        Assert.Equal(("requires_confirmation", 1700L), (changed.Status, changed.Amount));
        var confirmed = await Intents.ConfirmAsync(created.Id);
        Assert.Equal(("requires_capture", 1700L), (confirmed.Status, confirmed.AmountCapturable));
        await RefusedAsync(HttpStatusCode.BadRequest, "payment_intent_unexpected_state",
            () => Intents.UpdateAsync(created.Id, new() { Amount = 1800 }));
        await RefusedAsync(HttpStatusCode.BadRequest, "payment_intent_unexpected_state",
            () => Intents.ConfirmAsync(created.Id, new() { PaymentMethod = "pm_card_visa" }));
    }

    [Fact]
    public async Task A_part_is_captured_and_the_rest_released()
    {
        var intent = await AuthoriseAsync();
        var error = await RefusedAsync(HttpStatusCode.BadRequest, "amount_too_large",
            () => Intents.CaptureAsync(intent.Id, new() { AmountToCapture = 1601 }));
        Assert.Equal("amount_to_capture", error.Param);
        var captured = await Intents.CaptureAsync(intent.Id, new()
        {
            AmountToCapture = 1000,
            Expand = ["latest_charge"],
        });
        Assert.Equal((1600L, 1000L, 0L), (captured.Amount, captured.AmountReceived, captured.AmountCapturable));
        Assert.Equal((1000L, 600L),
            (captured.LatestCharge.AmountCaptured, captured.LatestCharge.AmountRefunded));
        Assert.Empty((await Refunds.ListAsync(new() { PaymentIntent = intent.Id })).Data);
        await RefusedAsync(HttpStatusCode.BadRequest, "payment_intent_unexpected_state",
            () => Intents.CaptureAsync(intent.Id, new() { AmountToCapture = 600 }));
    }

    [Fact]
    public async Task A_payment_that_is_not_captured_is_canceled()
    {
        var intent = await AuthoriseAsync();
        var canceled = await Intents.CancelAsync(intent.Id, new() { CancellationReason = "abandoned" });
        Assert.Equal(("canceled", "abandoned", 0L),
            (canceled.Status, canceled.CancellationReason, canceled.AmountCapturable));
        Assert.NotNull(canceled.CanceledAt);
        var error = await RefusedAsync(HttpStatusCode.BadRequest, "payment_intent_unexpected_state",
            () => Intents.CaptureAsync(intent.Id));
        Assert.Equal(("canceled", intent.Id), (error.PaymentIntent.Status, error.PaymentIntent.Id));
        var captured = await CaptureAsync();
        await RefusedAsync(HttpStatusCode.BadRequest, "payment_intent_unexpected_state",
            () => Intents.CancelAsync(captured.Id));
    }

    [Fact]
    public async Task Wrong_parameters_are_named()
    {
        foreach (var (options, code, param) in new[]
        {
            (new PaymentIntentCreateOptions { Currency = "eur" }, "parameter_missing", "amount"),
            (new() { Amount = 1600 }, "parameter_missing", "currency"),
            (new() { Amount = 49, Currency = "eur" }, "amount_too_small", "amount"),
            (new() { Amount = 100_000_000, Currency = "eur" }, "amount_too_large", "amount"),
            (new() { Amount = 1600, Currency = "euro" }, null, "currency"),
            (new() { Amount = 1600, Currency = "eur", Confirm = true }, "parameter_missing", "payment_method"),
            (new() { Amount = 1600, Currency = "eur", OffSession = true }, "parameter_unknown", "off_session"),
            (new() { Amount = 1600, Currency = "eur", ReturnUrl = "https://shop.example/" }, null, "return_url"),
            (new() { Amount = 1600, Currency = "eur", Expand = ["client_secret"] }, null, "expand"),
        })
            Assert.Equal(param,
                (await RefusedAsync(HttpStatusCode.BadRequest, code, () => Intents.CreateAsync(options))).Param);
        await RefusedAsync(HttpStatusCode.NotFound, "resource_missing", () => Intents.GetAsync("pi_unknown"));
        Assert.Empty((await Intents.ListAsync()).Data);
    }

    [Fact]
    public async Task A_request_needs_the_key()
    {
        using var http = new HttpClient();
        var stranger = SimulatorHost.ClientOf(Simulator.Address, http, "sk_test_other");
        await RefusedAsync(HttpStatusCode.Unauthorized, null, () => stranger.V1.PaymentIntents.ListAsync());
        using var response = await http.GetAsync(new Uri(Simulator.Address, "v1/payment_intents"));
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Payments_are_listed_in_pages_the_newest_first()
    {
        var ids = new List<string>();
        for (var number = 0; number < 7; number++)
            ids.Add((await Intents.CreateAsync(Order(confirm: false))).Id);
        ids.Reverse();
        var first = await Intents.ListAsync(new() { Limit = 3 });
        Assert.Equal(ids[..3], first.Data.Select(intent => intent.Id));
        Assert.True(first.HasMore);
        var read = new List<string>();
        await foreach (var intent in Intents.ListAutoPagingAsync(new() { Limit = 3 }))
            read.Add(intent.Id);
        Assert.Equal(ids, read);
        var newer = await Intents.ListAsync(new() { Limit = 2, EndingBefore = ids[4] });
        Assert.Equal(ids[2..4], newer.Data.Select(intent => intent.Id));
        Assert.Empty((await Intents.ListAsync(new()
        {
            Created = new DateRangeOptions { LessThan = DateTime.UnixEpoch.AddDays(1) },
        })).Data);
    }
}
