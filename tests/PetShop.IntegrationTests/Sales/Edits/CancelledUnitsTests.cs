using System.Text.Json;
using PetShop.IntegrationTests.Products.Stock;
using PetShop.IntegrationTests.Sales.Pricing;
using PetShop.IntegrationTests.Sales.Promotions;
using static PetShop.IntegrationTests.Sales.Edits.EditSteps;

namespace PetShop.IntegrationTests.Sales.Edits;

/// <summary>Cancelling single units of an order.</summary>
public sealed class CancelledUnitsTests : ShopTest
{
    [Fact]
    public async Task A_cancelled_unit_takes_its_share_along_and_changes_nothing_else()
    {
        await Shop.AddShippingAsync();
        await Shop.AddPromotionAsync(new { name = "Tenth", discount = PromotionSteps.TenPercent });
        var (ball, rope) = (await Shop.Catalogue.AddProductAsync(price: 9.99m),
            await Shop.Catalogue.AddProductAsync(price: 4.05m));
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var placed = await buyer.OrderAsync((ball, 3), (rope, 1));
        Assert.Equal(["3 × 9.99 = 26.97", "1 × 4.05 = 3.64"], placed.ItemLines());
        var order = await (await buyer.CancelUnitsAsync(placed.Id(), (ball, 1))).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(["2 × 9.99 = 17.98", "1 × 4.05 = 3.64"], order.ItemLines());
        Assert.Equal(placed.Items()[1].GetRawText(), order.Items()[1].GetRawText());
        Assert.Equal(placed.GetProperty("shipping").GetRawText(), order.GetProperty("shipping").GetRawText());
        Assert.Equal((17.98m + 3.64m + 4.90m, 2.41m), (order.Money("total_amount"), order.Money("discount_total")));
        Assert.Equal(2.41m, order.GetProperty("promotions")[0].Money("amount"));
        Assert.Equal(order.Money("tax_total"),
            order.GetProperty("tax_lines").EnumerateArray().Sum(line => line.Money("tax")));
        Assert.Equal(2.41m, await Shop.Database.ReadAsync<decimal>("SELECT amount FROM promotion_uses"));
        Assert.Equal("pending", order.Text("status"));
        Assert.Equal(["opening 10 10", "sold -3 7", "released 1 8"], (await admin.MovementsAsync(ball)).Lines());
        Assert.Equal(order.GetRawText(), (await buyer.ReadAsync($"/sales/orders/{order.Id()}")).GetRawText());
        await Shop.OrdersShouldAgreeAsync();
    }

