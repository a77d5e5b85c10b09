using System.Text.Json;
using PetShop.IntegrationTests.Core.Outbox;
using PetShop.IntegrationTests.Operations;
using PetShop.IntegrationTests.Sales;

namespace PetShop.IntegrationTests.Contract.Policies;

/// <summary>Events, their subscribers, jobs and queues.</summary>
internal sealed partial class EndpointScenario
{
    private async Task<string> CreateForOperationsAsync(string name) => name switch
    {
        "webhook" => $"{(await WebhookAsync()).Id()}",
        "event" => await EventAsync(),
        "delivered_event" => await DeliveredEventAsync(),
        "job" => "idempotency-cleanup",
        "webhooks" => name,
        "parked_item" => $"{await _shop.Database.ParkAsync("webhooks", await ThingAsync("new"))}",
        _ => throw new ArgumentException($"A scene has no {name}."),
    };

    private async Task<JsonElement> WebhookAsync() =>
        (await (await _admin.PostAsync("/webhooks", new { url = "https://localhost/petshop" }))
            .ShouldBeAsync(HttpStatusCode.Created)).GetProperty("webhook");

    private async Task<string> EventAsync()
    {
        await _shop.Catalogue.AddProductAsync();
        return $"{await _shop.LastEventAsync()}";
    }

    /// <summary>An event that the webhook has got.</summary>
    private async Task<string> DeliveredEventAsync()
    {
        var id = await ThingAsync("webhook");
        var made = await ThingAsync("event");
        await (await _admin.PostAsync($"/webhooks/{id}/replay?since={made}")).ShouldBeAsync(HttpStatusCode.OK);
        return (await _admin.ReadAsync($"/webhooks/{id}/deliveries")).Items()[0].GetProperty("cursor").GetRawText();
    }
}
