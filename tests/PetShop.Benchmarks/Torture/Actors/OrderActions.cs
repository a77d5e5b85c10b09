using System.Text.Json;

namespace PetShop.Benchmarks.Torture.Actors;

/// <summary>What admins do with orders, invoices and returns.</summary>
internal static class OrderActions
{
    public static readonly IReadOnlyList<ActorAction<Admin>> All =
    [
        new("ship a part", 10, ShipPartAsync),
        new("change a tracking", 2, TrackAsync),
        new("pay", 12, PayAsync),
        new("move orders on", 30, MoveOnAsync),
        new("cancel an order", 2, CancelAsync),
        new("edit an order", 6, EditAsync),
        new("refund an invoice", 1, RefundAsync),
        new("issue an invoice again", 1, IssueAgainAsync),
        new("move a deadline", 2, PostponeAsync),
        new("decide on returns", 10, DecideOnReturnsAsync),
        new("search and write notes", 6, WriteNotesAsync),
    ];

    private static async Task PayAsync(Admin admin)
    {
        foreach (var invoice in await admin.SomeOfAsync("sales/invoices?status=pending&limit=60", 8))
        {
            var id = invoice.GetProperty("id").GetInt64();
            var answer = await admin.TryAsync(
                "pay", HttpMethod.Patch, $"sales/invoices/{id}/status", new { status = "paid" });
            if (answer.IsSuccess)
                admin.Stage.Journal.Paid.TryAdd(id, 0);
        }
    }

    private static async Task MoveOnAsync(Admin admin)
    {
        var (from, to) = admin.Random.Next(5) switch
        {
            0 => ("pending", "confirmed"),
            1 => ("confirmed", "processing"),
            2 => ("processing", "shipped"),
            3 => ("partially_shipped", "shipped"),
            _ => ("shipped", "delivered"),
        };
        foreach (var order in await admin.SomeOfAsync($"sales/orders?status={from}&limit=60", 6))
            await admin.TryAsync("move an order on", HttpMethod.Patch, $"sales/orders/{Id(order)}/status",
                new { status = to });
    }

    /// <summary>One unit of one of the products, with a key: the shop must not ship it twice.</summary>
    private static async Task ShipPartAsync(Admin admin)
    {
        var status = admin.Random.Next(3) == 0 ? "partially_shipped" : "processing";
        foreach (var order in await admin.SomeOfAsync($"sales/orders?status={status}&limit=40", 3))
        {
            var lines = order.GetProperty("items");
            var product_id = lines[admin.Random.Next(lines.GetArrayLength())].GetProperty("product_id").GetInt64();
            var body = new
            {
                items = new[] { new { product_id, quantity = 1 } }, tracking_number = $"T {admin.Random.Next():x}"
            };
            var key = admin.NewKey("shipment");
            await admin.InsistAsync("ship a part", $"sales/orders/{Id(order)}/shipments", body, key, answer =>
                admin.Stage.Journal.Shipments.TryAdd(
                    (Id(order), answer.Body.GetProperty("number").GetInt32()), key));
        }
    }

    private static async Task TrackAsync(Admin admin)
    {
        foreach (var order in await admin.SomeOfAsync("sales/orders?status=partially_shipped&limit=40", 1))
            await admin.TryAsync("change a tracking", HttpMethod.Patch, $"sales/orders/{Id(order)}/shipments/1",
                new { tracking_number = $"T {admin.Random.Next():x}" });
    }

    private static async Task CancelAsync(Admin admin)
    {
        var status = admin.Random.Next(2) == 0 ? "confirmed" : "processing";
        foreach (var order in await admin.SomeOfAsync($"sales/orders?status={status}&limit=40", 1))
            await admin.InsistAsync("cancel an order", $"sales/orders/{Id(order)}/cancel", new { },
                admin.NewKey("cancel"), admin.Stage.Journal.Cancel);
    }

    /// <summary>Another number of units of one of its products, and perhaps another product.</summary>
    private static async Task EditAsync(Admin admin)
    {
        var status = admin.Random.Next(2) == 0 ? "pending" : "confirmed";
        foreach (var order in await admin.SomeOfAsync($"sales/orders?status={status}&limit=40", 2))
        {
            var kept = order.GetProperty("items")[0].GetProperty("product_id").GetInt64();
            var products = new[] { kept, admin.SomeProduct() }[..admin.Random.Next(1, 3)].Distinct();
            var items = products.Select(product_id => new { product_id, quantity = admin.Random.Next(5) }).ToArray();
            var dry_run = admin.Random.Next(4) == 0;
            await admin.InsistAsync("edit an order", $"sales/orders/{Id(order)}/edits", new { items, dry_run },
                admin.NewKey("edit"), _ => { });
        }
    }

    private static async Task RefundAsync(Admin admin)
    {
        foreach (var invoice in await admin.SomeOfAsync("sales/invoices?status=paid&limit=40", 1))
            await admin.TryAsync("refund an invoice", HttpMethod.Patch, $"sales/invoices/{Id(invoice)}/status",
                new { status = "refunded" });
    }

    private static async Task IssueAgainAsync(Admin admin)
    {
        foreach (var invoice in await admin.SomeOfAsync("sales/invoices?status=pending&limit=40", 1))
        {
            await admin.TryAsync("void an invoice", HttpMethod.Delete, $"sales/invoices/{Id(invoice)}");
            var key = admin.NewKey("invoice");
            await admin.InsistAsync("issue an invoice again", "sales/invoices",
                new { order_id = invoice.GetProperty("order_id").GetInt64() }, key,
                answer => admin.Stage.Journal.Keep(key, answer.Id()));
        }
    }

    private static async Task PostponeAsync(Admin admin)
    {
        foreach (var order in await admin.SomeOfAsync("sales/orders?status=pending&limit=40", 1))
            await admin.TryAsync("move a deadline", HttpMethod.Put, $"sales/orders/{Id(order)}",
                new { pay_by = TimeProvider.System.GetUtcNow().AddSeconds(admin.Random.Next(2, 90)) });
    }

    private static async Task DecideOnReturnsAsync(Admin admin)
    {
        var (from, to) = admin.Random.Next(2) == 0 ? ("requested", "approved") : ("approved", "processed");
        if (admin.Random.Next(10) == 0)
            to = "rejected";
        foreach (var asked in await admin.SomeOfAsync($"sales/returns?status={from}&limit=40", 6))
        {
            object decision = to == "processed"
                ? new { status = to, restock = admin.Random.Next(3) > 0 } : new { status = to };
            await admin.TryAsync(
                "decide on a return", HttpMethod.Patch, $"sales/returns/{Id(asked)}/status", decision);
        }
    }

    private static async Task WriteNotesAsync(Admin admin)
    {
        foreach (var order in await admin.SomeOfAsync("sales/orders?q=torture%20harbour&limit=30", 2))
        {
            await admin.TryAsync("write a note", HttpMethod.Post, $"sales/orders/{Id(order)}/notes",
                new { text = "Called the customer.", visibility = "internal" });
            await admin.TryAsync("read", HttpMethod.Get, $"sales/orders/{Id(order)}/timeline");
        }
    }

    private static long Id(JsonElement item) => item.GetProperty("id").GetInt64();
}
