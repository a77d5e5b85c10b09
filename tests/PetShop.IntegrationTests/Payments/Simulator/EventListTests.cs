using PetShop.IntegrationTests.Core.Cache;
using Stripe;

namespace PetShop.IntegrationTests.Payments.Simulator;

public sealed class EventListTests : SimulatorTest
{
    [Fact]
    public async Task Events_are_read_in_pages_by_type_and_time()
    {
        for (var number = 0; number < 5; number++)
            await Intents.CreateAsync(Order(confirm: false));
        var last = await CaptureAsync();
        var service = Simulator.Client.V1.Events;
        var all = (await service.ListAsync(new() { Limit = 100 })).Data;
        Assert.Equal(10, all.Count);
        Assert.Equal("payment_intent.succeeded", all[0].Type);
        var page = await service.ListAsync(new() { Limit = 4, StartingAfter = all[3].Id });
        Assert.Equal(all.Slice(4, 4).Select(happened => happened.Id), page.Data.Select(happened => happened.Id));
        Assert.True(page.HasMore);
        Assert.False((await service.ListAsync(new() { Limit = 4, StartingAfter = all[5].Id })).HasMore);
        var created = await service.ListAsync(new() { Type = "payment_intent.created" });
        Assert.Equal(6, created.Data.Count);
        var two = await service.ListAsync(new() { Types = ["charge.succeeded", "charge.captured"] });
        Assert.Equal(["charge.captured", "charge.succeeded"], two.Data.Select(happened => happened.Type));
        Assert.Equal(10, (await service.ListAsync(new()
        {
            Limit = 100,
            Created = new DateRangeOptions { GreaterThanOrEqual = all[^1].Created },
        })).Data.Count);
        Assert.Empty((await service.ListAsync(new()
        {
            Created = new DateRangeOptions { GreaterThan = last.Created.AddDays(1) },
        })).Data);
        await RefusedAsync(HttpStatusCode.NotFound, "resource_missing",
            () => service.ListAsync(new() { StartingAfter = "evt_unknown" }));
        await RefusedAsync(HttpStatusCode.BadRequest, null,
            () => service.ListAsync(new() { Limit = 101 }));
    }

    [Fact]
    public async Task Events_that_the_endpoint_has_not_taken_are_listed_apart()
    {
        await using var shop = await WebhookReceiver.StartAsync();
        await Simulator.ControlAsync(HttpMethod.Put, "webhook", new { url = shop.Address });
        await Intents.CreateAsync(Order(confirm: false));
        await Simulator.OrderAsync(new { kind = "webhook_never", times = 1 });
        await Intents.CreateAsync(Order(confirm: false));
        var service = Simulator.Client.V1.Events;
        await Eventually.TrueAsync(
            async () => (await service.ListAsync(new() { DeliverySuccess = true })).Data.Count == 1,
            "the first event has arrived");
        var missed = Assert.Single((await service.ListAsync(new() { DeliverySuccess = false })).Data);
        Assert.Equal((await service.ListAsync(new() { Limit = 1 })).Data.Single().Id, missed.Id);
    }
}
