using PetShop.Benchmarks.Torture.Actors;

namespace PetShop.Benchmarks.Torture.Events;

/// <summary>All who follow the shop's events: one reader, and two subscribers at one address.</summary>
internal sealed class Audience : IAsyncDisposable
{
    /// <summary>What each subscriber gets; null for everything.</summary>
    public static readonly IReadOnlyDictionary<string, string[]?> Subscriptions = new Dictionary<string, string[]?>
    {
        ["all"] = null,
        ["sales"] = ["order.placed", "order.paid", "order.refunded", "order.cancelled", "payment.captured"],
    };

    private Audience(Subscriber subscriber, EventReader reader) => (Subscriber, Reader) = (subscriber, reader);

    public Subscriber Subscriber { get; }

    public EventReader Reader { get; }

    /// <summary>The last event before the subscriptions.</summary>
    public long Since { get; private set; }

    /// <exception cref="InvalidOperationException">A subscription failed: no fault has happened yet.</exception>
    public static async Task<Audience> GatherAsync(Stage stage)
    {
        var audience = new Audience(await Subscriber.StartAsync(stage.Seed), new EventReader(stage));
        var admin = new Admin(stage, number: 0);
        foreach (var (name, event_types) in Subscriptions)
        {
            var answer = await admin.SubscribeAsync(
                new { url = audience.Subscriber.AddressOf(name), description = name, event_types });
            if (!answer.IsSuccess)
                throw new InvalidOperationException($"The subscription {name} was answered {answer.Outcome}.");
            audience.Subscriber.Trust(name, answer.Body.GetProperty("secret").GetString()!);
        }
        audience.Since = await stage.Shop.Database.ReadAsync<long>("SELECT coalesce(max(cursor), 0) FROM events");
        return audience;
    }

    public ValueTask DisposeAsync() => Subscriber.DisposeAsync();
}
