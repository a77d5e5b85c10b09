using System.Text.Json;
using Npgsql;
using PetShop.IntegrationTests.Sales;

namespace PetShop.IntegrationTests.Products.Stock;

public sealed class StockMovementTests : ShopTest
{
    [Fact]
    public async Task Every_change_of_a_figure_is_a_movement_with_its_reason_and_reference()
    {
        var (ball, rope) =
            (await Shop.Catalogue.AddProductAsync(stock: 10), await Shop.Catalogue.AddProductAsync(stock: 5));
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var cancelled = await buyer.OrderAsync((ball, 3), (rope, 1));
        await (await buyer.PostAsync($"/sales/orders/{cancelled.Id()}/cancel")).ShouldBeAsync(HttpStatusCode.OK);
        var kept = await buyer.BuyDeliveredAsync(admin, (ball, 4));
        var back = await buyer.AskReturnAsync(kept, (ball, 2));
        await (await admin.PatchAsync($"/sales/returns/{back}/status", new { status = "approved" }))
            .ShouldBeAsync(HttpStatusCode.OK);
        await (await admin.PatchAsync($"/sales/returns/{back}/status", new { status = "processed", restock = true }))
            .ShouldBeAsync(HttpStatusCode.OK);
        await (await admin.PutAsync($"/products/{ball}/stock", new { quantity = 8, expected = 8 }))
            .ShouldBeAsync(HttpStatusCode.OK);
        await (await admin.MoveAsync(ball, "received", 24, "Delivery note 4711")).ShouldBeAsync(HttpStatusCode.Created);
        await (await admin.MoveAsync(ball, "damaged", -2)).ShouldBeAsync(HttpStatusCode.Created);
        await (await admin.MoveAsync(ball, "adjusted", 1)).ShouldBeAsync(HttpStatusCode.Created);

        var movements = await admin.MovementsAsync(ball);
        Assert.Equal(
            ["opening 10 10", "sold -3 7", "released 3 10", "sold -4 6", "returned 2 8", "counted 0 8",
                "received 24 32", "damaged -2 30", "adjusted 1 31"], movements.Lines());
        Assert.Equal([null, cancelled.Id(), cancelled.Id(), kept, back, null, null, null, null],
            movements.Select(m => m.GetProperty("reference_id").Deserialize<long?>()));
        Assert.Equal([null, "order", "order", "order", "return", null, null, null, null],
            movements.Select(m => m.GetProperty("reference_type").GetString()));
        Assert.Equal([admin.UserId, buyer.UserId, buyer.UserId, buyer.UserId, admin.UserId],
            movements.Take(5).Select(m => m.Id("actor_id")));
        Assert.Equal("Delivery note 4711", movements[6].Text("note"));
        Assert.Equal(["opening 5 5", "sold -1 4", "released 1 5"], (await admin.MovementsAsync(rope)).Lines());
        await Shop.AssertBalancedAsync();
    }

