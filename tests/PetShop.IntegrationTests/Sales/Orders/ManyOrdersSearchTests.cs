using System.Text.Json;
using PetShop.IntegrationTests.Sales.Guests;

namespace PetShop.IntegrationTests.Sales.Orders;

/// <summary>What searches and a guest's links cost, with one order and with hundreds.</summary>
public sealed class ManyOrdersSearchTests : ShopTest
{
    private const int Copies = 300;

    [Fact]
    public async Task A_search_by_SKU_e_mail_address_or_tracking_number_costs_the_same_with_hundreds_of_orders()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 10);
        var sku = (await Shop.Catalogue.ReadAsync(ball)).Text("sku");
        var (buyer, admin) = (await Shop.SignUpAsync("shopper"), await Shop.AdminAsync());
        var own = await ShipAsync(admin, await buyer.OrderAsync((ball, 1)), "1Z-OWN");
        var guests = await ShipAsync(admin,
            (await (await Guest.BeginAsync(Shop.Node)).OrderAsync((ball, 1))).GetProperty("order"), "1Z-GUEST");
        (string Q, int Factor)[] searches =
            [(sku, 2), ("shopper@example.com", 1), (Guest.Email, 1), ("1Z-OWN", 1), ("1zguest", 1)];
        using var counter = new StatementCounter();
        var before = await CountAsync();
        await CopyAsync(own);
        await CopyAsync(guests);
        await Shop.Database.ExecuteAsync("VACUUM ANALYZE");
        foreach (var (q, factor) in searches)
        {
            var page = await admin.ReadAsync(Path(q));
            Assert.Equal((factor * (Copies + 1), 100), (page.Count("total"), page.Items().Count));
            Assert.All(page.Items(), order => Assert.Single(order.Items()));
        }
        Assert.Equal(before, await CountAsync());
        Assert.All(before, each => Assert.InRange(each.Statements, 1, 5));

        async Task<List<(string Q, int Statements)>> CountAsync()
        {
            var counts = new List<(string, int)>();
            foreach (var (q, _) in searches)
                counts.Add((q, await counter.CountAsync(admin, HttpMethod.Get, Path(q))));
            return counts;
        }

        static string Path(string q) => $"/sales/orders?limit=100&q={Uri.EscapeDataString(q)}";
    }

    [Fact]
    public async Task A_guests_links_take_as_many_statements_for_hundreds_of_orders_and_for_a_large_one()
    {
        var products = new List<long>();
        for (var i = 0; i < 40; i++)
            products.Add(await Shop.Catalogue.AddProductAsync());
        var (guest, admin) = (await Guest.BeginAsync(Shop.Node), await Shop.AdminAsync());
        var placed = await guest.OrderAsync((products[0], 1));
        var id = await ShipAsync(admin, placed.GetProperty("order"), "1Z-ONE");
        await admin.PayAsync(placed.GetProperty("order").Id("invoice_id"));
        using var counter = new StatementCounter();
        var before = await CountAsync(placed);
        Assert.All(before, each => Assert.InRange(each.Statements, 1, 5));
        await CopyAsync(id);
        await Shop.Database.ExecuteAsync("VACUUM ANALYZE");
        Assert.Equal(before, await CountAsync(placed));

        var large = await guest.OrderAsync([.. products.Select(product => (product, 1))]);
        var order = large.GetProperty("order");
        await admin.PayAsync(order.Id("invoice_id"));
        await admin.MoveOrderAsync(order.Id(), "confirmed", "processing");
        foreach (var product in products)
            await (await admin.PostAsync($"/sales/orders/{order.Id()}/shipments",
                new { items = new[] { new { product_id = product, quantity = 1 } } }))
                .ShouldBeAsync(HttpStatusCode.Created);
        var shipments = large.GetProperty("links").Text("shipments") + "&limit=100";
        Assert.Equal(products.Count, (await guest.Caller.ReadAsync(shipments)).Items().Count);
        Assert.Equal(before, await CountAsync(large));

        async Task<List<(string Link, int Statements)>> CountAsync(JsonElement of)
        {
            var counts = new List<(string, int)>();
            foreach (var link in new[]
            {
                "order", "explain", "returns", "shipments", "invoices", "refunds", "timeline",
            })
            {
                var path = of.GetProperty("links").Text(link) + (link is "order" or "explain" ? "" : "&limit=100");
                counts.Add((link, await counter.CountAsync(guest.Caller, HttpMethod.Get, path)));
            }
            return counts;
        }
    }

    /// <summary>Adds orders like this one, with lines, shipments and invoices.</summary>
    private Task CopyAsync(long order) => Shop.Database.ExecuteAsync($"""
        INSERT INTO orders SELECT (jsonb_populate_record(o, jsonb_build_object('id', o.id + n))).*
            FROM orders o, generate_series(1, {Copies}) n WHERE o.id = {order};
        INSERT INTO order_lines SELECT (jsonb_populate_record(l, jsonb_build_object('order_id', l.order_id + n))).*
            FROM order_lines l, generate_series(1, {Copies}) n WHERE l.order_id = {order};
        INSERT INTO shipments SELECT (jsonb_populate_record(s, jsonb_build_object('order_id', s.order_id + n))).*
            FROM shipments s, generate_series(1, {Copies}) n WHERE s.order_id = {order};
        INSERT INTO shipment_lines SELECT (jsonb_populate_record(l, jsonb_build_object('order_id', l.order_id + n))).*
            FROM shipment_lines l, generate_series(1, {Copies}) n WHERE l.order_id = {order};
        INSERT INTO invoices SELECT (jsonb_populate_record(
                i, jsonb_build_object('id', i.id + n, 'order_id', i.order_id + n, 'number', NULL))).*
            FROM invoices i, generate_series(1, {Copies}) n WHERE i.order_id = {order};
        INSERT INTO invoice_register SELECT (jsonb_populate_record(r, jsonb_build_object(
                'invoice_id', r.invoice_id + n, 'order_id', r.order_id + n, 'number', NULL))).*
            FROM invoice_register r, generate_series(1, {Copies}) n WHERE r.order_id = {order};
        INSERT INTO order_events SELECT (jsonb_populate_record(e, jsonb_build_object('order_id', e.order_id + n))).*
            FROM order_events e, generate_series(1, {Copies}) n WHERE e.order_id = {order}
        """);

    /// <summary>Ships all of an order.</summary>
    /// <returns>Its id.</returns>
    private static async Task<long> ShipAsync(Admin admin, JsonElement order, string number)
    {
        await admin.MoveOrderAsync(order.Id(), "confirmed", "processing");
        await (await admin.PostAsync($"/sales/orders/{order.Id()}/shipments", new { tracking_number = number }))
            .ShouldBeAsync(HttpStatusCode.Created);
        return order.Id();
    }
}
