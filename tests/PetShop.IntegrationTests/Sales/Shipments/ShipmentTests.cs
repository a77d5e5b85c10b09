using System.Text.Json;

namespace PetShop.IntegrationTests.Sales.Shipments;

/// <summary>Shipments of orders.</summary>
public sealed class ShipmentTests : ShopTest
{
    [Fact]
    public async Task An_order_is_shipped_in_parts_and_its_status_follows()
    {
        var (ball, bowl) = (await Shop.Catalogue.AddProductAsync(), await Shop.Catalogue.AddProductAsync());
        var (buyer, admin, path) = await OrderAsync((ball, 3), (bowl, 2));
        var answer = await admin.PostAsync($"{path}/shipments", new
        {
            items = new[] { new { product_id = ball, quantity = 2 } },
            carrier = "Parcel Express",
            tracking_number = "1Z 999",
            tracking_url = "https://parcels.example/1Z999",
        });
        var first = await answer.ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal($"{path}/shipments/1", answer.Headers.Location!.ToString());
        Assert.Equal((1, "Parcel Express", "1Z 999", "https://parcels.example/1Z999"), (first.Count("number"),
            first.Text("carrier"), first.Text("tracking_number"), first.Text("tracking_url")));
        Assert.Equal([(ball, 2)], Units(first));
        Assert.Equal(("partially_shipped", "2 of 3, 0 of 2"), await StateAsync(buyer, path));
        var rest = await (await admin.PostAsync($"{path}/shipments", new { })).ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal([(ball, 1), (bowl, 2)], Units(rest));
        Assert.Equal(("shipped", "3 of 3, 2 of 2"), await StateAsync(buyer, path));
        var all = (await buyer.ReadAsync($"{path}/shipments")).Items();
        Assert.Equal([first.GetRawText(), rest.GetRawText()], all.Select(shipment => shipment.GetRawText()));
        Assert.Equal(rest.GetRawText(), (await buyer.ReadAsync($"{path}/shipments/2")).GetRawText());
        await (await admin.PostAsync($"{path}/shipments", new { }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "status-not-allowed");
        Assert.Equal(
            ["shipment_created 1 2", "status_changed", "shipment_created 2 3", "status_changed"],
            (await buyer.ReadAsync($"{path}/timeline")).Items().Take(4).Reverse().Select(Line));
    }

    [Fact]
    public async Task Setting_the_status_to_shipped_ships_what_is_left()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var (buyer, admin, path) = await OrderAsync((ball, 3));
        await ShipAsync(admin, path, (ball, 1));
        await admin.MoveOrderAsync(long.Parse(path.Split('/')[^1]), "shipped");
        Assert.Equal(("shipped", "3 of 3"), await StateAsync(buyer, path));
        var rest = await buyer.ReadAsync($"{path}/shipments/2");
        Assert.Equal([(ball, 2)], Units(rest));
        Assert.All((string[])["carrier", "tracking_number", "tracking_url"],
            name => Assert.Equal(JsonValueKind.Null, rest.GetProperty(name).ValueKind));
        await admin.MoveOrderAsync(long.Parse(path.Split('/')[^1]), "delivered");
        Assert.Equal(JsonValueKind.String, (await buyer.ReadAsync(path)).GetProperty("delivered_at").ValueKind);
    }

