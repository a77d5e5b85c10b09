namespace PetShop.Benchmarks.Torture.Actors;

/// <summary>
/// What shoppers do, apart from ordering (see <see cref="CheckoutActions"/>). A new action is a method here or in a
/// class of its own, and a row in a list.
/// </summary>
internal static class ShopperActions
{
    public static readonly IReadOnlyList<ActorAction<Shopper>> All =
    [
        new("read", 12, ReadAsync),
        new("fill the cart", 12, FillCartAsync),
        new("add to the cart", 10, AddToCartAsync),
        new("cancel", 7, CancelAsync),
        new("cancel units", 5, CancelUnitsAsync),
        new("request a return", 7, ReturnAsync),
        new("withdraw a return", 1, WithdrawAsync),
        new("add an address", 2, AddAddressAsync),
        new("write a note", 2, WriteNoteAsync),
        new("sign in again", 1, shopper => shopper.Person.SignInAsync(shopper)),
        new("register", 1, shopper => shopper.BecomeSomebodyAsync()),
    ];

    private static async Task ReadAsync(Shopper shopper)
    {
        var order = shopper.SomeOrder();
        var path = shopper.Random.Next(7) switch
        {
            0 when order is not null => $"sales/orders/{order}/timeline",
            1 when order is not null => $"sales/orders/{order}/explain",
            2 when order is not null => $"sales/orders/{order}",
            3 => "sales/orders",
            4 => $"sales/carts/{shopper.Person.Id}",
            5 => "products?q=dog&in_stock=true",
            _ => $"products/{shopper.SomeProduct()}",
        };
        await shopper.TryAsync("read", HttpMethod.Get, path);
    }

    private static async Task FillCartAsync(Shopper shopper)
    {
        shopper.Quoted = null;
        await shopper.TryAsync(
            "fill the cart", HttpMethod.Put, $"sales/carts/{shopper.Person.Id}", new { items = shopper.SomeLines() });
    }

    private static async Task AddToCartAsync(Shopper shopper)
    {
        shopper.Quoted = null;
        await shopper.TryAsync("add to the cart", HttpMethod.Post,
            $"sales/carts/{shopper.Person.Id}/items/{shopper.SomeProduct()}",
            new { quantity = shopper.SomeQuantity() });
    }

    private static async Task CancelAsync(Shopper shopper)
    {
        if (shopper.SomeOrder() is { } order)
            await shopper.InsistAsync("cancel", $"sales/orders/{order}/cancel", new { }, shopper.NewKey("cancel"),
                shopper.Stage.Journal.Cancel);
    }

    private static async Task CancelUnitsAsync(Shopper shopper)
    {
        if (shopper.SomeOrder() is not { } id)
            return;
        var order = await shopper.TryAsync("read", HttpMethod.Get, $"sales/orders/{id}");
        if (order.Items.Count == 0)
            return;
        var item = order.Items[shopper.Random.Next(order.Items.Count)];
        var items = new[]
        {
            new
            {
                product_id = item.GetProperty("product_id").GetInt64(),
                quantity = shopper.Random.Next(1, item.GetProperty("quantity").GetInt32() + 1),
            },
        };
        await shopper.InsistAsync("cancel units", $"sales/orders/{id}/cancel", new { items },
            shopper.NewKey("units"), shopper.Stage.Journal.Cancel);
    }

    private static async Task ReturnAsync(Shopper shopper)
    {
        var delivered = await shopper.TryAsync(
            "list delivered orders", HttpMethod.Get, "sales/orders?status=delivered&limit=20");
        if (delivered.Items.Count == 0)
            return;
        var order = delivered.Items[shopper.Random.Next(delivered.Items.Count)];
        var line = order.GetProperty("items")[shopper.Random.Next(order.GetProperty("items").GetArrayLength())];
        var items = new[]
        {
            new
            {
                product_id = line.GetProperty("product_id").GetInt64(),
                quantity = shopper.Random.Next(1, line.GetProperty("quantity").GetInt32() + 1),
                reason = "Too small.",
            },
        };
        var key = shopper.NewKey("return");
        await shopper.InsistAsync("request a return", "sales/returns",
            new { order_id = order.GetProperty("id").GetInt64(), items }, key,
            answer => shopper.Stage.Journal.Keep(key, answer.Id()));
    }

    private static async Task WithdrawAsync(Shopper shopper)
    {
        var open = await shopper.TryAsync(
            "list requested returns", HttpMethod.Get, "sales/returns?status=requested&limit=5");
        foreach (var asked in open.Items.Take(1))
            await shopper.TryAsync(
                "withdraw a return", HttpMethod.Delete, $"sales/returns/{asked.GetProperty("id").GetInt64()}");
    }

    private static async Task AddAddressAsync(Shopper shopper)
    {
        var (key, person) = (shopper.NewKey("address"), shopper.Person);
        var address = new
        {
            name = "Ada Torture",
            line1 = $"{shopper.Random.Next(1, 99)} Harbour Street",
            city = "Hamburg",
            postal_code = "20457",
            country = "DE",
        };
        await shopper.InsistAsync("add an address", $"auth/users/{person.Id}/addresses", address, key, answer =>
        {
            shopper.Stage.Journal.Keep(key, answer.Id());
            if (person == shopper.Person && !shopper.Addresses.Contains(answer.Id()))
                shopper.Addresses.Add(answer.Id());
        });
    }

    private static async Task WriteNoteAsync(Shopper shopper)
    {
        if (shopper.SomeOrder() is { } order)
            await shopper.TryAsync("write a note", HttpMethod.Post, $"sales/orders/{order}/notes",
                new { text = "Please ring twice." });
    }
}
