using System.Buffers.Text;
using System.Text.Json;
using PetShop.Api.Sales.Services.Deadlines;

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
    public async Task A_delivered_order_is_returned_by_its_link_and_refunded()
    {
        var ball = await Shop.Catalogue.AddProductAsync(price: 5m, stock: 10);
        var (guest, admin) = (await Guest.BeginAsync(Shop.Node), await Shop.AdminAsync());
        var placed = await guest.OrderAsync((ball, 2));
        var (order, url) = (placed.GetProperty("order"), placed.GetProperty("links").Text("returns"));
        var items = new[] { new { product_id = ball, quantity = 1, reason = "Too small." } };
        await (await guest.Caller.PostAsync(url, new { items }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "order-not-delivered");
        await (await guest.Caller.PostAsync(url, new { })).ShouldRejectFieldAsync("items");
        await admin.PayAsync(order.Id("invoice_id"));
        await admin.DeliverAsync(order.Id());
        var asked = await (await guest.Caller.PostAsync(url, new { items })).ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal((JsonValueKind.Null, order.Id()), (asked.GetProperty("user_id").ValueKind, asked.Id("order_id")));
        await guest.OrderAsync((ball, 1));
        Assert.Equal(asked.Id(), Assert.Single((await guest.Caller.ReadAsync(url)).Items()).Id());
        await admin.MoveReturnAsync(asked.Id(), "approved", "processed");
        var links = placed.GetProperty("links");
        var refund = Assert.Single((await guest.Caller.ReadAsync(links.Text("refunds"))).Items());
        Assert.Equal(5m, refund.Money("amount"));
        Assert.False(refund.TryGetProperty("admin_data", out _));
        var invoice = Assert.Single((await guest.Caller.ReadAsync(links.Text("invoices"))).Items());
        Assert.Equal((order.Id("invoice_id"), 5m), (invoice.Id(), invoice.Money("refunded_amount")));
        Assert.Equal("processed", Assert.Single((await guest.Caller.ReadAsync(url)).Items()).Text("status"));
    }

    [Fact]
    public async Task A_return_is_read_and_withdrawn_by_the_link_of_its_order()
    {
        var ball = await Shop.Catalogue.AddProductAsync(price: 5m, stock: 10);
        var (guest, admin) = (await Guest.BeginAsync(Shop.Node), await Shop.AdminAsync());
        var (one, other) = (await guest.OrderAsync((ball, 2)), await guest.OrderAsync((ball, 2)));
        foreach (var order in new[] { one, other }.Select(placed => placed.GetProperty("order")))
        {
            await admin.PayAsync(order.Id("invoice_id"));
            await admin.DeliverAsync(order.Id());
        }
        var body = new { items = new[] { new { product_id = ball, quantity = 2, reason = "Too small." } } };
        var created = await guest.Caller.PostAsync(one.GetProperty("links").Text("returns"), body);
        var asked = await created.ShouldBeAsync(HttpStatusCode.Created);
        var location = created.Headers.Location!.OriginalString;
        Assert.Equal(asked.GetRawText(), (await guest.Caller.ReadAsync(location)).GetRawText());
        var elsewhere = $"{Guest.Orders}/{other.GetProperty("order").Id()}/returns/{asked.Id()}"
            + $"?token={other.GetProperty("links").Text("token")}";
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Delete })
            await (await guest.Caller.SendAsync(method, elsewhere)).ShouldBeAsync(HttpStatusCode.Forbidden);
        Assert.Equal("requested", (await guest.Caller.ReadAsync(location)).Text("status"));
        await (await guest.Caller.SendAsync(HttpMethod.Delete, location, null, ("If-Match", "\"99\"")))
            .ShouldBeAsync(HttpStatusCode.PreconditionFailed);
        for (var i = 0; i < 2; i++)
            await (await guest.Caller.DeleteAsync(location)).ShouldBeAsync(HttpStatusCode.NoContent);
        Assert.Equal("withdrawn", (await guest.Caller.ReadAsync(location)).Text("status"));
        var again = await (await guest.Caller.PostAsync(one.GetProperty("links").Text("returns"), body))
            .ShouldBeAsync(HttpStatusCode.Created);
        await admin.MoveReturnAsync(again.Id(), "approved");
        await (await guest.Caller.DeleteAsync($"{Guest.Orders}/{one.GetProperty("order").Id()}/returns/{again.Id()}"
            + $"?token={one.GetProperty("links").Text("token")}"))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "return-under-way");
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
    public async Task A_token_that_is_not_for_the_order_is_answered_like_an_unknown_order()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var guest = await Guest.BeginAsync(Shop.Node);
        var (one, other) = (await guest.OrderAsync((ball, 1)), await guest.OrderAsync((ball, 1)));
        var buyer = await Shop.SignUpAsync();
        var owned = (await buyer.OrderAsync((ball, 1))).Id();
        var (id, token) = (one.GetProperty("order").Id(), one.GetProperty("links").Text("token"));
        var bytes = Base64Url.DecodeFromChars(token);
        string Changed(int at)
        {
            var copy = (byte[])bytes.Clone();
            copy[at] ^= 1;
            return Base64Url.EncodeToString(copy);
        }
        string[] wrong =
        [
            "x", other.GetProperty("links").Text("token"), guest.Token, Changed(0), Changed(3), Changed(4), Changed(35),
            token[..47], token + "A", token.ToLowerInvariant(),
        ];
        var unknown = await Problem(999, token);
        foreach (var each in wrong)
            Assert.Equal(unknown, await Problem(id, each));
        Assert.Equal(unknown, await Problem(owned, token));
        Assert.Equal(unknown, await Problem(id, null));
        await (await buyer.GetAsync($"/sales/orders/guest/{owned}?token={token}"))
            .ShouldBeProblemAsync(HttpStatusCode.NotFound, "not-found");
        foreach (var path in new[] { "cancel", "returns" })
            await (await guest.Caller.PostAsync($"{Guest.Orders}/{id}/{path}?token={Changed(35)}",
                path == "cancel"
                    ? null
                    : new { items = new[] { new { product_id = ball, quantity = 1, reason = "x" } } }))
                .ShouldBeProblemAsync(HttpStatusCode.NotFound, "not-found");

        async Task<string> Problem(long order, string? key)
        {
            var url = $"{Guest.Orders}/{order}{(key is null ? "" : $"?token={key}")}";
            var problem = await (await guest.Caller.GetAsync(url)).ShouldBeProblemAsync(HttpStatusCode.NotFound);
            return (problem.Text("type") + problem.Text("title") + problem.Text("detail"))
                .Replace($"{order}", "<id>", StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_link_expires_and_an_admin_can_make_a_new_one()
    {
        Shop.Clock.Stop();
        var ball = await Shop.Catalogue.AddProductAsync();
        var guest = await Guest.BeginAsync(Shop.Node);
        var placed = await guest.OrderAsync((ball, 1));
        var (id, links) = (placed.GetProperty("order").Id(), placed.GetProperty("links"));
        Assert.Equal(TimeSpan.FromDays(60), links.Time("expires_at") - placed.GetProperty("order").Time("order_date"));
        Shop.Clock.Advance(links.Time("expires_at") - Shop.Clock.GetUtcNow() - TimeSpan.FromSeconds(1));
        await guest.Caller.ReadAsync(links.Text("order"));
        Shop.Clock.Advance(TimeSpan.FromSeconds(1));
        await Shop.RunJobAsync<PaymentDeadlineJob>();
        foreach (var link in new[] { "order", "explain", "returns", "shipments", "invoices", "refunds", "timeline" })
            await (await guest.Caller.GetAsync(links.Text(link)))
                .ShouldBeProblemAsync(HttpStatusCode.Forbidden, "order-link-expired");
        await (await guest.Caller.PostAsync(links.Text("cancel")))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden, "order-link-expired");
        var admin = await Shop.SignInAsync(Admin.Name, Admin.FirstPassword);
        var fresh = await (await admin.PostAsync($"/sales/orders/{id}/guest-link")).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(id, (await guest.Caller.ReadAsync(fresh.Text("order"))).Id());
        var entry = (await admin.ReadAsync($"/sales/orders/{id}/timeline")).Items()[0];
        Assert.Equal(("guest_link_issued", "admin", true), (entry.Text("type"), entry.Text("author"),
            entry.GetProperty("admin_data").GetProperty("is_internal").GetBoolean()));
        Assert.DoesNotContain(fresh.Text("token"), entry.GetRawText(), StringComparison.Ordinal);
        var buyer = await Shop.SignUpAsync();
        var owned = (await buyer.OrderAsync((ball, 1))).Id();
        await (await admin.PostAsync($"/sales/orders/{owned}/guest-link"))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "order-has-account");
        await (await admin.PostAsync("/sales/orders/999/guest-link")).ShouldBeProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_link_works_until_the_order_can_no_longer_be_returned()
    {
        Shop.Clock.Stop();
        var ball = await Shop.Catalogue.AddProductAsync();
        var guest = await Guest.BeginAsync(Shop.Node);
        var placed = await guest.OrderAsync((ball, 1));
        var (order, links) = (placed.GetProperty("order"), placed.GetProperty("links"));
        await (await Shop.AdminAsync()).PayAsync(order.Id("invoice_id"));
        Shop.Clock.Advance(TimeSpan.FromDays(65));
        await guest.Caller.ReadAsync(links.Text("order"));
        await (await Admin.SignInAsync(Shop.Node)).DeliverAsync(order.Id());
        Shop.Clock.Advance(TimeSpan.FromDays(14));
        await (await guest.Caller.PostAsync(links.Text("returns"), new
        {
            items = new[] { new { product_id = ball, quantity = 1, reason = "Too small." } },
        })).ShouldBeAsync(HttpStatusCode.Created);
        Shop.Clock.Advance(TimeSpan.FromSeconds(1));
        await (await guest.Caller.GetAsync(links.Text("order")))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden, "order-link-expired");
    }

    [Fact]
    public async Task A_link_to_an_order_that_is_never_delivered_expires_too()
    {
        Shop.Clock.Stop();
        var guest = await Guest.BeginAsync(Shop.Node);
        var placed = await guest.OrderAsync((await Shop.Catalogue.AddProductAsync(), 1));
        await (await Shop.AdminAsync()).MoveOrderAsync(placed.GetProperty("order").Id(), "confirmed");
        var link = placed.GetProperty("links").Text("order");
        Shop.Clock.Advance(TimeSpan.FromDays(60 + 366 - 1));
        await guest.Caller.ReadAsync(link);
        Shop.Clock.Advance(TimeSpan.FromDays(1));
        await (await guest.Caller.GetAsync(link)).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "order-link-expired");
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