    [Fact]
    public async Task The_invoice_is_voided_and_a_new_one_issued_and_the_timeline_says_so()
    {
        var (ball, rope) = (await Shop.Catalogue.AddProductAsync(price: 5m), await Shop.Catalogue.AddProductAsync());
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var (placed, invoice) = await buyer.BuyAsync((ball, 3), (rope, 1));
        var order = await (await buyer.CancelUnitsAsync(placed.Id(), (ball, 1))).ShouldBeAsync(HttpStatusCode.OK);
        Assert.NotEqual(invoice.Id(), order.Id("invoice_id"));
        Assert.Equal("void", await admin.StatusAsync($"/sales/invoices/{invoice.Id()}"));
        var issued = await buyer.ReadAsync($"/sales/invoices/{order.Id("invoice_id")}");
        Assert.Equal(
            ("pending", order.Money("total_amount")), (issued.Text("status"), issued.Money("total_amount")));
        await (await admin.PatchAsync($"/sales/invoices/{invoice.Id()}/status", new { status = "paid" }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "status-not-allowed");
        await admin.PayAsync(order.Id("invoice_id"));
        var entries = (await buyer.ReadAsync($"/sales/orders/{order.Id()}/timeline")).Items().Reverse().ToList();
        Assert.Equal(
            ["placed", "invoice_status_changed", "invoice_issued", "items_changed", "payment_status_changed",
                "invoice_status_changed"],
            entries.Select(entry => entry.Text("type")));
        var changed = entries[3];
        Assert.Equal("customer", changed.Text("author"));
        Assert.Equal((24.90m, 19.90m),
            (changed.GetProperty("before").Money("amount"), changed.GetProperty("after").Money("amount")));
        Assert.Equal((ball, 3, 2), (Only(changed, "before").Id("product_id"), Only(changed, "before").Count("quantity"),
            Only(changed, "after").Count("quantity")));

        static JsonElement Only(JsonElement entry, string when) => Assert.Single(entry.GetProperty(when).Items());
    }

    [Fact]
    public async Task A_whole_line_goes_and_the_last_units_cancel_the_order()
    {
        var promotion = await Shop.AddCodeAsync("ONCE", maxUses: 1);
        var (ball, rope) = (await Shop.Catalogue.AddProductAsync(price: 9.99m), await Shop.Catalogue.AddProductAsync());
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = (await (await buyer.PostAsync("/sales/orders", new
        {
            items = new[] { new { product_id = ball, quantity = 3 }, new { product_id = rope, quantity = 2 } },
            shipping_address = SalesSteps.Address,
            promotion_codes = new[] { "ONCE" },
        })).ShouldBeAsync(HttpStatusCode.Created)).GetProperty("order");
        var left = await (await buyer.CancelUnitsAsync(order.Id(), (ball, 3))).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(["2 × 9.90 = 17.82"], left.ItemLines());
        Assert.Equal(1, await Shop.UsesAsync(promotion, "total"));
        await Shop.OrdersShouldAgreeAsync();
        await (await buyer.CancelUnitsAsync(order.Id(), (ball, 1))).ShouldRejectFieldAsync("items[0].product_id");
        var cancelled = await (await buyer.CancelUnitsAsync(order.Id(), (rope, 2))).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal("cancelled", cancelled.Text("status"));
        Assert.Equal("void", await admin.StatusAsync($"/sales/invoices/{cancelled.Id("invoice_id")}"));
        Assert.Equal(0, await Shop.UsesAsync(promotion, "total"));
        Assert.Equal((10, 10), (await Shop.Catalogue.StockOfAsync(ball), await Shop.Catalogue.StockOfAsync(rope)));
        await (await buyer.CancelUnitsAsync(order.Id(), (rope, 2)))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "status-not-allowed");
        await Shop.OrdersShouldAgreeAsync();
        await Shop.ShouldAgreeAsync();
    }

