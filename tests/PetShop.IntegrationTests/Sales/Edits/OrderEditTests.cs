using System.Net.Http.Headers;
using System.Text.Json;
using PetShop.IntegrationTests.Products.Stock;
using PetShop.IntegrationTests.Sales.Pricing;
using PetShop.IntegrationTests.Sales.Promotions;
using static PetShop.IntegrationTests.Sales.Edits.EditSteps;

namespace PetShop.IntegrationTests.Sales.Edits;

/// <summary>Edits of orders by admins.</summary>
public sealed class OrderEditTests : ShopTest
{
    [Fact]
    public async Task An_edit_adds_increases_decreases_and_removes_as_its_dry_run_said()
    {
        await Shop.AddShippingAsync();
        await Shop.AddPromotionAsync(new { name = "Tenth", discount = PromotionSteps.TenPercent });
        var (ball, rope, bowl, bed) = (await Shop.Catalogue.AddProductAsync(price: 9.99m),
            await Shop.Catalogue.AddProductAsync(price: 4m), await Shop.Catalogue.AddProductAsync(price: 5m),
            await Shop.Catalogue.AddProductAsync(price: 20m));
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var placed = await buyer.OrderAsync((ball, 3), (rope, 1), (bowl, 2));
        (long, int)[] wanted = [(ball, 1), (rope, 2), (bowl, 0), (bed, 1)];
        var path = $"/sales/orders/{placed.Id()}";
        var untouched = (await admin.ReadAsync(path)).GetRawText();
        var shown = await admin.DryRunAsync(placed.Id(), wanted);
        Assert.Equal(untouched, (await admin.ReadAsync(path)).GetRawText());
        Assert.Equal((7, 10),
            (await Shop.Catalogue.StockOfAsync(ball), await Shop.Catalogue.StockOfAsync(bed)));
        Assert.Equal(3, (await buyer.ReadAsync($"{path}/explain")).GetProperty("steps").EnumerateArray()
            .Count(step => step.Text("step") == "line_amount"));
        Assert.Equal(1L, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM invoices"));

        var done = await (await admin.EditAsync(placed.Id(), wanted)).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(
            ["1 × 9.99 = 8.99", "1 × 4.00 = 3.60", "1 × 4.00 = 4.00", "1 × 20.00 = 20.00"],
            done.GetProperty("order").ItemLines());
        Assert.Equal(8.99m + 3.60m + 4m + 20m + 4.90m, done.Money("total_after"));
        Assert.Equal(placed.Money("total_amount"), done.Money("total_before"));
        Assert.Equal(done.Money("total_after") - done.Money("total_before"), done.Money("difference"));
        var changes = done.GetProperty("changes").EnumerateArray().ToList();
        Assert.Equal([(ball, 3, 1), (rope, 1, 2), (bowl, 2, 0), (bed, 0, 1)], changes.Select(change =>
            (change.Id("product_id"), change.Count("quantity_before"), change.Count("quantity_after"))));
        Assert.Equal(done.Money("difference"), changes.Sum(change => change.Money("amount")));
        foreach (var same in (string[])["changes", "total_before", "total_after", "difference", "steps", "currency"])
            Assert.Equal(shown.GetProperty(same).GetRawText(), done.GetProperty(same).GetRawText());
        Assert.Equal(shown.GetProperty("order").ItemLines(), done.GetProperty("order").ItemLines());
        Assert.Equal((true, false),
            (shown.GetProperty("dry_run").GetBoolean(), done.GetProperty("dry_run").GetBoolean()));
        Assert.Equal((await admin.ReadAsync(path)).GetRawText(), done.GetProperty("order").GetRawText());
        Assert.Equal(["opening 10 10", "sold -3 7", "released 2 9"], (await admin.MovementsAsync(ball)).Lines());
        Assert.Equal(["opening 10 10", "sold -1 9", "sold -1 8"], (await admin.MovementsAsync(rope)).Lines());
        await Shop.OrdersShouldAgreeAsync();
    }

    [Fact]
    public async Task An_invoice_that_replaces_another_is_due_when_that_was_unless_it_has_passed()
    {
        Shop.Clock.Stop();
        var ball = await Shop.Catalogue.AddProductAsync(stock: 10);
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        await (await admin.PutAsync($"/auth/users/{buyer.UserId}", new { payment_terms = "on_account" }))
            .ShouldBeAsync(HttpStatusCode.OK);
        var order = (await buyer.OrderAsync((ball, 4))).Id();
        var first = await InvoiceAsync();
        Shop.Clock.Advance(TimeSpan.FromMinutes(5));
        await (await buyer.CancelUnitsAsync(order, (ball, 1))).ShouldBeAsync(HttpStatusCode.OK);
        var second = await InvoiceAsync();
        Assert.NotEqual(first.Id(), second.Id());
        Assert.Equal(first.Time("due_date"), second.Time("due_date"));
        var moved = second.Time("issued_at") + TimeSpan.FromMinutes(8);
        await (await admin.PutAsync($"/sales/invoices/{second.Id()}", new { due_date = moved }))
            .ShouldBeAsync(HttpStatusCode.OK);
        await (await admin.EditAsync(order, (ball, 4))).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(moved, (await InvoiceAsync()).Time("due_date"));
        Shop.Clock.Advance(TimeSpan.FromMinutes(9));
        await (await admin.EditAsync(order, (ball, 2))).ShouldBeAsync(HttpStatusCode.OK);
        var last = await InvoiceAsync();
        Assert.Equal(last.Time("issued_at"), last.Time("due_date"));

        async Task<JsonElement> InvoiceAsync() => await admin.ReadAsync(
            $"/sales/invoices/{(await admin.ReadAsync($"/sales/orders/{order}")).Id("invoice_id")}");
    }

    [Fact]
    public async Task The_explanation_still_sums_to_the_total()
    {
        var (ball, bed) = (await Shop.Catalogue.AddProductAsync(price: 9.99m),
            await Shop.Catalogue.AddProductAsync(price: 20m));
        await Shop.AddPromotionAsync(new { name = "Tenth", discount = PromotionSteps.TenPercent });
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = (await buyer.OrderAsync((ball, 3))).Id();
        await (await admin.EditAsync(order, (ball, 1), (bed, 2))).ShouldBeAsync(HttpStatusCode.OK);
        await (await admin.EditAsync(order, (bed, 1))).ShouldBeAsync(HttpStatusCode.OK);
        var explained = await buyer.ReadAsync($"/sales/orders/{order}/explain");
        var steps = explained.GetProperty("steps").EnumerateArray().ToList();
        Assert.Equal(28.99m, explained.Money("total_amount"));
        Assert.Equal(28.99m, Sum("line_amount") - Sum("line_discount") - Sum("cancelled_units")
            + Sum("cancelled_discount"));
        var texts = steps.Select(step => step.Text("text")).ToList();
        Assert.Contains("Item 1: 2 cancelled, 19.98 EUR of 29.97 EUR.", texts);
        Assert.Contains("Item 2: 2 × 20.00 EUR = 40.00 EUR.", texts);
        Assert.Contains("Item 2: 1 cancelled, 20.00 EUR of 40.00 EUR.", texts);
        Assert.Equal("The total is 28.99 EUR: 29.99 EUR for the goods − 1.00 EUR discount.", texts[^1]);

        decimal Sum(string kind) =>
            steps.Where(step => step.Text("step") == kind).Sum(step => step.Money("amount"));
    }

    [Fact]
    public async Task Units_that_stay_keep_their_price_and_units_that_came_last_leave_first()
    {
        var ball = await Shop.Catalogue.AddProductAsync(price: 10m);
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = (await buyer.OrderAsync((ball, 2))).Id();
        await (await admin.PatchAsync($"/products/{ball}", new { price = 12 })).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(["2 × 10.00 = 20.00", "3 × 12.00 = 36.00"], await EditedAsync(5));
        Assert.Equal(["2 × 10.00 = 20.00", "1 × 12.00 = 12.00"], await EditedAsync(3));
        Assert.Equal(["1 × 10.00 = 10.00"], await EditedAsync(1));
        Assert.Equal(["1 × 10.00 = 10.00", "1 × 12.00 = 12.00"], await EditedAsync(2));
        var positions = await Shop.Database.ReadAsync<int[]>(
            "SELECT array_agg(position ORDER BY position) FROM order_lines");
        Assert.Equal([1, 3], positions);
        await Shop.OrdersShouldAgreeAsync();

        async Task<IEnumerable<string>> EditedAsync(int units) =>
            (await (await admin.EditAsync(order, (ball, units))).ShouldBeAsync(HttpStatusCode.OK))
                .GetProperty("order").ItemLines();
    }

    [Fact]
    public async Task The_taxes_of_added_goods_join_those_of_the_order()
    {
        await Shop.AddShippingAsync("FR");
        var (ball, bed) = (await Shop.Catalogue.AddProductAsync(price: 9.99m),
            await Shop.Catalogue.AddProductAsync(price: 20m));
        var node = Shop.StartNode(("Tax:Registrations", "DE,FR"), ("Tax:PricesIncludeTax", "false"));
        var (buyer, admin) = ((await Shop.SignUpAsync()).At(node), (await Shop.AdminAsync()).At(node));
        var placed = (await (await buyer.PostAsync("/sales/orders", new
        {
            items = new[] { new { product_id = ball, quantity = 3 } },
            ship_to = PricingSteps.Paris,
        })).ShouldBeAsync(HttpStatusCode.Created)).GetProperty("order");
        var order = (await (await admin.EditAsync(placed.Id(), (bed, 1))).ShouldBeAsync(HttpStatusCode.OK))
            .GetProperty("order");
        var (before, after) = (Only(placed), Only(order));
        Assert.Equal((20m, "FR"), (after.Money("percent"), after.Text("place")));
        Assert.Equal((before.Money("tax") + 4m, before.Money("taxable_amount") + 20m),
            (after.Money("tax"), after.Money("taxable_amount")));
        Assert.Equal(placed.Money("total_amount") + 24m, order.Money("total_amount"));
        var back = (await (await admin.EditAsync(placed.Id(), (bed, 0))).ShouldBeAsync(HttpStatusCode.OK))
            .GetProperty("order");
        Assert.Equal(before.GetRawText(), Only(back).GetRawText());
        Assert.Equal(placed.ItemLines(), back.ItemLines());

        static JsonElement Only(JsonElement of) => Assert.Single(of.GetProperty("tax_lines").EnumerateArray());
    }

    [Fact]
    public async Task Goods_are_added_only_under_the_settings_of_the_order()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = (await buyer.OrderAsync((ball, 2))).Id();
        foreach (var setting in ((string, string)[])
            [("Tax:PricesIncludeTax", "false"), ("Shop:Currency", "SEK")])
        {
            var other = admin.At(Shop.StartNode(setting));
            await (await other.EditAsync(order, (ball, 3)))
                .ShouldBeProblemAsync(HttpStatusCode.Conflict, "order-settings-changed");
        }
        await (await admin.At(Shop.StartNode(("Shop:Currency", "SEK"))).EditAsync(order, (ball, 1)))
            .ShouldBeAsync(HttpStatusCode.OK);
        await Shop.OrdersShouldAgreeAsync();
    }

