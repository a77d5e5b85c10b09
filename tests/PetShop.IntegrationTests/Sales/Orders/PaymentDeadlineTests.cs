using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PetShop.Api.Sales.Services.Deadlines;
using PetShop.IntegrationTests.Core.Database;

namespace PetShop.IntegrationTests.Sales.Orders;

/// <summary>Prepaid orders that are not paid in time.</summary>
public sealed class PaymentDeadlineTests : ShopTest
{
    [Fact]
    public async Task An_order_that_is_not_paid_within_three_days_is_cancelled()
    {
        Shop.Clock.Stop();
        var ball = await Shop.Catalogue.AddProductAsync(stock: 10);
        var buyer = await Shop.SignUpAsync();
        var (order, invoice) = await buyer.BuyAsync((ball, 4));
        Assert.Equal("prepaid", order.Text("payment_terms"));
        Assert.Equal(TimeSpan.FromDays(3), order.Time("pay_by") - order.Time("order_date"));
        Shop.Clock.Advance(order.Time("pay_by") - Shop.Clock.GetUtcNow() - TimeSpan.FromSeconds(1));
        await Shop.RunJobAsync<PaymentDeadlineJob>();
        Assert.Equal("Pending", await StatusOfAsync(order.Id()));
        Shop.Clock.Advance(TimeSpan.FromSeconds(1));
        await Shop.RunJobAsync<PaymentDeadlineJob>();
        buyer = await Shop.SignInAsync(buyer.Username);
        Assert.Equal("cancelled", await buyer.StatusAsync($"/sales/orders/{order.Id()}"));
        Assert.Equal("void", await buyer.StatusAsync($"/sales/invoices/{invoice.Id()}"));
        Assert.Equal(10, await StockOfAsync(ball));
        var entries = (await buyer.ReadAsync($"/sales/orders/{order.Id()}/timeline")).Items();
        Assert.Equal(["invoice_status_changed shop", "status_changed shop", "placed customer"],
            entries.Select(entry => $"{entry.Text("type")} {entry.Text("author")}"));
        Assert.Equal(0L, await Shop.Database.ReadAsync<long>(
            "SELECT count(*) FROM unpaid_orders WHERE cancelled_at IS NULL"));
    }

