using System.Text.Json;
using PetShop.Api.Sales.Entities;
using PetShop.Api.Sales.Services.Orders;
using PetShop.IntegrationTests.Core.Database;
using PetShop.IntegrationTests.Sales.Promotions;

namespace PetShop.IntegrationTests.Sales.Guests;

/// <summary>What is erased of a guest, and what is kept.</summary>
public sealed class GuestErasureTests : ShopTest
{
    private const string Url = "/sales/guests/erase";

    [Fact]
    public async Task What_is_unpaid_is_cancelled_and_erased_and_what_is_invoiced_keeps_its_address()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 20);
        var (guest, admin) = (await Guest.BeginAsync(Shop.Node), await Shop.AdminAsync());
        var (open, cancelled, paid) =
            (await guest.OrderAsync((ball, 1)), await guest.OrderAsync((ball, 2)), await guest.OrderAsync((ball, 3)));
        await (await guest.Caller.PostAsync(cancelled.GetProperty("links").Text("cancel")))
            .ShouldBeAsync(HttpStatusCode.OK);
        await admin.PayAsync(Id(paid, "invoice_id"));
        foreach (var placed in new[] { open, cancelled, paid })
            await (await admin.PostAsync($"/sales/orders/{Id(placed)}/notes", new { text = "Ring at Robin's." }))
                .ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal((3, 1, 2, 1), await EraseAsync(admin, Guest.Email.ToUpperInvariant()));
        await Shop.RunJobAsync<OrderSearchJob>();
        foreach (var placed in new[] { open, cancelled })
        {
            var order = await admin.ReadAsync($"/sales/orders/{Id(placed)}");
            Assert.Equal(("cancelled", ErasedText.OfGuest, JsonValueKind.Null, JsonValueKind.Null),
                (order.Text("status"), order.Text("shipping_address"), order.GetProperty("ship_to").ValueKind,
                    order.GetProperty("admin_data").GetProperty("customer_name").ValueKind));
        }
        var kept = await admin.ReadAsync($"/sales/orders/{Id(paid)}");
        Assert.Equal(("pending", "Ada Lovelace", "12 Harbour Street"),
            (kept.Text("status"), kept.GetProperty("admin_data").Text("customer_name"),
                kept.GetProperty("ship_to").Text("line1")));
        Assert.Equal(20 - 3, await Shop.Catalogue.StockOfAsync(ball));
        Assert.Equal([Id(paid)], (await admin.ReadAsync("/sales/orders?q=lovelace")).Items().Select(o => o.Id()));
        Assert.Empty((await admin.ReadAsync("/sales/orders?q=barker")).Items());
        Assert.Equal(0, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM unpaid_orders"));
        Assert.Equal(0, await Shop.Database.ReadAsync<long>("""
            SELECT count(*) FROM orders o JOIN order_events e ON e.order_id = o.id
            WHERE o::text ILIKE '%barker%' OR o.guest_key LIKE 'email:%' OR e::text LIKE '%Robin%'
            """));
    }

    [Fact]
    public async Task The_timeline_says_for_admins_who_erased_the_guest()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 20);
        var (guest, admin) = (await Guest.BeginAsync(Shop.Node), await Shop.AdminAsync());
        var placed = new[] { await guest.OrderAsync((ball, 1)), await guest.OrderAsync((ball, 1)) };
        await admin.PayAsync(Id(placed[1], "invoice_id"));
        await EraseAsync(admin);
        foreach (var order in placed)
        {
            var entry = (await admin.ReadAsync($"/sales/orders/{Id(order)}/timeline")).Items()
                .Single(each => each.Text("type") == "guest_erased");
            Assert.Equal(("admin", admin.UserId, true), (entry.Text("author"),
                entry.GetProperty("admin_data").Id("user_id"),
                entry.GetProperty("admin_data").GetProperty("is_internal").GetBoolean()));
        }
    }

    [Fact]
    public async Task Links_end_and_no_new_one_is_made_and_kept_responses_are_erased()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 20);
        var (guest, admin) = (await Guest.BeginAsync(Shop.Node), await Shop.AdminAsync());
        (long ProductId, int Quantity)[] lines = [(ball, 1)];
        var placed = await (await guest.CheckOutAsync(key: "once", lines: lines)).ShouldBeAsync(HttpStatusCode.Created);
        var links = placed.GetProperty("links");
        await admin.PayAsync(Id(placed, "invoice_id"));
        await admin.MoveOrderAsync(Id(placed), "confirmed", "processing");
        await (await admin.PostAsync($"/sales/orders/{Id(placed)}/shipments",
            new { carrier = "Parcel Express", tracking_number = "1Z999" }, key: "ship")).ShouldBeAsync(
                HttpStatusCode.Created);
        await EraseAsync(admin);
        foreach (var link in new[] { "order", "explain", "returns", "shipments" })
            await (await guest.Caller.GetAsync(links.Text(link)))
                .ShouldBeProblemAsync(HttpStatusCode.NotFound, "not-found");
        await (await guest.Caller.PostAsync(links.Text("cancel")))
            .ShouldBeProblemAsync(HttpStatusCode.NotFound, "not-found");
        await (await admin.PostAsync($"/sales/orders/{Id(placed)}/guest-link"))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "guest-erased");
        await (await guest.CheckOutAsync(key: "once", lines: lines))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "idempotent-answer-erased");
        Assert.Equal(0, await Shop.Database.ReadAsync<long>(
            "SELECT count(*) FROM idempotency_records WHERE result::text ~* 'lovelace|1Z999'"));
    }

    [Fact]
    public async Task Reasons_of_returns_stay_only_where_money_goes_back_for_them()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 20);
        var (guest, admin) = (await Guest.BeginAsync(Shop.Node), await Shop.AdminAsync());
        var placed = await guest.OrderAsync((ball, 3));
        await admin.PayAsync(Id(placed, "invoice_id"));
        await admin.DeliverAsync(Id(placed));
        var returns = new List<long>();
        for (var i = 0; i < 2; i++)
            returns.Add((await (await guest.Caller.PostAsync(placed.GetProperty("links").Text("returns"), new
            {
                items = new[] { new { product_id = ball, quantity = 1, reason = "Too small." } },
            })).ShouldBeAsync(HttpStatusCode.Created)).Id());
        await admin.MoveReturnAsync(returns[0], "approved", "processed");
        await admin.MoveReturnAsync(returns[1], "rejected");
        foreach (var id in returns)
            await (await admin.PutAsync($"/sales/returns/{id}", new { admin_notes = "Robin called." }))
                .ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal((1, 0, 0, 1), await EraseAsync(admin));
        Assert.Equal(["Too small.", ErasedText.OfGuest], await Task.WhenAll(returns.Select(async id =>
            (await admin.ReadAsync($"/sales/returns/{id}")).Items()[0].Text("reason"))));
        Assert.Equal(0, await Shop.Database.ReadAsync<long>("SELECT count(admin_notes) FROM returns"));
    }

    [Fact]
    public async Task A_request_that_waits_while_the_guest_is_erased_writes_nothing()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 20);
        var (guest, admin) = (await Guest.BeginAsync(Shop.Node), await Shop.AdminAsync());
        var (noted, open) = (await guest.OrderAsync((ball, 1)), await guest.OrderAsync((ball, 1)));
        var (delivered, returned) = (await guest.OrderAsync((ball, 1)), await guest.OrderAsync((ball, 1)));
        foreach (var placed in new[] { delivered, returned })
        {
            await admin.PayAsync(Id(placed, "invoice_id"));
            await admin.DeliverAsync(Id(placed));
        }
        var items = new[] { new { product_id = ball, quantity = 1, reason = "Too small." } };
        var asked = await guest.Caller.PostAsync(Link(returned, "returns"), new { items });
        await asked.ShouldBeAsync(HttpStatusCode.Created);
        foreach (var (placed, send) in new (JsonElement, Func<Task<HttpResponseMessage>>)[]
        {
            (noted, () => guest.Caller.PostAsync(Link(noted, "notes"), new { text = "Ring at Robin's." })),
            (open, () => guest.Caller.PostAsync(Link(open, "cancel"), key: "cancel")),
            (delivered, () => guest.Caller.PostAsync(Link(delivered, "returns"), new { items }, "return")),
            (returned, () => guest.Caller.DeleteAsync(asked.Headers.Location!.OriginalString)),
        })
            await (await Shop.Database.DuringAsync(
                "UPDATE orders SET guest_key = 'erased:' || id WHERE id = $1", Id(placed), send))
                .ShouldBeProblemAsync(HttpStatusCode.NotFound, "not-found");
        Assert.Equal((0, "pending"), (await Shop.Database.ReadAsync<long>("""
            SELECT (SELECT count(*) FROM returns WHERE status <> 'Requested' OR order_id <> $1)
                + (SELECT count(*) FROM idempotency_records WHERE owner_id < 0)
                + (SELECT count(*) FROM order_events WHERE type = 'Note')
            """, Id(returned)), await admin.StatusAsync($"/sales/orders/{Id(open)}")));

        static string Link(JsonElement placed, string name) => placed.GetProperty("links").Text(name);
    }

    [Fact]
    public async Task Erasing_again_changes_nothing_and_nobody_else_is_affected()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 20);
        var (guest, admin, buyer) =
            (await Guest.BeginAsync(Shop.Node), await Shop.AdminAsync(), await Shop.SignUpAsync());
        var owned = (await buyer.OrderAsync((ball, 1))).Id();
        var lines = new[] { (ball, 1) };
        var other = await (await guest.CheckOutAsync("robin.barker@example.org", lines: lines))
            .ShouldBeAsync(HttpStatusCode.Created);
        var mail = await Shop.Database.ReadAsync<string>("SELECT customer_email FROM orders WHERE id = $1", owned);
        var placed = await (await guest.CheckOutAsync(mail, lines: lines)).ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal((1, 1, 1, 0), await EraseAsync(admin, mail));
        var before = await VersionsAsync();
        Assert.Equal((0, 0, 0, 0), await EraseAsync(admin, mail));
        Assert.Equal((0, 0, 0, 0), await EraseAsync(admin, "nobody@example.com"));
        Assert.Equal(before, await VersionsAsync());
        Assert.Equal("pending", await buyer.StatusAsync($"/sales/orders/{owned}"));
        Assert.Equal("pending",
            (await guest.Caller.ReadAsync(other.GetProperty("links").Text("order"))).Text("status"));
        await (await guest.Caller.GetAsync(placed.GetProperty("links").Text("order")))
            .ShouldBeProblemAsync(HttpStatusCode.NotFound, "not-found");
        await (await admin.PostAsync(Url, new { })).ShouldRejectFieldAsync("email");
        await (await admin.PostAsync(Url, new { email = "robin" })).ShouldRejectFieldAsync("email");

        Task<long[]> VersionsAsync() =>
            Shop.Database.ReadAsync<long[]>("SELECT array_agg(version ORDER BY id) FROM orders");
    }

    [Fact]
    public async Task A_promotion_still_counts_the_orders_but_no_longer_for_the_address()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 20);
        var (guest, admin) = (await Guest.BeginAsync(Shop.Node), await Shop.AdminAsync());
        var promotion = await Shop.AddCodeAsync("SPRING", maxUses: 2, perCustomer: 1);
        var lines = new[] { (ball, 1) };
        var paid = await (await guest.CheckOutAsync(lines: lines, codes: ["SPRING"]))
            .ShouldBeAsync(HttpStatusCode.Created);
        await admin.PayAsync(Id(paid, "invoice_id"));
        await EraseAsync(admin);
        await Shop.ShouldAgreeAsync();
        Assert.Equal(0, await Shop.Database.ReadAsync<long>("""
            SELECT count(*) FROM promotion_counters c FULL JOIN promotion_uses u ON u.customer_key = c.key
            WHERE c.key LIKE 'email:%' OR u.customer_key LIKE 'email:%'
            """));
        await (await guest.CheckOutAsync(lines: lines, codes: ["SPRING"])).ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal(2, await Shop.UsesAsync(promotion, "total"));
        await (await admin.PostAsync($"/sales/orders/{Id(paid)}/cancel")).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(1, await Shop.UsesAsync(promotion, "total"));
        await Shop.ShouldAgreeAsync();
    }

    [Fact]
    public async Task Counters_are_locked_in_the_order_in_which_checkouts_lock_them()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 20);
        var (guest, admin) = (await Guest.BeginAsync(Shop.Node), await Shop.AdminAsync());
        var promotion = await Shop.AddCodeAsync("FIRST", perCustomer: 5);
        await (await admin.PostAsync($"/sales/promotions/{promotion}/codes",
            new { codes = new[] { "SPRING" }, max_uses = 5 })).ShouldBeAsync(HttpStatusCode.Created);
        await (await guest.CheckOutAsync(lines: [(ball, 1)], codes: ["SPRING"])).ShouldBeAsync(HttpStatusCode.Created);
        // A checkout has locked the code's counter, and comes to the customer's.
        var erased = await Shop.Database.DuringAsync(
            "UPDATE promotion_counters SET uses = uses WHERE promotion_id = $1 AND key LIKE 'code:%'", promotion,
            () => admin.PostAsync(Url, new { email = Guest.Email }),
            async () => Assert.Single(await Shop.Database.ReadAsync<string[]>("""
                SELECT array_agg(key) FROM (
                    SELECT key FROM promotion_counters WHERE key LIKE 'email:%' FOR UPDATE NOWAIT) AS free
                """)));
        await erased.ShouldBeAsync(HttpStatusCode.OK);
        await Shop.ShouldAgreeAsync();
    }

    [Fact]
    public async Task Many_orders_take_as_many_round_trips_as_few()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 90);
        var node = Shop.StartNode(("Orders:MaxUnpaidGuest", "0"), ("Orders:MaxUnpaidGuestUnits", "0"));
        var (guest, admin) = (await Guest.BeginAsync(node), await Shop.AdminAsync());
        using var counter = new StatementCounter();
        var counts = new List<int>();
        foreach (var orders in new[] { 2, 2, 12 })
        {
            for (var i = 0; i < orders; i++)
            {
                var placed = await guest.OrderAsync((ball, 1));
                if (i % 2 == 0)
                    await admin.PayAsync(Id(placed, "invoice_id"));
            }
            counts.Add(await counter.CountAsync(admin, HttpMethod.Post, Url, new { email = Guest.Email }));
        }
        Assert.Equal(counts[1], counts[2]);
    }

    [Fact]
    public async Task Erasing_and_ordering_at_once_leaves_every_order_whole_or_erased()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 100);
        var node = Shop.StartNode(("Orders:MaxUnpaidGuest", "0"), ("Orders:MaxUnpaidGuestUnits", "0"));
        var (guest, admin) = (await Guest.BeginAsync(node), await Shop.AdminAsync());
        await Shop.AddCodeAsync("SPRING", maxUses: 100, perCustomer: 100);
        var lines = new[] { (ball, 1) };
        for (var round = 0; round < 4; round++)
        {
            var answers = await SalesSteps.AtOnceAsync(8, i => i % 4 == 3
                ? admin.PostAsync(Url, new { email = Guest.Email })
                : guest.CheckOutAsync(lines: lines, codes: ["SPRING"]));
            Assert.Equal((6, 2), (answers.CountOf(HttpStatusCode.Created), answers.CountOf(HttpStatusCode.OK)));
            await Shop.ShouldAgreeAsync();
        }
        Assert.Equal(0, await Shop.Database.ReadAsync<long>("""
            SELECT count(*) FROM orders o JOIN promotion_uses u ON u.order_id = o.id
            WHERE (o.guest_key LIKE 'email:%') <> (o.status = 'Pending') OR u.customer_key <> o.guest_key
                OR (customer_email IS NULL) <> (o.status = 'Cancelled')
            """));
    }

    /// <summary>The answer: all orders, cancelled ones, and those without and with an address.</summary>
    private static async Task<(int All, int Cancelled, int Without, int With)> EraseAsync(
        Admin admin, string email = Guest.Email)
    {
        var erased = await (await admin.PostAsync(Url, new { email })).ShouldBeAsync(HttpStatusCode.OK);
        return (erased.Count("orders"), erased.Count("orders_cancelled"), erased.Count("orders_without_address"),
            erased.Count("orders_with_address"));
    }

    private static long Id(JsonElement placed, string name = "id") => placed.GetProperty("order").Id(name);
}
