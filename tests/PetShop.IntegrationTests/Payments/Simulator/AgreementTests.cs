using Stripe;

namespace PetShop.IntegrationTests.Payments.Simulator;

/// <summary>
/// What the shop relies on, at the simulator, and at Stripe's test mode if <c>STRIPE_API_KEY</c> has a test key.
/// </summary>
public sealed class AgreementTests : IAsyncLifetime
{
    private const string Stripe = "stripe";
    private readonly string _run = Guid.NewGuid().ToString("n");
    private SimulatorHost _simulator = null!;

    public static TheoryData<string> Providers =>
        StripeKey is null ? ["simulator"] : ["simulator", Stripe];

    private static string? StripeKey =>
        Environment.GetEnvironmentVariable("STRIPE_API_KEY") is { } key
        && key.StartsWith("sk_test_", StringComparison.Ordinal) ? key : null;

    public async Task InitializeAsync() => _simulator = await SimulatorHost.StartAsync();

    public async Task DisposeAsync() => await _simulator.DisposeAsync();

    [Theory, MemberData(nameof(Providers))]
    public async Task An_authorised_payment_is_captured_in_part(string provider)
    {
        var intents = Of(provider).PaymentIntents;
        var intent = await intents.CreateAsync(Order("pm_card_visa"));
        Assert.Equal(("requires_capture", 1600L), (intent.Status, intent.AmountCapturable));
        var captured = await intents.CaptureAsync(intent.Id, new()
        {
            AmountToCapture = 1000,
            Expand = ["latest_charge"],
        });
        Assert.Equal(("succeeded", 1000L, 0L),
            (captured.Status, captured.AmountReceived, captured.AmountCapturable));
        Assert.Equal((1600L, 1000L, 600L), (captured.LatestCharge.Amount, captured.LatestCharge.AmountCaptured,
            captured.LatestCharge.AmountRefunded));
        await RefusedAsync(400, "payment_intent_unexpected_state", () => intents.CaptureAsync(intent.Id));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task An_authorised_payment_is_canceled(string provider)
    {
        var intents = Of(provider).PaymentIntents;
        var intent = await intents.CreateAsync(Order("pm_card_visa"));
        Assert.Equal("canceled", (await intents.CancelAsync(intent.Id)).Status);
        await RefusedAsync(400, "payment_intent_unexpected_state", () => intents.CancelAsync(intent.Id));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task A_declined_payment_waits_for_another_card(string provider)
    {
        var intents = Of(provider).PaymentIntents;
        var error = await RefusedAsync(402, "card_declined",
            () => intents.CreateAsync(Order("pm_card_visa_chargeDeclinedInsufficientFunds")));
        Assert.Equal(("card_error", "insufficient_funds", "requires_payment_method"),
            (error.Type, error.DeclineCode, error.PaymentIntent.Status));
        var paid = await intents.ConfirmAsync(error.PaymentIntent.Id, new()
        {
            PaymentMethod = "pm_card_visa",
            ReturnUrl = "https://shop.example/",
        });
        Assert.Equal("requires_capture", paid.Status);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task A_payment_asks_for_the_customer(string provider)
    {
        var intent = await Of(provider).PaymentIntents.CreateAsync(Order("pm_card_threeDSecure2Required"));
        Assert.Equal(("requires_action", "redirect_to_url"), (intent.Status, intent.NextAction.Type));
        Assert.Equal("https://shop.example/", intent.NextAction.RedirectToUrl.ReturnUrl);
        Assert.True(Uri.IsWellFormedUriString(intent.NextAction.RedirectToUrl.Url, UriKind.Absolute));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Refunds_end_at_what_was_captured(string provider)
    {
        var client = Of(provider);
        var intent = await client.PaymentIntents.CreateAsync(Order("pm_card_visa"));
        await client.PaymentIntents.CaptureAsync(intent.Id);
        var refund = await client.Refunds.CreateAsync(new() { PaymentIntent = intent.Id, Amount = 600 });
        Assert.Equal(("succeeded", 600L), (refund.Status, refund.Amount));
        await RefusedAsync(400, null,
            () => client.Refunds.CreateAsync(new() { PaymentIntent = intent.Id, Amount = 1001 }));
        await client.Refunds.CreateAsync(new() { PaymentIntent = intent.Id });
        await RefusedAsync(400, "charge_already_refunded",
            () => client.Refunds.CreateAsync(new() { PaymentIntent = intent.Id }));
        Assert.Equal(1600,
            (await client.Refunds.ListAsync(new() { PaymentIntent = intent.Id })).Data.Sum(found => found.Amount));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task A_key_repeats_its_answer_and_refuses_another_request(string provider)
    {
        var intents = Of(provider).PaymentIntents;
        var key = new RequestOptions { IdempotencyKey = _run };
        var first = await intents.CreateAsync(Order("pm_card_visa"), key);
        var again = await intents.CreateAsync(Order("pm_card_visa"), key);
        Assert.Equal(first.Id, again.Id);
        Assert.True(again.StripeResponse.Headers.Contains("Idempotent-Replayed"));
        var other = Order("pm_card_visa");
        other.Amount = 1700;
        Assert.Equal("idempotency_error", (await RefusedAsync(400, null, () => intents.CreateAsync(other, key))).Type);
    }

    private V1Services Of(string provider) =>
        provider == Stripe ? new StripeClient(StripeKey).V1 : _simulator.Client.V1;

    private PaymentIntentCreateOptions Order(string method) => new()
    {
        Amount = 1600,
        Currency = "eur",
        CaptureMethod = "manual",
        Confirm = true,
        PaymentMethod = method,
        AllowedPaymentMethodTypes = ["card"],
        ReturnUrl = "https://shop.example/",
        Metadata = new() { ["run"] = _run },
    };

    private static async Task<StripeError> RefusedAsync(int status, string? code, Func<Task> call)
    {
        var refused = await Assert.ThrowsAsync<StripeException>(call);
        Assert.Equal((status, code), ((int)refused.HttpStatusCode, refused.StripeError.Code));
        return refused.StripeError;
    }
}