    [Fact]
    public async Task Shipments_at_once_never_ship_more_than_was_ordered()
    {
        var (ball, bowl) = (await Shop.Catalogue.AddProductAsync(), await Shop.Catalogue.AddProductAsync());
        var (buyer, admin, path) = await OrderAsync((ball, 7), (bowl, 1));
        var answers = await SalesSteps.AtOnceAsync(12, _ => PostAsync(admin, path, (ball, 2)));
        Assert.Equal((3, 9), (answers.CountOf(HttpStatusCode.Created), answers.CountOf(HttpStatusCode.Conflict)));
        var problem = await answers.First(answer => answer.StatusCode == HttpStatusCode.Conflict)
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "shipment-exceeds-order");
        Assert.Equal((ball, 2, 1), problem.Items()
            .Select(item => (item.Id("product_id"), item.Count("requested"), item.Count("shippable"))).Single());
        Assert.Equal(("partially_shipped", "6 of 7, 0 of 1"), await StateAsync(buyer, path));
        answers = await SalesSteps.AtOnceAsync(6, i => i % 2 == 0
            ? admin.PostAsync($"{path}/shipments", new { })
            : admin.PatchAsync($"{path}/status", new { status = "shipped" }));
        Assert.Equal(1, answers.Count(answer => answer.IsSuccessStatusCode));
        Assert.Equal(8L, await Shop.Database.ReadAsync<long>("SELECT sum(quantity) FROM shipment_lines"));
        Assert.Equal(Enumerable.Range(1, 4),
            await Shop.Database.ReadAsync<int[]>("SELECT array_agg(number ORDER BY number) FROM shipments"));
    }

    [Fact]
    public async Task A_repeated_request_with_its_key_ships_once()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var (_, admin, path) = await OrderAsync((ball, 3));
        var body = new { items = new[] { new { product_id = ball, quantity = 1 } } };
        var first = await (await admin.PostAsync($"{path}/shipments", body, "a-key"))
            .ShouldBeAsync(HttpStatusCode.Created);
        var again = await admin.PostAsync($"{path}/shipments", body, "a-key");
        Assert.Equal(first.GetRawText(), (await again.ShouldBeAsync(HttpStatusCode.Created)).GetRawText());
        Assert.Equal("true", again.Headers.GetValues("Idempotent-Replayed").Single());
        Assert.Equal(1L, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM shipments"));
    }

    [Fact]
    public async Task After_a_shipment_the_order_cannot_be_cancelled_as_a_whole_or_sent_elsewhere()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 10);
        var (_, admin, path) = await OrderAsync((ball, 3));
        await ShipAsync(admin, path, (ball, 1));
        var problem = await (await admin.PatchAsync($"{path}/status", new { status = "cancelled" }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "status-not-allowed");
        Assert.Equal(["shipped"], problem.GetProperty("allowed").EnumerateArray().Select(s => s.GetString()));
        await (await admin.PutAsync(path, new { shipping_address = "2 Cattery Close" }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "order-shipped");
        Assert.Equal(7, await Shop.Catalogue.StockOfAsync(ball));
    }

    [Fact]
    public async Task Only_an_order_that_is_being_processed_ships_and_no_request_sets_partially_shipped()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = await buyer.OrderAsync((ball, 3));
        var path = $"/sales/orders/{order.Id()}";
        foreach (var status in (string[])["confirmed", "processing"])
        {
            await (await PostAsync(admin, path, (ball, 1)))
                .ShouldBeProblemAsync(HttpStatusCode.Conflict, "status-not-allowed");
            await admin.MoveOrderAsync(order.Id(), status);
        }
        await (await admin.PatchAsync($"{path}/status", new { status = "partially_shipped" }))
            .ShouldRejectFieldAsync("status");
        await (await admin.PutAsync(path, new { status = "partially_shipped" })).ShouldRejectFieldAsync("status");
        var refused = await (await admin.PatchAsync($"{path}/status", new { status = "delivered" }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "status-not-allowed");
        Assert.Equal(["shipped", "cancelled"],
            refused.GetProperty("allowed").EnumerateArray().Select(status => status.GetString()));
        Assert.Empty((await buyer.ReadAsync($"{path}/shipments")).Items());
    }

    [Fact]
    public async Task Invalid_shipments_are_refused()
    {
        var (ball, bowl) = (await Shop.Catalogue.AddProductAsync(), await Shop.Catalogue.AddProductAsync());
        var (_, admin, path) = await OrderAsync((ball, 3));
        await RejectAsync(new { items = Array.Empty<object>() }, "items");
        await RejectAsync(new { items = new[] { new { product_id = ball, quantity = 0 } } }, "items[0].quantity");
        await RejectAsync(new { items = new[] { new { product_id = bowl, quantity = 1 } } }, "items[0].product_id");
        await RejectAsync(
            new { items = new[] { new { product_id = ball, quantity = 1 }, new { product_id = ball, quantity = 1 } } },
            "items[1].product_id");
        await RejectAsync(new { tracking_url = "javascript:alert(1)" }, "tracking_url");
        await RejectAsync(new { tracking_url = "/track" }, "tracking_url");
        await RejectAsync(new { carrier = new string('x', 101), tracking_number = new string('x', 101) },
            "carrier", "tracking_number");
        await RejectAsync(new { tracking_number = "1Z\u202E9" }, "tracking_number");
        await RejectAsync(new { shipped_at = Shop.Clock.GetUtcNow().AddHours(1) }, "shipped_at");
        await RejectAsync(new { shipped_at = Shop.Clock.GetUtcNow().AddDays(-1) }, "shipped_at");
        Assert.Equal(0L, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM shipments"));

        async Task RejectAsync(object body, params string[] fields) =>
            await (await admin.PostAsync($"{path}/shipments", body)).ShouldRejectFieldAsync(fields);
    }

    [Fact]
    public async Task Tracking_can_be_changed_later()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var (buyer, admin, path) = await OrderAsync((ball, 1));
        await ShipAsync(admin, path, (ball, 1));
        var shipment = $"{path}/shipments/1";
        var tag = (await admin.GetAsync(shipment)).Headers.ETag!.ToString();
        var changed = await (await admin.PatchAsync(shipment, new { carrier = "Bird", tracking_number = "B1" }, tag))
            .ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(("Bird", "B1"), (changed.Text("carrier"), changed.Text("tracking_number")));
        await (await admin.PatchAsync(shipment, new { carrier = "Dog" }, tag))
            .ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed);
        await (await admin.PatchAsync(shipment, new { tracking_url = "ftp://x.example" }))
            .ShouldRejectFieldAsync("tracking_url");
        await (await admin.PatchAsync(shipment, new { carrier = (string?)null })).ShouldBeAsync(HttpStatusCode.OK);
        await (await admin.PatchAsync(shipment, new { tracking_number = "B1" })).ShouldBeAsync(HttpStatusCode.OK);
        await (await buyer.PatchAsync(shipment, new { carrier = "Me" })).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await (await admin.PatchAsync($"{path}/shipments/2", new { carrier = "Dog" }))
            .ShouldBeProblemAsync(HttpStatusCode.NotFound);
        var entries = (await buyer.ReadAsync($"{path}/timeline")).Items()
            .Where(e => e.Text("type") == "tracking_changed");
        Assert.Equal(
            ["""{"carrier":"Bird","tracking_number":"B1"} > {"tracking_number":"B1"}""",
                """{} > {"carrier":"Bird","tracking_number":"B1"}"""],
            entries.Select(
                e => $"{e.GetProperty("before").GetRawText()} > {e.GetProperty("after").GetRawText()}"));
    }

    [Fact]
    public async Task Others_see_nothing_and_an_admin_ships_no_own_order()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var (buyer, admin, path) = await OrderAsync((ball, 1));
        var other = await Shop.SignUpAsync();
        await (await other.GetAsync($"{path}/shipments")).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await (await other.GetAsync($"{path}/shipments/1")).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await (await buyer.PostAsync($"{path}/shipments", new { })).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await (await admin.GetAsync("/sales/orders/1/shipments")).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        await admin.GrantAsync(buyer);
        await (await buyer.PostAsync($"{path}/shipments", new { }))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden, "own-order");
    }

    [Fact]
    public async Task A_list_takes_as_many_statements_for_many_shipments_as_for_one()
    {
        var products = new List<long>();
        for (var i = 0; i < 6; i++)
            products.Add(await Shop.Catalogue.AddProductAsync());
        var (buyer, admin, path) = await OrderAsync([.. products.Select(product => (product, 2))]);
        await ShipAsync(admin, path, (products[0], 1));
        using var counter = new StatementCounter();
        var one = await counter.CountAsync(buyer, HttpMethod.Get, $"{path}/shipments");
        foreach (var product in products)
            await ShipAsync(admin, path, (product, 1));
        Assert.Equal(one, await counter.CountAsync(buyer, HttpMethod.Get, $"{path}/shipments"));
        var page = await buyer.ReadAsync($"{path}/shipments?limit=4");
        Assert.Equal((4, 7), (page.Items().Count, page.Count("total")));
        var next = await buyer.ReadAsync($"{path}/shipments?limit=4&cursor={page.Text("next_cursor")}");
        Assert.Equal([5, 6, 7], next.Items().Select(shipment => shipment.Count("number")));
    }

    private static (long, int)[] Units(JsonElement shipment) =>
        [.. shipment.Items().Select(item => (item.Id("product_id"), item.Count("quantity")))];

    private static string Line(JsonElement entry) => entry.Text("type") == "shipment_created"
        ? $"shipment_created {entry.Id("shipment_number")} {entry.GetProperty("after").Count("units")}"
        : entry.Text("type");

    private static async Task<(string Status, string Shipped)> StateAsync(Buyer buyer, string path)
    {
        var order = await buyer.ReadAsync(path);
        var listed = (await buyer.ReadAsync("/sales/orders")).Items().Single(own => own.Id() == order.Id());
        Assert.Equal(order.GetRawText(), listed.GetRawText());
        return (order.Text("status"), string.Join(", ",
            order.Items().Select(item => $"{item.Count("shipped_quantity")} of {item.Count("quantity")}")));
    }

    private static Task<HttpResponseMessage> PostAsync(Admin admin, string path, (long Product, int Quantity) line) =>
        admin.PostAsync($"{path}/shipments",
            new { items = new[] { new { product_id = line.Product, quantity = line.Quantity } } });

    private static async Task ShipAsync(Admin admin, string path, (long Product, int Quantity) line) =>
        await (await PostAsync(admin, path, line)).ShouldBeAsync(HttpStatusCode.Created);

    /// <summary>An order that is being processed.</summary>
    private async Task<(Buyer, Admin, string)> OrderAsync(params (long Product, int Quantity)[] lines)
    {
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = await buyer.OrderAsync(lines);
        await admin.MoveOrderAsync(order.Id(), "confirmed", "processing");
        return (buyer, admin, $"/sales/orders/{order.Id()}");
    }
}
