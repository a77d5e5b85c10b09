namespace PetShop.IntegrationTests.Sales.Guests;

/// <summary>What a guest does with an order by its link.</summary>
public sealed class GuestOrderTests : ShopTest
{
    [Fact]
    public async Task The_links_of_the_checkout_read_explain_and_cancel_the_order()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 10);
        var (guest, reader) = (await Guest.BeginAsync(Shop.Node), new ShopCaller(Shop.StartNode()));
        var placed = await guest.OrderAsync((ball, 2));
        var (order, links) = (placed.GetProperty("order"), placed.GetProperty("links"));
        Assert.Equal(order.GetRawText(), (await reader.ReadAsync(links.Text("order"))).GetRawText());
        Assert.NotEmpty((await reader.ReadAsync(links.Text("explain"))).GetProperty("steps").EnumerateArray());
        Assert.Empty((await reader.ReadAsync(links.Text("returns"))).Items());
        var cancelled = await reader.PostAsync(links.Text("cancel"), key: "once");
        Assert.Equal("cancelled", (await cancelled.ShouldBeAsync(HttpStatusCode.OK)).Text("status"));
        Assert.Equal("cancelled", (await (await reader.PostAsync(links.Text("cancel"), key: "once"))
            .ShouldBeAsync(HttpStatusCode.OK)).Text("status"));
        await (await reader.PostAsync(links.Text("cancel")))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "status-not-allowed");
        Assert.Equal(10, await Shop.Catalogue.StockOfAsync(ball));
        Assert.Equal("status_changed guest", (await (await Shop.AdminAsync())
            .ReadAsync($"/sales/orders/{order.Id()}/timeline")).Items()
            .Where(entry => entry.Text("type") == "status_changed")
            .Select(entry => $"{entry.Text("type")} {entry.Text("author")}").Single());
    }

    [Fact]
    public async Task The_timeline_and_notes_of_an_order_are_open_to_its_link_but_not_what_is_internal()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var (guest, admin) = (await Guest.BeginAsync(Shop.Node), await Shop.AdminAsync());
        var placed = await guest.OrderAsync((ball, 1));
        var (order, links) = (placed.GetProperty("order"), placed.GetProperty("links"));
        await (await admin.PostAsync($"/sales/orders/{order.Id()}/notes", new { text = "Looks odd." }))
            .ShouldBeAsync(HttpStatusCode.Created);
        var note = await (await guest.Caller.PostAsync(links.Text("notes"), new { text = " Ring twice. " }))
            .ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal(("Ring twice.", "guest"), (note.Text("text"), note.Text("author")));
        foreach (var text in new[] { "", " ", new string('x', 2_001) })
            await (await guest.Caller.PostAsync(links.Text("notes"), new { text })).ShouldRejectFieldAsync("text");
        for (var i = 1; i < 20; i++)
            await (await guest.Caller.PostAsync(links.Text("notes"), new { text = $"{i}" }))
                .ShouldBeAsync(HttpStatusCode.Created);
        await (await guest.Caller.PostAsync(links.Text("notes"), new { text = "21" }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "too-many-notes");
        var seen = (await guest.Caller.ReadAsync(links.Text("timeline") + "&limit=100")).Items();
        Assert.Equal((20, 1), (seen.Count(entry => entry.Text("type") == "note"),
            seen.Count(entry => entry.Text("type") == "placed")));
        Assert.DoesNotContain(seen, entry => entry.TryGetProperty("admin_data", out _));
        Assert.Contains((await admin.ReadAsync($"/sales/orders/{order.Id()}/timeline?limit=100")).Items(),
            entry => entry.Text("type") == "note" && entry.Text("text") == "Ring twice.");
    }

    [Fact]
    public async Task A_shipment_is_followed_by_the_link()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 10);
        var (guest, admin) = (await Guest.BeginAsync(Shop.Node), await Shop.AdminAsync());
        var placed = await guest.OrderAsync((ball, 2));
        var (order, url) = (placed.GetProperty("order"), placed.GetProperty("links").Text("shipments"));
        Assert.Empty((await guest.Caller.ReadAsync(url)).Items());
        await admin.MoveOrderAsync(order.Id(), "confirmed", "processing");
        foreach (var number in new[] { "1Z-ONE", "1Z-TWO" })
            await (await admin.PostAsync($"/sales/orders/{order.Id()}/shipments", new
            {
                items = new[] { new { product_id = ball, quantity = 1 } },
                tracking_number = number,
            })).ShouldBeAsync(HttpStatusCode.Created);
        var first = await guest.Caller.ReadAsync(url + "&limit=1");
        var second = await guest.Caller.ReadAsync(url + $"&limit=1&cursor={first.Text("next_cursor")}");
        Assert.Equal(["1Z-ONE", "1Z-TWO"],
            first.Items().Concat(second.Items()).Select(shipment => shipment.Text("tracking_number")));
        var other = (await guest.OrderAsync((ball, 1))).GetProperty("links").Text("token");
        await (await guest.Caller.GetAsync($"{Guest.Orders}/{order.Id()}/shipments?token={other}"))
            .ShouldBeProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Admins_list_orders_of_guests_or_of_accounts()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 10);
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var owned = (await buyer.OrderAsync((ball, 1))).Id();
        var byGuest = (await (await Guest.BeginAsync(Shop.Node)).OrderAsync((ball, 1))).GetProperty("order").Id();
        foreach (var (query, expected) in new[]
        {
            ("guest=true", new[] { byGuest }), ("guest=false", [owned]), ("", [byGuest, owned]),
            ($"guest=true&user_id={buyer.UserId}", []), ("guest=true&q=barker", [byGuest]),
            ("guest=false&q=barker", []),
        })
        {
            var found = await admin.ReadAsync($"/sales/orders?{query}");
            // orders of one second are in no particular order
            Assert.Equal(expected.Order(), found.Items().Select(order => order.Id()).Order());
            Assert.Equal(expected.Length, found.Count("total"));
        }
        await (await buyer.GetAsync("/sales/orders?guest=true")).ShouldRejectFieldAsync("guest");
        await (await admin.GetAsync("/sales/orders?guest=")).ShouldRejectFieldAsync("guest");
    }

    [Fact]
    public async Task Neither_token_is_in_a_log_line()
    {
        var node = Shop.StartNode(("Logging:LogLevel:PetShop", "Trace"), ("RequestLog:OneIn", "1"));
        var ball = await Shop.Catalogue.AddProductAsync();
        var guest = await Guest.BeginAsync(node);
        await guest.FillAsync((ball, 1));
        await guest.SendAsync(HttpMethod.Get, Guest.Cart);
        var links = (await (await guest.CheckOutAsync()).ShouldBeAsync(HttpStatusCode.Created)).GetProperty("links");
        await guest.Caller.ReadAsync(links.Text("order"));
        await guest.Caller.PostAsync(links.Text("cancel"));
        await guest.Caller.PostAsync(links.Text("returns"), new { });
        Assert.Contains(node.Log.Lines, line => line.Contains("sales/orders/guest", StringComparison.Ordinal));
        foreach (var secret in new[] { guest.Token, links.Text("token") })
        {
            Assert.DoesNotContain(node.Log.Lines, line => line.Contains(secret, StringComparison.Ordinal));
        }
    }
}