    [Fact]
    public async Task What_is_paid_confirmed_or_on_account_stays()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 10);
        var (buyer, regular, admin) = (await Shop.SignUpAsync(), await Shop.SignUpAsync(), await Shop.AdminAsync());
        await (await admin.PutAsync($"/auth/users/{regular.UserId}", new { payment_terms = "on_account" }))
            .ShouldBeAsync(HttpStatusCode.OK);
        var (paid, confirmed, account) =
            (await buyer.OrderAsync((ball, 1)), await buyer.OrderAsync((ball, 1)), await regular.OrderAsync((ball, 1)));
        Assert.Equal(("on_account", JsonValueKind.Null),
            (account.Text("payment_terms"), account.GetProperty("pay_by").ValueKind));
        await admin.PayAsync(paid.Id("invoice_id"));
        await admin.MoveOrderAsync(confirmed.Id(), "confirmed");
        await MissAsync();
        // As if the rows that the job reads had stayed: it must decide by the order and its invoice.
        await Shop.Database.ExecuteAsync("""
            INSERT INTO unpaid_orders (order_id, user_id, units, pay_by)
            SELECT id, user_id, 1, now() - interval '1 hour' FROM orders ON CONFLICT (order_id)
                DO UPDATE SET pay_by = excluded.pay_by
            """);
        await Shop.RunJobAsync<PaymentDeadlineJob>();
        Assert.Equal(["Pending", "Confirmed", "Pending"], await Task.WhenAll(
            new[] { paid, confirmed, account }.Select(order => StatusOfAsync(order.Id()))));
        Assert.Equal(7, await StockOfAsync(ball));
    }

    [Fact]
    public async Task Two_nodes_that_run_the_job_at_once_and_again_cancel_each_order_once()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 100);
        var (buyer, node) = (await Shop.SignUpAsync(), Shop.StartNode());
        for (var i = 0; i < 12; i++)
            await buyer.OrderAsync((ball, 1 + i % 3));
        await MissAsync();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => RunAsync(i % 2 == 0 ? Shop.Node : node))));
        Assert.Equal(100, await StockOfAsync(ball));
        Assert.Equal(12L, await Shop.Database.ReadAsync<long>("""
            SELECT count(*) FROM order_events WHERE type = 'StatusChanged' AND author = 'Shop'
            """));
        Assert.Equal(
            12L, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM orders WHERE status = 'Cancelled'"));
    }

    [Theory, InlineData("paid"), InlineData("confirmed"), InlineData("cancelled"), InlineData("postponed")]
    public async Task Of_the_job_and_a_change_at_the_same_moment_one_wins(string what)
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 100);
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var orders = new List<JsonElement>();
        for (var i = 0; i < 16; i++)
            orders.Add(await buyer.OrderAsync((ball, 1)));
        await MissAsync();
        var changes = orders.Select(order => Task.Run(() => what switch
        {
            "paid" => admin.PatchAsync($"/sales/invoices/{order.Id("invoice_id")}/status", new { status = "paid" }),
            "confirmed" => admin.PatchAsync($"/sales/orders/{order.Id()}/status", new { status = "confirmed" }),
            "cancelled" => buyer.PostAsync($"/sales/orders/{order.Id()}/cancel"),
            _ => admin.PutAsync($"/sales/orders/{order.Id()}", new { pay_by = "2099-01-31" }),
        })).ToList();
        await Task.WhenAll([.. changes, .. Enumerable.Range(0, 3).Select(_ => Task.Run(() => RunAsync(Shop.Node)))]);
        var kept = 0;
        foreach (var (order, change) in orders.Zip(changes))
        {
            var answer = await change;
            var (status, invoice) = (await admin.StatusAsync($"/sales/orders/{order.Id()}"),
                await admin.StatusAsync($"/sales/invoices/{order.Id("invoice_id")}"));
            var isCancelled = !answer.IsSuccessStatusCode || what == "cancelled";
            if (!answer.IsSuccessStatusCode)
                await answer.ShouldBeProblemAsync(
                    HttpStatusCode.Conflict, what == "postponed" ? "payment-not-awaited" : "status-not-allowed");
            Assert.Equal(isCancelled ? ("cancelled", "void") : what switch
            {
                "paid" => ("pending", "paid"),
                "confirmed" => ("confirmed", "pending"),
                _ => ("pending", "pending"),
            }, (status, invoice));
            kept += isCancelled ? 0 : 1;
        }
        Assert.Equal(100 - kept, await StockOfAsync(ball));
        Assert.Equal(0L, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM refunds"));
    }

    [Fact]
    public async Task A_payment_that_is_being_recorded_is_waited_for_and_keeps_the_order()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 10);
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = await buyer.OrderAsync((ball, 1));
        await MissAsync();
        Task job;
        await using (await Shop.Database.OpenTransactionAsync(
            $"SELECT FROM orders WHERE id = {order.Id()} FOR NO KEY UPDATE",
            $"UPDATE invoices SET status = 'Paid' WHERE id = {order.Id("invoice_id")}",
            $"DELETE FROM unpaid_orders WHERE order_id = {order.Id()}"))
        {
            job = RunAsync(Shop.Node);
            await Shop.Database.WaitersAsync(1);
        }
        await job;
        Assert.Equal("pending", await admin.StatusAsync($"/sales/orders/{order.Id()}"));
        Assert.Equal(9, await StockOfAsync(ball));
    }

    [Fact]
    public async Task An_order_that_cannot_be_cancelled_keeps_no_other_from_it()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 10);
        var buyer = await Shop.SignUpAsync();
        var (first, second) = (await buyer.OrderAsync((ball, 1)), await buyer.OrderAsync((ball, 1)));
        await MissAsync();
        await using (await WriteTrigger.CreateAsync(Shop.Database, "orders",
            $"IF NEW.id = {Math.Min(first.Id(), second.Id())} THEN RAISE EXCEPTION 'Not today.'; END IF;",
            isDeferred: false))
            await Shop.RunJobAsync<PaymentDeadlineJob>();
        Assert.Equal(["Cancelled", "Pending"],
            (await Task.WhenAll(StatusOfAsync(first.Id()), StatusOfAsync(second.Id()))).Order());
        await Shop.RunJobAsync<PaymentDeadlineJob>();
        Assert.Equal(10, await StockOfAsync(ball));
    }

    [Fact]
    public async Task It_counts_like_a_cancellation_by_the_customer()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 10);
        var buyer = (await Shop.SignUpAsync()).At(Shop.StartNode(("Orders:MaxCancelledPerDay", "1")));
        await buyer.OrderAsync((ball, 1));
        await buyer.OrderAsync((ball, 1));
        await MissAsync();
        await Shop.RunJobAsync<PaymentDeadlineJob>();
        Assert.Equal(10, await StockOfAsync(ball));
        await (await buyer.CheckOutAsync((ball, 1)))
            .ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "too-many-cancellations");
    }

    [Fact]
    public async Task An_admin_gives_an_order_more_time()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 10);
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = await buyer.OrderAsync((ball, 1));
        var path = $"/sales/orders/{order.Id()}";
        await MissAsync();
        await (await buyer.PutAsync(path, new { pay_by = "2099-01-31" }))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await (await admin.PutAsync(path, new { pay_by = (string?)null })).ShouldRejectFieldAsync("pay_by");
        await (await admin.PutAsync(path, new { pay_by = "2026-01-31" })).ShouldRejectFieldAsync("pay_by");
        var later = await (await admin.PutAsync(path, new { pay_by = "2099-01-31" })).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal("2099-01-31T23:59:59.999999Z", later.Text("pay_by"));
        await Shop.RunJobAsync<PaymentDeadlineJob>();
        Assert.Equal("pending", await buyer.StatusAsync(path));
        await MissAsync();
        await admin.PayAsync(order.Id("invoice_id"));
        await (await admin.PutAsync(path, new { pay_by = "2099-01-31" }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "payment-not-awaited");
    }

    [Fact]
    public async Task A_deadline_that_was_moved_to_an_earlier_time_applies()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 10);
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = await buyer.OrderAsync((ball, 1));
        await (await admin.PutAsync($"/sales/orders/{order.Id()}",
            new { pay_by = Shop.Clock.GetUtcNow().AddMinutes(5).ToString("O") })).ShouldBeAsync(HttpStatusCode.OK);
        Shop.Clock.Advance(TimeSpan.FromMinutes(6));
        await Shop.RunJobAsync<PaymentDeadlineJob>();
        Assert.Equal("cancelled", await buyer.StatusAsync($"/sales/orders/{order.Id()}"));
    }

    [Fact]
    public async Task An_admin_gives_no_time_to_an_own_order_or_one_without_a_deadline()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 10);
        var (colleague, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        await admin.GrantAsync(colleague);
        var own = $"/sales/orders/{(await colleague.OrderAsync((ball, 1))).Id()}";
        await (await colleague.PutAsync(own, new { pay_by = "2099-01-31" }))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden, "own-order");
        await admin.MoveOrderAsync(long.Parse(own.Split('/')[^1]), "confirmed");
        await (await admin.PutAsync(own, new { pay_by = "2099-01-31" }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "payment-not-awaited");
        var node = Shop.StartNode(("Orders:PaymentTerms", "OnAccount"));
        var account = await colleague.At(node).OrderAsync((ball, 1));
        await (await admin.PutAsync($"/sales/orders/{account.Id()}", new { pay_by = "2099-01-31" }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "payment-not-awaited");
    }

    [Fact]
    public async Task Terms_are_the_accounts_or_else_the_shops()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 10);
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var node = Shop.StartNode(("Orders:PaymentTerms", "OnAccount"), ("Orders:PayWithin", "12:00:00"));
        Assert.Equal("on_account", (await buyer.At(node).OrderAsync((ball, 1))).Text("payment_terms"));
        await SetAsync("prepaid");
        var prepaid = await buyer.At(node).OrderAsync((ball, 1));
        Assert.Equal(TimeSpan.FromHours(12), prepaid.Time("pay_by") - prepaid.Time("order_date"));
        await SetAsync("on_account");
        Assert.Equal("on_account", (await buyer.OrderAsync((ball, 1))).Text("payment_terms"));
        await SetAsync(null);
        Assert.Equal("prepaid", (await buyer.OrderAsync((ball, 1))).Text("payment_terms"));

        async Task SetAsync(string? terms)
        {
            var user = await (await admin.PutAsync($"/auth/users/{buyer.UserId}", new { payment_terms = terms }))
                .ShouldBeAsync(HttpStatusCode.OK);
            Assert.Equal(terms, user.GetProperty("admin_data").GetProperty("payment_terms").GetString());
        }
    }

    [Fact]
    public async Task Only_admins_set_and_see_the_terms_of_an_account()
    {
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var path = $"/auth/users/{buyer.UserId}";
        await (await buyer.PutAsync(path, new { payment_terms = "on_account" }))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await (await buyer.PutAsync(path, new { payment_terms = (string?)null }))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await (await admin.PutAsync(path, new { payment_terms = "later" })).ShouldRejectFieldAsync("payment_terms");
        await (await admin.PutAsync(path, new { payment_terms = "on_account" })).ShouldBeAsync(HttpStatusCode.OK);
        Assert.False((await buyer.ReadAsync("/auth/me")).TryGetProperty("admin_data", out _));
        Assert.False((await buyer.ReadAsync(path)).TryGetProperty("admin_data", out _));
        var again = (await Shop.SignInAsync(buyer.Username)).Login.GetProperty("user");
        Assert.False(again.TryGetProperty("admin_data", out _));
        Assert.Equal("on_account", (await admin.ReadAsync(path)).GetProperty("admin_data").Text("payment_terms"));
        Assert.All((await admin.ReadAsync("/auth/users")).Items(),
            user => Assert.True(user.TryGetProperty("admin_data", out _)));
    }

    [Fact]
    public async Task An_order_that_costs_nothing_has_no_deadline()
    {
        var sample = await Shop.Catalogue.AddProductAsync(price: 0);
        var order = await (await Shop.SignUpAsync()).OrderAsync((sample, 1));
        Assert.Equal(JsonValueKind.Null, order.GetProperty("pay_by").ValueKind);
    }

    [Theory]
    [InlineData("PayWithin", "00:00:00")]
    [InlineData("PayWithin", "367.00:00:00")]
    [InlineData("PaymentTerms", "7")]
    public void The_shop_does_not_start_with_terms_that_it_cannot_keep(string setting, string value) =>
        Assert.Contains("Orders__PayWithin", Assert.Throws<OptionsValidationException>(
            () => Shop.StartNode(($"Orders:{setting}", value))).Message, StringComparison.Ordinal);

    /// <summary>The deadlines of all orders pass.</summary>
    private Task MissAsync() => Shop.Database.ExecuteAsync("""
        UPDATE orders SET pay_by = now() - interval '1 minute' WHERE pay_by IS NOT NULL;
        UPDATE unpaid_orders SET pay_by = now() - interval '1 minute' WHERE pay_by IS NOT NULL
        """);

    private Task<string> StatusOfAsync(long order) =>
        Shop.Database.ReadAsync<string>("SELECT status FROM orders WHERE id = $1", order);

    private Task<int> StockOfAsync(long product) =>
        Shop.Database.ReadAsync<int>("SELECT quantity FROM product_stock WHERE product_id = $1", product);

    private static async Task RunAsync(ShopNode node)
    {
        await using var scope = node.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PaymentDeadlineJob>().RunAsync(CancellationToken.None);
    }
}
