using System.Text.Json;

namespace PetShop.Benchmarks.Torture.Actors;

/// <summary>How shoppers quote and order.</summary>
internal static class CheckoutActions
{
    private const string Text = "1 Kennel Lane, 20457 Hamburg";

    private static readonly object[] Places =
    [
        new
        {
            name = "Ada Torture", line1 = "12 Harbour Street", city = "Hamburg", postal_code = "20457", country = "DE"
        },
        new { name = "Bo Torture", line1 = "1 Rue de la Paix", city = "Paris", postal_code = "75002", country = "FR" },
        new { name = "Cy Torture", line1 = "3 Nowy Swiat", city = "Warszawa", postal_code = "00-029", country = "PL" },
        new { name = "Di Torture", line1 = "4 Bahnhofstrasse", city = "Wien", postal_code = "1010", country = "AT" },
    ];

    public static readonly IReadOnlyList<ActorAction<Shopper>> All =
    [
        new("quote", 10, QuoteAsync),
        new("order the quoted cart", 8, OrderQuotedAsync),
        new("order the cart", 10, OrderCartAsync),
        new("order", 30, OrderItemsAsync),
    ];

    /// <summary>An address for an order, from the book or new.</summary>
    public static object SomePlace(Shopper shopper) =>
        shopper.Addresses.Count > 0 && shopper.Random.Next(2) == 0
            ? new { address_id = shopper.Addresses[shopper.Random.Next(shopper.Addresses.Count)] }
            : Places[shopper.Random.Next(shopper.Random.Next(2) == 0 ? 1 : Places.Length)];

    private static async Task QuoteAsync(Shopper shopper)
    {
        var (codes, place) = (shopper.SomeCodes(), SomePlace(shopper));
        var answer = await shopper.TryAsync("quote", HttpMethod.Post, $"sales/carts/{shopper.Person.Id}/quote",
            new { ship_to = place, promotion_codes = codes });
        if (!answer.IsSuccess)
            return;
        var refused = answer.Body.GetProperty("refused_codes").EnumerateArray()
            .Select(code => code.GetProperty("code").GetString()).ToHashSet();
        var options = answer.Body.GetProperty("shipping_options").EnumerateArray().ToList();
        var option = options.Count > 0 ? options[shopper.Random.Next(options.Count)] : (JsonElement?)null;
        var total = (option ?? answer.Body).GetProperty("total_amount").GetDecimal();
        shopper.Quoted = new(total, [.. codes.Where(code => !refused.Contains(code))], place,
            option?.GetProperty("method_id").GetInt64());
        if (shopper.Random.Next(2) == 0)
            await OrderQuotedAsync(shopper);
    }

    /// <summary>
    /// The total of the quote is expected. If the cart or a price changed since, the order is refused.
    /// </summary>
    private static async Task OrderQuotedAsync(Shopper shopper)
    {
        if (shopper.Quoted is not { } quote)
            return;
        shopper.Quoted = null;
        await OrderAsync(shopper, "order the quoted cart", quote.Total, new
        {
            ship_to = quote.ShipTo,
            promotion_codes = quote.Codes,
            shipping_method_id = quote.Method,
            expected_total = quote.Total,
        });
    }

    private static Task OrderCartAsync(Shopper shopper) =>
        OrderAsync(shopper, "order the cart", null,
            new { shipping_address = Text, promotion_codes = shopper.SomeCodes() });

    private static Task OrderItemsAsync(Shopper shopper) => OrderAsync(shopper, "order", null, new
    {
        items = shopper.SomeLines(),
        ship_to = SomePlace(shopper),
        promotion_codes = shopper.SomeCodes(),
    });

    public static async Task OrderAsync(Shopper shopper, string action, decimal? expected, object body)
    {
        var (key, person) = (shopper.NewKey("order"), shopper.Person);
        await shopper.InsistAsync(action, "sales/orders", body, key, answer =>
        {
            var total = answer.Body.GetProperty("order").GetProperty("total_amount").GetDecimal();
            var order = new PlacedOrder(answer.Id("order"), person.Id, total, expected);
            shopper.Stage.Journal.Keep(key, order);
            if (person == shopper.Person && !shopper.Orders.Contains(order.Id))
                shopper.Orders.Add(order.Id);
        });
    }
}