    [Fact]
    public async Task Cancelled_units_can_neither_be_shipped_nor_returned_and_the_rest_is_refunded_exactly()
    {
        await Shop.AddShippingAsync();
        await Shop.AddPromotionAsync(new { name = "Tenth", discount = PromotionSteps.TenPercent });
        var (ball, rope) = (await Shop.Catalogue.AddProductAsync(price: 3.33m), await Shop.Catalogue.AddProductAsync());
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var placed = await buyer.OrderAsync((ball, 7), (rope, 1));
        var order = await (await buyer.CancelUnitsAsync(placed.Id(), (ball, 4))).ShouldBeAsync(HttpStatusCode.OK);
        await admin.PayAsync(order.Id("invoice_id"));
        await admin.MoveOrderAsync(order.Id(), "confirmed", "processing");
        await (await admin.PostAsync($"/sales/orders/{order.Id()}/shipments", Goods((ball, 4))))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "shipment-exceeds-order");
        await admin.MoveOrderAsync(order.Id(), "shipped", "delivered");
        await (await buyer.PostAsync("/sales/returns", SalesSteps.Return(order.Id(), (ball, 4))))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "return-exceeds-order");
        foreach (var line in new[] { (ball, 1), (ball, 2), (rope, 1) })
            await admin.MoveReturnAsync(await buyer.AskReturnAsync(order.Id(), line), "approved", "processed");
        Assert.Equal(order.Money("total_amount"), await Shop.Database.ReadAsync<decimal>(
            "SELECT sum(amount) FROM refunds WHERE order_id = $1", order.Id()));
    }

    [Fact]
    public async Task After_a_shipment_the_rest_can_be_cancelled_until_it_is_paid()
    {
        var (ball, rope) = (await Shop.Catalogue.AddProductAsync(), await Shop.Catalogue.AddProductAsync());
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var (open, paid) = (await ShippedAsync(isPaid: false), await ShippedAsync(isPaid: true));
        await (await buyer.CancelUnitsAsync(paid, (ball, 1)))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "order-paid");
        await (await buyer.PostAsync($"/sales/orders/{paid}/cancel"))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "order-paid");
        var refused = await (await buyer.CancelUnitsAsync(open, (ball, 3), (rope, 1)))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "cancellation-exceeds-order");
        Assert.Equal((ball, 3, 1), refused.GetProperty("products").EnumerateArray()
            .Select(item => (item.Id("product_id"), item.Count("requested"), item.Count("cancellable"))).Single());
        var part = await (await buyer.CancelUnitsAsync(open, (rope, 1))).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal("partially_shipped", part.Text("status"));
        var rest = await (await buyer.PostAsync($"/sales/orders/{open}/cancel")).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(("shipped", "2 × 9.90 = 19.80"), (rest.Text("status"), Assert.Single(rest.ItemLines())));
        Assert.Equal(2, rest.Items()[0].Count("shipped_quantity"));
        await (await buyer.PostAsync($"/sales/orders/{open}/cancel"))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "status-not-allowed");
        Assert.Equal(10 - 2 - 3, await Shop.Catalogue.StockOfAsync(ball));
        await admin.PayAsync(rest.Id("invoice_id"));
        await admin.MoveOrderAsync(open, "delivered");
        await buyer.AskReturnAsync(open, (ball, 2));
        await Shop.OrdersShouldAgreeAsync();

        async Task<long> ShippedAsync(bool isPaid)
        {
            var order = await buyer.OrderAsync((ball, 3), (rope, 1));
            if (isPaid)
                await admin.PayAsync(order.Id("invoice_id"));
            await admin.MoveOrderAsync(order.Id(), "confirmed", "processing");
            await (await admin.PostAsync($"/sales/orders/{order.Id()}/shipments", Goods((ball, 2))))
                .ShouldBeAsync(HttpStatusCode.Created);
            return order.Id();
        }
    }

    [Fact]
    public async Task Of_a_paid_order_no_units_are_cancelled_but_the_whole_is()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = await buyer.OrderAsync((ball, 3));
        await admin.PayAsync(order.Id("invoice_id"));
        await (await buyer.CancelUnitsAsync(order.Id(), (ball, 2)))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "order-paid");
        Assert.Equal(7, await Shop.Catalogue.StockOfAsync(ball));
        await (await buyer.CancelUnitsAsync(order.Id(), (ball, 3))).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(29.70m, await Shop.Database.ReadAsync<decimal>("SELECT sum(amount) FROM refunds"));
        await Shop.OrdersShouldAgreeAsync();
    }

    [Fact]
    public async Task Cancelled_units_no_longer_count_as_unpaid()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 100);
        var buyer = (await Shop.SignUpAsync()).At(Shop.StartNode(("Orders:MaxUnpaidUnits", "10")));
        var order = await buyer.OrderAsync((ball, 8));
        await (await buyer.CancelUnitsAsync(order.Id(), (ball, 5))).ShouldBeAsync(HttpStatusCode.OK);
        await (await buyer.CheckOutAsync((ball, 8))).ShouldBeProblemAsync(HttpStatusCode.Conflict, "too-much-unpaid");
        await (await buyer.CheckOutAsync((ball, 7))).ShouldBeAsync(HttpStatusCode.Created);
        await Shop.OrdersShouldAgreeAsync();
    }

    [Fact]
    public async Task A_repeated_request_with_its_key_cancels_once()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var buyer = await Shop.SignUpAsync();
        var path = $"/sales/orders/{(await buyer.OrderAsync((ball, 3))).Id()}/cancel";
        var first = await (await buyer.PostAsync(path, Goods((ball, 1)), "a-key")).ShouldBeAsync(HttpStatusCode.OK);
        var again = await buyer.PostAsync(path, Goods((ball, 1)), "a-key");
        Assert.Equal(first.GetRawText(), (await again.ShouldBeAsync(HttpStatusCode.OK)).GetRawText());
        Assert.Equal("true", again.Headers.GetValues("Idempotent-Replayed").Single());
        await (await buyer.PostAsync(path, Goods((ball, 2)), "a-key"))
            .ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
        Assert.Equal(8, await Shop.Catalogue.StockOfAsync(ball));
    }

    [Theory, InlineData(false, "cancelled", 100), InlineData(true, "shipped", 99)]
    public async Task An_order_is_edited_fifty_times_and_its_rest_can_then_still_be_cancelled(
        bool isPartlyShipped, string status, int left)
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 100);
        var buyer = await Shop.SignUpAsync();
        var order = (await buyer.OrderAsync((ball, 60))).Id();
        for (var i = 0; i < 50; i++)
            await (await buyer.CancelUnitsAsync(order, (ball, 1))).ShouldBeAsync(HttpStatusCode.OK);
        await (await buyer.CancelUnitsAsync(order, (ball, 1)))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "order-edited-too-often");
        if (isPartlyShipped)
        {
            var admin = await Shop.AdminAsync();
            await admin.MoveOrderAsync(order, "confirmed", "processing");
            await (await admin.PostAsync($"/sales/orders/{order}/shipments", Goods((ball, 1))))
                .ShouldBeAsync(HttpStatusCode.Created);
        }
        var rest = await (await buyer.PostAsync($"/sales/orders/{order}/cancel")).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(status, rest.Text("status"));
        Assert.Equal(left, await Shop.Catalogue.StockOfAsync(ball));
    }

    [Fact]
    public async Task Only_whom_the_order_belongs_to_cancels_and_only_what_is_on_it()
    {
        var (ball, rope) = (await Shop.Catalogue.AddProductAsync(), await Shop.Catalogue.AddProductAsync());
        var (buyer, other) = (await Shop.SignUpAsync(), await Shop.SignUpAsync());
        var order = (await buyer.OrderAsync((ball, 3))).Id();
        await (await other.CancelUnitsAsync(order, (ball, 1))).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await (await buyer.CancelUnitsAsync(1, (ball, 1))).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        await RejectAsync(Goods(), "items");
        await RejectAsync(Goods([.. Enumerable.Range(1, 101).Select(i => ((long)i, 1))]), "items");
        await RejectAsync(Goods((rope, 1)), "items[0].product_id");
        await RejectAsync(Goods((ball, 1), (ball, 1)), "items[1].product_id");
        await RejectAsync(Goods((ball, 0), (rope, -1), (0, 1)),
            "items[0].quantity", "items[1].quantity", "items[2].product_id");
        await RejectAsync(new { items = new object[] { new { } } }, "items[0].product_id", "items[0].quantity");
        await RejectAsync(new { items = new object?[] { null } }, "items");
        foreach (var quantity in (string[])["99999999999", "1.5", "\"1\"", "\"\"", "null"])
        {
            var answer = await buyer.SendTextAsync(HttpMethod.Post, $"/sales/orders/{order}/cancel",
                $$"""{"items":[{"product_id":{{ball}},"quantity":{{quantity}}}]}""");
            await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest);
        }
        await (await buyer.CancelUnitsAsync(order, (ball, 4)))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "cancellation-exceeds-order");
        Assert.Equal(7, await Shop.Catalogue.StockOfAsync(ball));

        async Task RejectAsync(object body, params string[] fields) =>
            await (await buyer.PostAsync($"/sales/orders/{order}/cancel", body)).ShouldRejectFieldAsync(fields);
    }
}
