using Stripe;

namespace PetShop.IntegrationTests.Payments.Simulator;

/// <summary>A test that uses a simulator, and the steps that many tests share.</summary>
public abstract class SimulatorTest : IAsyncLifetime
{
    private protected SimulatorHost Simulator { get; private set; } = null!;

    private protected PaymentIntentService Intents => Simulator.Client.V1.PaymentIntents;

    private protected RefundService Refunds => Simulator.Client.V1.Refunds;

    private protected virtual Uri? Webhooks => null;

    public virtual async Task InitializeAsync() => Simulator = await SimulatorHost.StartAsync(Webhooks);

    public virtual async Task DisposeAsync() => await Simulator.DisposeAsync();

    private protected static PaymentIntentCreateOptions Order(
        string method = "pm_card_visa", long amount = 1600, bool confirm = true, string capture = "manual") => new()
        {
            Amount = amount,
            Currency = "eur",
            CaptureMethod = capture,
            Confirm = confirm,
            PaymentMethod = method,
            ReturnUrl = confirm ? "https://shop.example/orders/1" : null,
            Metadata = new() { ["order"] = "1" },
        };

    private protected Task<PaymentIntent> AuthoriseAsync(long amount = 1600, string method = "pm_card_visa") =>
        Intents.CreateAsync(Order(method, amount));

    private protected async Task<PaymentIntent> CaptureAsync(long amount = 1600, string method = "pm_card_visa") =>
        await Intents.CaptureAsync((await AuthoriseAsync(amount, method)).Id);

    private protected static RequestOptions Key(string key) => new() { IdempotencyKey = key };

    private protected static bool IsReplay(IStripeEntity entity) =>
        entity.StripeResponse.Headers.TryGetValues("Idempotent-Replayed", out var values)
        && values.Single() == "true";

    /// <summary>The call is refused with this status and code.</summary>
    private protected static async Task<StripeError> RefusedAsync(
        HttpStatusCode status, string? code, Func<Task> call)
    {
        var refused = await Assert.ThrowsAsync<StripeException>(call);
        Assert.Equal((status, code), (refused.HttpStatusCode, refused.StripeError.Code));
        return refused.StripeError;
    }
}