    [Fact]
    public async Task Two_orders_that_are_cancelled_together_have_a_movement_each()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 10);
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var orders = new Dictionary<long, int>();
        foreach (var quantity in new[] { 3, 4 })
            orders[(await buyer.OrderAsync((ball, quantity))).Id()] = quantity;
        await (await buyer.DeleteAsync($"/auth/users/{buyer.UserId}")).ShouldBeAsync(HttpStatusCode.NoContent);
        var movements = await admin.MovementsAsync(ball);
        Assert.Equal(["opening 10 10", "sold -3 7", "sold -4 3"], movements.Lines().Take(3));
        Assert.Equal(orders.Select(order => ("released", order.Key, order.Value)).OrderBy(order => order.Key),
            movements.Skip(3).Select(m => (m.Text("reason"), m.Id("reference_id"), m.Count("quantity"))));
        await Shop.AssertBalancedAsync();
    }

    [Fact]
    public async Task Ids_follow_the_balances_when_a_clock_runs_backwards()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 10);
        var admin = await Shop.AdminAsync();
        for (var i = 0; i < 3; i++)
        {
            await (await admin.MoveAsync(ball, "received", 1)).ShouldBeAsync(HttpStatusCode.Created);
            Shop.Clock.Advance(TimeSpan.FromMinutes(-1));
        }
        Assert.Equal(["opening 10 10", "received 1 11", "received 1 12", "received 1 13"],
            (await admin.MovementsAsync(ball)).Lines());
        await Shop.AssertBalancedAsync();
    }

    [Fact]
    public async Task The_list_has_pages_and_filters()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 0);
        var admin = await Shop.AdminAsync();
        for (var i = 1; i <= 5; i++)
            await (await admin.MoveAsync(ball, i % 2 == 0 ? "received" : "adjusted", i))
                .ShouldBeAsync(HttpStatusCode.Created);
        var path = $"/products/{ball}/stock/movements";
        var first = await admin.ReadAsync($"{path}?limit=4");
        Assert.Equal(["adjusted 5 15", "received 4 10", "adjusted 3 6", "received 2 3"], first.Items().Lines());
        Assert.Equal(6, first.Count("total"));
        var rest = await admin.ReadAsync($"{path}?limit=4&cursor={first.Text("next_cursor")}");
        Assert.Equal(["adjusted 1 1", "opening 0 0"], rest.Items().Lines());
        Assert.Equal(["received 4 10", "received 2 3"],
            (await admin.ReadAsync($"{path}?reason=received")).Items().Lines());
        Assert.Empty((await admin.ReadAsync($"{path}?to=2020-12-31")).Items());
        Assert.Equal(6, (await admin.ReadAsync($"{path}?from=2020-12-31")).Items().Count);
        await (await admin.GetAsync($"{path}?from=2026-02-01&to=2026-01-01")).ShouldRejectFieldAsync("to");
        await (await admin.GetAsync("/products/999999/stock/movements"))
            .ShouldBeProblemAsync(HttpStatusCode.NotFound);
        var one = first.Items()[0];
        Assert.Equal(one.GetRawText(), (await admin.ReadAsync($"{path}/{one.Id()}")).GetRawText());
    }

    [Theory]
    [InlineData("received", -1)]
    [InlineData("received", 0)]
    [InlineData("damaged", 1)]
    [InlineData("adjusted", 0)]
    [InlineData("adjusted", 1_000_001)]
    [InlineData("received", 999_991)]       // the figure would be too large
    public async Task A_quantity_must_fit_its_reason(string reason, int quantity)
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 10);
        var admin = await Shop.AdminAsync();
        await (await admin.MoveAsync(ball, reason, quantity)).ShouldRejectFieldAsync("quantity");
        Assert.Single(await admin.MovementsAsync(ball));
    }

    [Fact]
    public async Task Sales_and_counts_are_not_entered_by_hand_and_a_note_has_a_limit()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var admin = await Shop.AdminAsync();
        await (await admin.MoveAsync(ball, "sold", -1)).ShouldRejectFieldAsync("reason");
        await (await admin.MoveAsync(ball, "received", 1, new string('x', 501))).ShouldRejectFieldAsync("note");
        await (await admin.MoveAsync(999_999, "received", 1)).ShouldBeProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task More_than_there_is_cannot_be_damaged()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 3);
        var admin = await Shop.AdminAsync();
        var problem = await (await admin.MoveAsync(ball, "damaged", -4))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "insufficient-stock");
        Assert.Equal(3, Assert.Single(problem.Items()).Count("available"));
        Assert.Equal(3, await Shop.Catalogue.StockOfAsync(ball));
    }

    [Fact]
    public async Task A_repeated_request_is_one_movement()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 3);
        var admin = await Shop.AdminAsync();
        var first = await admin.MoveAsync(ball, "received", 5, key: "delivery-1");
        var made = await first.ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal($"/products/{ball}/stock/movements/{made.Id()}", first.Headers.Location!.ToString());
        var again = await (await admin.MoveAsync(ball, "received", 5, key: "delivery-1"))
            .ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal(made.GetRawText(), again.GetRawText());
        Assert.Equal(made.GetRawText(),
            (await admin.ReadAsync($"/products/{ball}/stock/movements/{made.Id()}")).GetRawText());
        Assert.Equal(["opening 3 3", "received 5 8"], (await admin.MovementsAsync(ball)).Lines());
    }

    [Fact]
    public async Task A_removed_product_leaves_a_ledger_that_ends_at_zero()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 3, name: "Misprint");
        var admin = await Shop.AdminAsync();
        await (await admin.DeleteAsync($"/products/{ball}")).ShouldBeAsync(HttpStatusCode.NoContent);
        var movements = await admin.MovementsAsync(ball);
        Assert.Equal(["opening 3 3", "adjusted -3 0"], movements.Lines());
        Assert.EndsWith("Misprint", movements[1].Text("note"), StringComparison.Ordinal);
        await Shop.AssertBalancedAsync();
    }

    [Fact]
    public async Task Movements_and_closing_balances_cannot_be_changed_or_removed()
    {
        await Shop.Catalogue.AddProductAsync(stock: 3);
        await Shop.Database.ExecuteAsync("INSERT INTO stock_balances VALUES (1, '2026-01-01', 1, 1)");
        string[] statements =
        [
            "UPDATE stock_movements SET quantity = 1", "DELETE FROM stock_movements",
            "UPDATE stock_balances SET balance = 1", "DELETE FROM stock_balances",
        ];
        await using var nodes = NpgsqlDataSource.Create(Shop.Database.NodeConnectionString + ";Pooling=false");
        foreach (var statement in statements)
        {
            Assert.Equal(PostgresErrorCodes.RestrictViolation, (await Assert.ThrowsAsync<PostgresException>(
                () => Shop.Database.ExecuteAsync(statement))).SqlState);
            await using var command = nodes.CreateCommand(statement);
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege,
                (await Assert.ThrowsAsync<PostgresException>(command.ExecuteNonQueryAsync)).SqlState);
        }
        // A partition has privileges of its own, but also the trigger.
        await using var part = nodes.CreateCommand(
            $"DELETE FROM stock_movements_{Shop.Clock.GetUtcNow():yyyy_MM}");
        await Assert.ThrowsAsync<PostgresException>(part.ExecuteNonQueryAsync);
    }

    [Fact]
    public async Task The_audit_finds_a_lost_movement_and_a_broken_balance()
    {
        var (ball, rope) =
            (await Shop.Catalogue.AddProductAsync(stock: 3), await Shop.Catalogue.AddProductAsync(stock: 3));
        await Shop.Database.ExecuteAsync("UPDATE product_stock SET quantity = 2 WHERE product_id = $1", ball);
        await Shop.Database.ExecuteAsync("""
            INSERT INTO stock_movements (product_id, id, quantity, balance, reason)
            SELECT product_id, id + 1, 2, 6, 'Adjusted' FROM stock_movements WHERE product_id = $1
            UNION ALL SELECT product_id, id + 2, -2, 4, 'Adjusted' FROM stock_movements WHERE product_id = $1
            """, rope);
        var faults = await Shop.FaultsAsync();
        Assert.Equal([(ball, 2L, 3L, 0L), (rope, 3L, 3L, 1L)],
            faults.Select(f => (f.ProductId, f.Figure, f.LedgerFigure, f.BrokenBalances)));
    }
}