    [Fact]
    public async Task A_total_that_was_not_shown_changes_nothing()
    {
        var ball = await Shop.Catalogue.AddProductAsync(price: 10m);
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = await buyer.OrderAsync((ball, 2));
        var path = $"/sales/orders/{order.Id()}/edits";
        var before = (await admin.ReadAsync($"/sales/orders/{order.Id()}")).GetRawText();
        var problem = await (await admin.PostAsync(path, Body(3, 29.99m)))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "total-changed");
        Assert.Equal(30m, problem.Money("total_amount"));
        Assert.Equal(before, (await admin.ReadAsync($"/sales/orders/{order.Id()}")).GetRawText());
        Assert.Equal(8, await Shop.Catalogue.StockOfAsync(ball));
        await (await admin.PostAsync(path, Body(3, 30.001m))).ShouldRejectFieldAsync("expected_total");
        await (await admin.PostAsync(path, Body(3, -1m))).ShouldRejectFieldAsync("expected_total");
        await (await admin.PostAsync(path, Body(3, 30m))).ShouldBeAsync(HttpStatusCode.OK);
        await Shop.OrdersShouldAgreeAsync();

        object Body(int units, decimal total) => new
        {
            items = new[] { new { product_id = ball, quantity = units } },
            expected_total = total,
        };
    }

    [Fact]
    public async Task The_same_edit_again_changes_nothing_and_an_outdated_one_is_refused()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = await buyer.OrderAsync((ball, 2));
        var path = $"/sales/orders/{order.Id()}";
        var tag = (await admin.GetAsync(path)).Headers.ETag!.ToString();
        var edited = await IfMatchAsync(tag, 3);
        var first = await edited.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal((await admin.GetAsync(path)).Headers.ETag, edited.Headers.ETag);
        await (await IfMatchAsync(tag, 4)).ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed);
        var again = await (await admin.EditAsync(order.Id(), (ball, 3))).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Empty(again.GetProperty("changes").EnumerateArray());
        Assert.Empty(again.GetProperty("steps").EnumerateArray());
        Assert.Equal(0m, again.Money("difference"));
        Assert.Equal(first.GetProperty("order").GetRawText(), again.GetProperty("order").GetRawText());
        await Shop.OrdersShouldAgreeAsync();

        Task<HttpResponseMessage> IfMatchAsync(string expected, int units) => admin.SendAsync(
            HttpMethod.Post, $"{path}/edits", Goods((ball, units)), ("If-Match", expected));
    }

    [Fact]
    public async Task Without_enough_stock_nothing_changes()
    {
        var (ball, rope, none) = (await Shop.Catalogue.AddProductAsync(),
            await Shop.Catalogue.AddProductAsync(stock: 2),
            await Shop.Catalogue.AddProductAsync(stock: 0));
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = (await buyer.OrderAsync((ball, 5))).Id();
        var before = (await admin.ReadAsync($"/sales/orders/{order}")).GetRawText();
        await admin.DryRunAsync(order, (ball, 1), (rope, 3), (none, 1));
        var problem = await (await admin.EditAsync(order, (ball, 1), (rope, 3), (none, 1)))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "insufficient-stock");
        Assert.Equal([(rope, 3, 2), (none, 1, 0)], problem.Items().Select(
            item => (item.Id("product_id"), item.Count("requested"), item.Count("available"))));
        Assert.Equal(before, (await admin.ReadAsync($"/sales/orders/{order}")).GetRawText());
        Assert.Equal((5, 2), (await Shop.Catalogue.StockOfAsync(ball), await Shop.Catalogue.StockOfAsync(rope)));
        Assert.Equal(1L, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM invoices"));
        await Shop.OrdersShouldAgreeAsync();
    }

    [Fact]
    public async Task An_order_that_cost_nothing_gets_a_deadline_with_its_first_price()
    {
        var (ball, rope) = (await Shop.Catalogue.AddProductAsync(price: 0m), await Shop.Catalogue.AddProductAsync());
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var placed = await buyer.OrderAsync((ball, 1));
        Assert.Equal(JsonValueKind.Null, placed.GetProperty("pay_by").ValueKind);
        var order = (await (await admin.EditAsync(placed.Id(), (rope, 1))).ShouldBeAsync(HttpStatusCode.OK))
            .GetProperty("order");
        Assert.True(order.Time("pay_by") > Shop.Clock.GetUtcNow().AddDays(2));
        Assert.Equal(1L, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM unpaid_orders"));
        await Shop.OrdersShouldAgreeAsync();
        order = (await (await admin.EditAsync(placed.Id(), (rope, 0))).ShouldBeAsync(HttpStatusCode.OK))
            .GetProperty("order");
        Assert.Equal(JsonValueKind.Null, order.GetProperty("pay_by").ValueKind);
        Assert.Equal(0L, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM unpaid_orders"));
    }

    [Fact]
    public async Task A_dry_run_has_no_version_and_an_edit_has_that_of_the_order()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var path = $"/sales/orders/{(await buyer.OrderAsync((ball, 3))).Id()}";
        var items = new[] { new { product_id = ball, quantity = 2 } };
        Assert.Null((await admin.PostAsync(path + "/edits", new { items, dry_run = true })).Headers.ETag);
        var edited = (await admin.PostAsync(path + "/edits", new { items })).Headers.ETag;
        Assert.Equal((await admin.GetAsync(path)).Headers.ETag, Assert.IsType<EntityTagHeaderValue>(edited));
    }

    [Fact]
    public async Task An_order_from_before_steps_were_recorded_is_edited_too()
    {
        var (ball, rope) = (await Shop.Catalogue.AddProductAsync(), await Shop.Catalogue.AddProductAsync());
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = (await buyer.OrderAsync((ball, 3))).Id();
        await Shop.Database.ExecuteAsync("DELETE FROM order_price_steps");
        await (await admin.EditAsync(order, (ball, 1), (rope, 1))).ShouldBeAsync(HttpStatusCode.OK);
        var edited = await (await buyer.CancelUnitsAsync(order, (ball, 1))).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(["1 × 9.90 = 9.90"], edited.ItemLines());
        await Shop.OrdersShouldAgreeAsync();
    }
}
