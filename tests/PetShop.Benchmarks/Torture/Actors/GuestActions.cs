using System.Text.Json;

namespace PetShop.Benchmarks.Torture.Actors;

/// <summary>What guests do: with the token of their cart, and by the links of their orders.</summary>
internal static class GuestActions
{
    private static readonly object Place = new
    {
        name = "Gil Torture", line1 = "9 Harbour Street", city = "Hamburg", postal_code = "20457", country = "DE"
    };

    public static readonly IReadOnlyList<ActorAction<GuestShopper>> All =
    [
        new("read as a guest", 8, ReadAsync),
        new("fill a guest's cart", 14, FillCartAsync),
        new("order a guest's cart", 16, guest => OrderAsync(guest, "order a guest's cart", null)),
        new("order as a guest", 26, guest => OrderAsync(guest, "order as a guest", guest.SomeLines())),
        new("two guests with one key", 2, OrderTwiceAsync),
        new("cancel as a guest", 8, CancelAsync),
        new("request a return as a guest", 6, ReturnAsync),
        new("withdraw a return as a guest", 2, WithdrawAsync),
        new("write a note as a guest", 3, guest => guest.SomeOrder() is { } order
            ? guest.TryAsync("write a note as a guest", HttpMethod.Post, order.Notes, new { text = "Ring twice." })
            : Task.CompletedTask),
        new("merge a guest's cart", 3, MergeAsync),
        .. PaymentActions.OfGuests,
        new("erase a guest", 1, guest => guest.BeErasedAsync()),
    ];

    private static async Task ReadAsync(GuestShopper guest)
    {
        var order = guest.SomeOrder();
        var path = guest.Random.Next(5) switch
        {
            0 when order is not null => order.Read,
            1 when order is not null => order.Shipments,
            2 when order is not null => order.Timeline,
            3 when order is not null => order.Refunds,
            _ => "sales/carts/guest",
        };
        await guest.TryAsync("read as a guest", HttpMethod.Get, path);
    }

    private static async Task FillCartAsync(GuestShopper guest)
    {
        await guest.TryAsync(
            "fill a guest's cart", HttpMethod.Put, "sales/carts/guest", new { items = guest.SomeLines() });
        if (guest.Random.Next(3) == 0)
            await guest.TryAsync("set a guest's codes", HttpMethod.Put, "sales/carts/guest/promotion-codes",
                new { promotion_codes = guest.SomeCodes() });
    }

    private static Task<Answer> OrderAsync(GuestShopper guest, string action, object[]? lines)
    {
        var key = guest.NewKey("guest");
        var body = new
        {
            email = guest.Email, ship_to = Place, items = lines, promotion_codes = guest.SomeCodes()
        };
        return guest.InsistAsync(action, "sales/orders/guest", body, key, answer => Keep(guest, key, answer));
    }

    private static void Keep(GuestShopper guest, string key, Answer answer)
    {
        var total = answer.Body.GetProperty("order").GetProperty("total_amount").GetDecimal();
        var order = GuestOrder.From(answer);
        guest.Stage.Journal.Keep(key, new PlacedOrder(order.Id, PlacedOrder.OfGuest, total, Expected: null));
        if (guest.Orders.TrueForAll(other => other.Id != order.Id))
            guest.Orders.Add(order);
    }

    /// <summary>The same key and body with the tokens of two carts: an order answers one of them at most.</summary>
    private static async Task OrderTwiceAsync(GuestShopper guest)
    {
        var key = guest.NewKey("shared");
        var body = new { email = guest.Email, ship_to = Place, items = guest.SomeLines() };
        for (var cart = 0; cart < 2 && guest.Cart is not null; cart++)
        {
            var name = $"{key}-{cart}";
            await guest.InsistAsync("two guests with one key", "sales/orders/guest", body, key,
                answer => Keep(guest, name, answer));
            await guest.BeginCartAsync();
        }
    }

    private static async Task CancelAsync(GuestShopper guest)
    {
        if (guest.SomeOrder() is { } order)
            await guest.InsistAsync("cancel as a guest", order.Cancel, new { }, guest.NewKey("cancel"),
                guest.Stage.Journal.Cancel);
    }

    private static async Task ReturnAsync(GuestShopper guest)
    {
        if (guest.SomeOrder() is not { } order)
            return;
        var read = await guest.TryAsync("read as a guest", HttpMethod.Get, order.Read);
        if (!read.IsSuccess || read.Body.GetProperty("status").GetString() != "delivered")
            return;
        var line = read.Body.GetProperty("items")[0];
        var items = new[]
        {
            new { product_id = line.GetProperty("product_id").GetInt64(), quantity = 1, reason = "Too small." },
        };
        var key = guest.NewKey("return");
        await guest.InsistAsync("request a return as a guest", order.Returns, new { items }, key,
            answer => guest.Stage.Journal.Keep(key, answer.Id()));
    }

    private static async Task WithdrawAsync(GuestShopper guest)
    {
        if (guest.SomeOrder() is not { } order)
            return;
        var asked = (await guest.TryAsync("read as a guest", HttpMethod.Get, order.Returns)).Items;
        if (asked.Count > 0)
            await guest.TryAsync(
                "withdraw a return as a guest", HttpMethod.Delete, order.Return(asked[0].GetProperty("id").GetInt64()));
    }

    /// <summary>
    /// The guest signs up, and the cart is merged into the empty one of the new account, several times and at both
    /// nodes at once.
    /// </summary>
    private static async Task MergeAsync(GuestShopper guest)
    {
        var token = guest.Cart;
        var before = await guest.TryAsync("read as a guest", HttpMethod.Get, "sales/carts/guest");
        if (!before.IsSuccess)
            return;
        var account = new Shopper(guest.Stage, guest.Number);
        await account.SignUpAsync($"merger-{guest.Number}-{guest.Random.Next():x}");
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => account.TryAsync(
            "merge a guest's cart", HttpMethod.Post, "sales/carts/merge", new { token })));
        var merged = await account.TryAsync(
            "merge a guest's cart", HttpMethod.Post, "sales/carts/merge", new { token });
        if (merged.IsSuccess)
        {
            var had = Units(before);
            foreach (var (product, units) in Units(merged).Where(line => line.Value != had.GetValueOrDefault(line.Key)))
                guest.Stage.Journal.Blame(
                    $"{units} units of product {product} were merged, not {had.GetValueOrDefault(product)}.");
        }
        await guest.BeginCartAsync();
    }

    private static Dictionary<long, int> Units(Answer cart) => cart.Body.GetProperty("items").EnumerateArray()
        .ToDictionary(Product, line => line.GetProperty("quantity").GetInt32());

    private static long Product(JsonElement line) => line.GetProperty("product_id").GetInt64();
}
