using System.Diagnostics;
using System.Net.Http.Json;
using Stripe;

namespace PetShop.IntegrationTests.Payments.Simulator;

public sealed class FaultTests : SimulatorTest
{
    [Fact]
    public async Task A_charge_that_is_never_answered_has_its_effect()
    {
        await Simulator.OrderAsync(new { kind = "timeout_after", times = 1 });
        using var gone = new CancellationTokenSource();
        var call = Intents.CreateAsync(Order(), Key("order-1"), gone.Token);
        while ((await Intents.ListAsync()).Data.Count == 0)
            await Task.Yield();
        Assert.False(call.IsCompleted);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => call);
        var again = await Intents.CreateAsync(Order(), Key("order-1"));
        Assert.True(IsReplay(again));
        Assert.Single((await Intents.ListAsync()).Data);
    }

    [Fact]
    public async Task A_request_that_is_never_answered_and_has_no_effect_can_be_repeated()
    {
        await Simulator.OrderAsync(new { kind = "timeout_before", times = 1 });
        using var gone = new CancellationTokenSource();
        var call = Intents.CreateAsync(Order(), null, gone.Token);
        while (await Simulator.HitsAsync() == 0)
            await Task.Yield();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => call);
        Assert.Empty((await Intents.ListAsync()).Data);
    }

    [Fact]
    public async Task An_error_before_the_effect_has_none_and_the_key_stays_usable()
    {
        await Simulator.OrderAsync(new { kind = "error_before", times = 1 });
        var error = await RefusedAsync(HttpStatusCode.InternalServerError, null,
            () => Intents.CreateAsync(Order(), Key("order-1")));
        Assert.Equal("api_error", error.Type);
        Assert.Empty((await Intents.ListAsync()).Data);
        Assert.False(IsReplay(await Intents.CreateAsync(Order(), Key("order-1"))));
    }

    [Fact]
    public async Task An_error_after_the_effect_is_answered_again_and_only_a_list_shows_the_payment()
    {
        await Simulator.OrderAsync(new { kind = "error_after", times = 1 });
        foreach (var _ in new[] { 1, 2 })
            await RefusedAsync(HttpStatusCode.InternalServerError, null,
                () => Intents.CreateAsync(Order(), Key("order-1")));
        var intent = (await Intents.ListAsync()).Data.Single();
        Assert.Equal("requires_capture", intent.Status);
        await Simulator.OrderAsync(new { kind = "error_after", times = 1, kept = false, operation = "capture" });
        await RefusedAsync(HttpStatusCode.InternalServerError, null, () => Intents.CaptureAsync(intent.Id));
        Assert.Equal("succeeded", (await Intents.GetAsync(intent.Id)).Status);
    }

    [Fact]
    public async Task Too_many_requests_are_refused()
    {
        await Simulator.OrderAsync(new { kind = "rate_limit", times = 2 });
        await RefusedAsync(HttpStatusCode.TooManyRequests, "rate_limit",
            () => Intents.CreateAsync(Order(), Key("order-1")));
        await RefusedAsync(HttpStatusCode.TooManyRequests, "rate_limit", () => Intents.ListAsync());
        Assert.False(IsReplay(await Intents.CreateAsync(Order(), Key("order-1"))));
    }

    [Fact]
    public async Task A_slow_call_has_its_effect()
    {
        await Simulator.OrderAsync(new { kind = "latency", times = 1, delay_ms = 200, operation = "create" });
        var watch = Stopwatch.StartNew();
        await Intents.CreateAsync(Order());
        Assert.True(watch.ElapsedMilliseconds >= 190);
    }

    [Fact]
    public async Task Everything_is_down_until_the_faults_are_removed()
    {
        await Simulator.OrderAsync(new { kind = "down" });
        await RefusedAsync(HttpStatusCode.ServiceUnavailable, null, () => Intents.CreateAsync(Order()));
        await RefusedAsync(HttpStatusCode.ServiceUnavailable, null, () => Intents.ListAsync());
        await Simulator.ControlAsync(HttpMethod.Delete, "faults");
        await Simulator.OrderAsync(new { kind = "closed", times = 1 });
        await Assert.ThrowsAnyAsync<Exception>(() => Intents.CreateAsync(Order()));
        await Simulator.OrderAsync(new { kind = "closed_after", times = 1, operation = "create" });
        await Assert.ThrowsAnyAsync<Exception>(() => Intents.CreateAsync(Order()));
        Assert.Single((await Intents.ListAsync()).Data);
    }

    [Fact]
    public async Task A_fault_with_a_probability_repeats_with_its_seed()
    {
        var first = await FailuresAsync(seed: 7);
        Assert.InRange(first.Count(failed => failed), 1, 39);
        Assert.Equal(first, await FailuresAsync(seed: 7));
        Assert.NotEqual(first, await FailuresAsync(seed: 8));
    }

    [Fact]
    public async Task Faults_are_listed_with_what_is_left_of_them()
    {
        await Simulator.OrderAsync(new { kind = "error_before", times = 3 });
        await RefusedAsync(HttpStatusCode.InternalServerError, null, () => Intents.CreateAsync(Order()));
        var fault = (await Simulator.ControlAsync(HttpMethod.Get, "faults"))[0];
        Assert.Equal(("error_before", 1, 2), (fault.GetProperty("fault").GetProperty("kind").GetString(),
            fault.GetProperty("hits").GetInt32(), fault.GetProperty("left").GetInt32()));
    }

    [Fact]
    public async Task A_wrong_order_is_refused()
    {
        var faults = new Uri(Simulator.Address, "_control/faults");
        foreach (var order in new object[]
        {
            new { kind = "unknown" }, new { kind = "down", times = 0 }, new { kind = "down", operation = "unknown" },
            new { kind = "down", probability = 1.5 }, new { kind = "down", often = true },
        })
            Assert.Equal(HttpStatusCode.BadRequest,
                (await Simulator.Http.PostAsJsonAsync(faults, order)).StatusCode);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["kind"] = "down" });
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await Simulator.Http.PostAsync(faults, form)).StatusCode);
        Assert.Empty((await Intents.ListAsync()).Data);
    }

    private async Task<List<bool>> FailuresAsync(int seed)
    {
        await Simulator.ControlAsync(HttpMethod.Delete, "faults");
        await Simulator.OrderAsync(new { kind = "error_before", probability = 0.5, seed });
        var failures = new List<bool>();
        for (var number = 0; number < 40; number++)
        {
            try
            {
                await Intents.CreateAsync(Order(confirm: false));
                failures.Add(false);
            }
            catch (StripeException)
            {
                failures.Add(true);
            }
        }
        return failures;
    }
}
