using static PetShop.IntegrationTests.Sales.Edits.EditSteps;

namespace PetShop.IntegrationTests.Sales.Edits;

/// <summary>Edits that are refused.</summary>
public sealed class EditRefusalTests : ShopTest
{
    [Fact]
    public async Task Invalid_edits_are_refused_at_their_fields()
    {
        var (ball, hidden) = (await Shop.Catalogue.AddProductAsync(),
            await Shop.Catalogue.AddProductAsync(isActive: false));
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = (await buyer.OrderAsync((ball, 3))).Id();
        await RejectAsync(new { }, "items");
        await RejectAsync(Goods(), "items");
        await RejectAsync(Goods([.. Enumerable.Range(1, 101).Select(i => ((long)i, 1))]), "items");
        await RejectAsync(Goods((ball, 1), (ball, 2)), "items[1].product_id");
        await RejectAsync(Goods((ball, -1), (hidden, 101), (0, 1)),
            "items[0].quantity", "items[1].quantity", "items[2].product_id");
        await RejectAsync(new { items = new object[] { new { } } }, "items[0].product_id", "items[0].quantity");
        await RejectAsync(new { items = new object?[] { null } }, "items");
        foreach (var dryRun in new[] { true, false })
        {
            var refused = await (await admin.PostAsync($"/sales/orders/{order}/edits", new
            {
                items = new[]
                {
                    new { product_id = ball, quantity = 1 }, new { product_id = hidden, quantity = 1 },
                    new { product_id = 999_999L, quantity = 1 },
                },
                dry_run = dryRun,
            })).ShouldRejectFieldAsync("items[1].product_id", "items[2].product_id");
            Assert.Contains("no longer on sale", refused.GetRawText(), StringComparison.Ordinal);
        }
        foreach (var quantity in (string[])["99999999999", "1.5", "\"1\"", "\"\"", "null"])
            await (await admin.SendTextAsync(HttpMethod.Post, $"/sales/orders/{order}/edits",
                $$"""{"items":[{"product_id":{{ball}},"quantity":{{quantity}}}]}"""))
                .ShouldBeProblemAsync(HttpStatusCode.BadRequest);
        Assert.Equal(7, await Shop.Catalogue.StockOfAsync(ball));

        async Task RejectAsync(object body, params string[] fields) =>
            await (await admin.PostAsync($"/sales/orders/{order}/edits", body)).ShouldRejectFieldAsync(fields);
    }

    [Fact]
    public async Task What_cannot_be_edited_says_why()
    {
        var (ball, rope) = (await Shop.Catalogue.AddProductAsync(stock: 100), await Shop.Catalogue.AddProductAsync());
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = await buyer.OrderAsync((ball, 3));
        await (await buyer.EditAsync(order.Id(), (ball, 1))).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await (await admin.EditAsync(1, (ball, 1))).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        await RefuseAsync(order.Id(), "edit-empties-order", (ball, 0));
        await admin.MoveOrderAsync(order.Id(), "confirmed", "processing");
        await (await admin.PostAsync($"/sales/orders/{order.Id()}/shipments", Goods((ball, 2))))
            .ShouldBeAsync(HttpStatusCode.Created);
        await RefuseAsync(order.Id(), "cancellation-exceeds-order", (ball, 1));
        await (await admin.EditAsync(order.Id(), (rope, 1))).ShouldBeAsync(HttpStatusCode.OK);
        await admin.MoveOrderAsync(order.Id(), "shipped");
        await RefuseAsync(order.Id(), "status-not-allowed", (ball, 2));
        var paid = await buyer.OrderAsync((ball, 3));
        await admin.PayAsync(paid.Id("invoice_id"));
        await RefuseAsync(paid.Id(), "order-paid", (ball, 2));
        var cancelled = await buyer.OrderAsync((ball, 3));
        await (await buyer.PostAsync($"/sales/orders/{cancelled.Id()}/cancel")).ShouldBeAsync(HttpStatusCode.OK);
        await RefuseAsync(cancelled.Id(), "status-not-allowed", (ball, 2));
        await Shop.OrdersShouldAgreeAsync();

        async Task RefuseAsync(long id, string type, (long ProductId, int Quantity) line)
        {
            await (await admin.EditAsync(id, line)).ShouldBeProblemAsync(HttpStatusCode.Conflict, type);
            await (await admin.PostAsync($"/sales/orders/{id}/edits", new
            {
                items = new[] { new { product_id = line.ProductId, quantity = line.Quantity } },
                dry_run = true,
            })).ShouldBeProblemAsync(HttpStatusCode.Conflict, type);
        }
    }

    [Fact]
    public async Task An_order_has_at_most_a_hundred_lines()
    {
        var product = await Shop.Catalogue.AddProductAsync();
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var ids = await Shop.Database.ReadAsync<long[]>("""
            WITH more AS (
                INSERT INTO products SELECT (jsonb_populate_record(p, jsonb_build_object(
                    'id', 500000 + n, 'sku', 'MANY-' || n, 'name', 'Many ' || n, 'slug', 'many-' || n))).*
                FROM products p CROSS JOIN generate_series(1, 100) AS n WHERE p.id = $1 RETURNING id)
            SELECT array_agg(id ORDER BY id) FROM more
            """, product);
        await Shop.Database.ExecuteAsync("""
            INSERT INTO product_stock SELECT (jsonb_populate_record(s, jsonb_build_object('product_id', 500000 + n))).*
            FROM product_stock s CROSS JOIN generate_series(1, 100) AS n WHERE s.product_id = $1
            """, product);
        var order = (await buyer.OrderAsync([.. ids.Take(99).Select(id => (id, 1)), (product, 1)])).Id();
        await (await admin.EditAsync(order, (ids[99], 1))).ShouldRejectFieldAsync("items");
        await (await admin.EditAsync(order, (ids[99], 1), (ids[0], 0))).ShouldBeAsync(HttpStatusCode.OK);
    }
}
