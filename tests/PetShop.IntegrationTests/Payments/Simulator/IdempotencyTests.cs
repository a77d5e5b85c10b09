using Microsoft.Extensions.Time.Testing;
using Stripe;

namespace PetShop.IntegrationTests.Payments.Simulator;

public sealed class IdempotencyTests : SimulatorTest
{
    [Fact]
    public async Task A_repeated_request_gets_the_first_answer_again()
    {
        var first = await Intents.CreateAsync(Order(), Key("order-1"));
        Assert.False(IsReplay(first));
        await Intents.CaptureAsync(first.Id, null, Key("capture-1"));
        var again = await Intents.CreateAsync(Order(), Key("order-1"));
        Assert.True(IsReplay(again));
        Assert.Equal((first.Id, "requires_capture"), (again.Id, again.Status));
        Assert.Equal("succeeded", (await Intents.CaptureAsync(first.Id, null, Key("capture-1"))).Status);
        Assert.Single((await Intents.ListAsync()).Data);
    }

    [Fact]
    public async Task An_answer_is_kept_for_a_day()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var simulator = await SimulatorHost.StartAsync(time: clock);
        var service = simulator.Client.V1.PaymentIntents;
        var first = await service.CreateAsync(Order(), Key("order-1"));
        clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        Assert.Equal(first.Id, (await service.CreateAsync(Order(), Key("order-1"))).Id);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotEqual(first.Id, (await service.CreateAsync(Order(), Key("order-1"))).Id);
    }

    [Fact]
    public async Task A_decline_is_repeated_too()
    {
        foreach (var _ in new[] { 1, 2 })
        {
            var error = await RefusedAsync(HttpStatusCode.PaymentRequired, "card_declined",
                () => Intents.CreateAsync(Order("pm_card_visa_chargeDeclined"), Key("order-1")));
            Assert.Equal((await Intents.ListAsync()).Data.Single().Id, error.PaymentIntent.Id);
        }
    }

    [Fact]
    public async Task Another_request_with_the_key_is_refused()
    {
        var intent = await Intents.CreateAsync(Order(), Key("order-1"));
        foreach (var call in new Func<Task>[]
        {
            () => Intents.CreateAsync(Order(amount: 1700), Key("order-1")),
            () => Intents.CaptureAsync(intent.Id, null, Key("order-1")),
        })
            Assert.Equal("idempotency_error", (await RefusedAsync(HttpStatusCode.BadRequest, null, call)).Type);
        Assert.Equal("requires_capture", (await Intents.GetAsync(intent.Id)).Status);
    }

    [Fact]
    public async Task A_request_with_wrong_parameters_does_not_use_up_the_key()
    {
        await RefusedAsync(HttpStatusCode.BadRequest, "amount_too_small",
            () => Intents.CreateAsync(Order(amount: 1), Key("order-1")));
        Assert.Equal("requires_capture", (await Intents.CreateAsync(Order(), Key("order-1"))).Status);
    }

    [Fact]
    public async Task A_refusal_by_the_status_is_repeated_although_the_status_has_changed()
    {
        var intent = await Intents.CreateAsync(Order(confirm: false));
        await RefusedAsync(HttpStatusCode.BadRequest, "payment_intent_unexpected_state",
            () => Intents.CaptureAsync(intent.Id, null, Key("capture-1")));
        await Intents.ConfirmAsync(intent.Id);
        await RefusedAsync(HttpStatusCode.BadRequest, "payment_intent_unexpected_state",
            () => Intents.CaptureAsync(intent.Id, null, Key("capture-1")));
        await Intents.CaptureAsync(intent.Id, null, Key("capture-2"));
    }

    [Fact]
    public async Task A_key_is_in_use_while_its_request_runs()
    {
        await Simulator.OrderAsync(new { kind = "timeout_before", times = 1 });
        using var gone = new CancellationTokenSource();
        var running = Intents.CreateAsync(Order(), Key("order-1"), gone.Token);
        while (await Simulator.HitsAsync() == 0)
            await Task.Yield();
        var error = await RefusedAsync(HttpStatusCode.Conflict, "idempotency_key_in_use",
            () => Intents.CreateAsync(Order(), Key("order-1")));
        Assert.Equal("idempotency_error", error.Type);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => running);
    }

    [Fact]
    public async Task Of_20_captures_at_once_one_succeeds()
    {
        var intent = await AuthoriseAsync();
        var captures = await Task.WhenAll(Enumerable.Range(0, 20).Select(number =>
            TryAsync(() => Intents.CaptureAsync(intent.Id, null, Key($"capture-{number}")))));
        Assert.Single(captures, error => error is null);
        Assert.Equal(19, captures.Count(error => error?.Code == "payment_intent_unexpected_state"));
        var events = await Simulator.Client.V1.Events.ListAsync(new() { Type = "payment_intent.succeeded" });
        Assert.Single(events.Data);
    }

    [Fact]
    public async Task Of_20_equal_requests_with_one_key_one_has_an_effect()
    {
        var creations = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            TryAsync(() => Intents.CreateAsync(Order(), Key("order-1")))));
        Assert.All(creations, error => Assert.True(error is null or { Code: "idempotency_key_in_use" }));
        Assert.Single((await Intents.ListAsync()).Data);
    }

    [Fact]
    public async Task Of_50_refunds_at_once_as_many_succeed_as_there_is_money()
    {
        var intent = await CaptureAsync(amount: 1000);
        var refunds = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => TryAsync(
            () => Refunds.CreateAsync(new() { PaymentIntent = intent.Id, Amount = 100 }))));
        Assert.Equal(10, refunds.Count(error => error is null));
        Assert.Equal(1000, (await Refunds.ListAsync(new() { PaymentIntent = intent.Id, Limit = 100 })).Data
            .Sum(refund => refund.Amount));
    }

    private static async Task<StripeError?> TryAsync(Func<Task> call)
    {
        try
        {
            await call();
            return null;
        }
        catch (StripeException e)
        {
            return e.StripeError;
        }
    }
}
