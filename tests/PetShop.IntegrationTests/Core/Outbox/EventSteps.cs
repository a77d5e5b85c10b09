using System.Text.Json;
using PetShop.Api.Core.Outbox;
using PetShop.IntegrationTests.Sales;

namespace PetShop.IntegrationTests.Core.Outbox;

/// <summary>Helpers for events.</summary>
internal static class EventSteps
{
    /// <summary>Numbers what has been committed, and returns all events.</summary>
    public static async Task<IReadOnlyList<JsonElement>> EventsAsync(this ShopFixture shop, string query = "")
    {
        await shop.RunJobAsync<EventNumbersJob>();
        return (await (await shop.AdminAsync()).ReadAsync($"/events?limit=500{query}")).Items();
    }

    /// <summary>Numbers the events so far. Those that follow are of interest.</summary>
    public static async Task<long> LastEventAsync(this ShopFixture shop)
    {
        await shop.RunJobAsync<EventNumbersJob>();
        return (await (await shop.AdminAsync()).ReadAsync("/events?limit=500")).Id("next_after");
    }

    public static IEnumerable<string> Types(this IEnumerable<JsonElement> events) =>
        events.Select(made => made.Text("type"));
}
