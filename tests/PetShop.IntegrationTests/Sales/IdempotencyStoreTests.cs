using System.Text.Json;
using Npgsql;
using PetShop.Api.Core.Database;
using PetShop.IntegrationTests.Core.Cache;
using PetShop.IntegrationTests.Core.Database;

namespace PetShop.IntegrationTests.Sales;

/// <summary>What the stored results of repeated requests keep of a closed account.</summary>
public sealed class IdempotencyStoreTests : ShopTest
{
    private const string Key = "0a1b2c3d";

    [Fact]
    public async Task Closing_an_account_erases_what_is_kept_of_it_and_nothing_else()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var (buyer, other, admin) = (await Shop.SignUpAsync(), await Shop.SignUpAsync(), await Shop.AdminAsync());
        await (await buyer.CheckOutAsync(Key, (ball, 1))).ShouldBeAsync(HttpStatusCode.Created);
        var forBuyer = new
        {
            user_id = buyer.UserId,
            items = new[] { new { product_id = ball, quantity = 1 } }, shipping_address = SalesSteps.Address
        };
        await (await admin.PostAsync("/sales/orders", forBuyer, Key)).ShouldBeAsync(HttpStatusCode.Created);
        var kept = await (await other.CheckOutAsync(Key, (ball, 1))).ShouldBeAsync(HttpStatusCode.Created);

        await (await admin.DeleteAsync($"/auth/users/{buyer.UserId}")).ShouldBeAsync(HttpStatusCode.NoContent);
        Assert.Equal(2L, await Shop.Database.ReadAsync<long>(
            "SELECT count(*) FROM idempotency_records WHERE result IS NULL AND owner_id = $1", buyer.UserId));
        Assert.Equal(1L,
            await Shop.Database.ReadAsync<long>("SELECT count(*) FROM idempotency_records WHERE result IS NOT NULL"));
        Assert.Equal(kept.GetRawText(),
            (await (await other.CheckOutAsync(Key, (ball, 1))).ShouldBeAsync(HttpStatusCode.Created)).GetRawText());

        // Nothing is carried out twice because the response is erased; unpaid orders were cancelled.
        await (await admin.PostAsync("/sales/orders", forBuyer, Key))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "idempotent-answer-erased");
        Assert.Equal(9, await Shop.Catalogue.StockOfAsync(ball));
    }

    [Fact]
    public async Task A_request_that_runs_while_the_account_is_closed_keeps_nothing_of_it()
    {
        var order = await (await Shop.SignUpAsync()).OrderAsync((await Shop.Catalogue.AddProductAsync(), 1));
        var owner = order.Id("user_id");
        var admin = await Shop.AdminAsync();
        // The last step of closing, not yet committed.
        var answer = await Shop.Database.DuringAsync(
            """
            WITH locked AS (SELECT pg_advisory_xact_lock(hashtextextended('kept-results:' || $1::bigint, 0)))
            INSERT INTO erased_owners SELECT $1, now() FROM locked
            """, owner, () => admin.PostAsync($"/sales/orders/{order.Id()}/cancel", key: Key));
        await answer.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(1L, await Shop.Database.ReadAsync<long>(
            "SELECT count(*) FROM idempotency_records WHERE result IS NULL AND owner_id = $1", owner));
    }

    [Fact]
    public async Task Closing_waits_for_a_request_that_has_kept_its_result_already()
    {
        var buyer = await Shop.SignUpAsync();
        var order = await buyer.OrderAsync((await Shop.Catalogue.AddProductAsync(), 1));
        var admin = await Shop.AdminAsync();
        await using var other = new NpgsqlConnection(Shop.Database.ConnectionString);
        await other.OpenAsync();
        await using var running = await other.BeginTransactionAsync();
        await using (var keep = new NpgsqlCommand(
            """
            WITH locked AS (SELECT pg_advisory_xact_lock_shared(hashtextextended('kept-results:' || $1::bigint, 0)))
            INSERT INTO idempotency_records (id, body_hash, result, owner_id, created_at)
                SELECT '\x01', '\x01', '{"ShippingAddress":"1 Kennel Lane"}', $1, now() FROM locked
            """, other, running)
        { Parameters = { new() { Value = buyer.UserId } } })
            await keep.ExecuteNonQueryAsync();
        var closing = admin.DeleteAsync($"/auth/users/{buyer.UserId}");
        await Eventually.TrueAsync(
            async () => await Shop.Database.ReadAsync<long>("""
                SELECT count(*) FROM pg_stat_activity
                WHERE datname = current_database() AND wait_event_type = 'Lock'
                """) > 0, "the closing waits");
        await running.CommitAsync();
        await (await closing).ShouldBeAsync(HttpStatusCode.NoContent);
        Assert.Equal(0L,
            await Shop.Database.ReadAsync<long>("SELECT count(*) FROM idempotency_records WHERE result IS NOT NULL"));
        Assert.NotEqual(0, order.Id());
    }

    [Fact]
    public async Task What_was_erased_is_forgotten_with_the_keys()
    {
        var buyer = await Shop.SignUpAsync();
        await (await buyer.DeleteAsync($"/auth/users/{buyer.UserId}")).ShouldBeAsync(HttpStatusCode.NoContent);
        await Shop.RunJobAsync<IdempotencyCleanupJob>();
        Assert.Equal(1L, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM erased_owners"));
        Shop.Clock.Advance(TimeSpan.FromHours(49));
        await Shop.RunJobAsync<IdempotencyCleanupJob>();
        Assert.Equal(0L, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM erased_owners"));
    }

    [Fact]
    public async Task Ids_of_orders_invoices_and_returns_reveal_no_counts()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 100);
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var bought = new List<(JsonElement Order, JsonElement Invoice)>();
        for (var i = 0; i < 10; i++)
            bought.Add(await buyer.BuyAsync((ball, 1)));
        Assert.True(bought.Select(pair => Distance(pair.Order.Id(), pair.Invoice.Id())).Distinct().Count() >= 9);
        Assert.True(bought.Zip(bought.Skip(1), (one, next) => Distance(one.Order.Id(), next.Order.Id()))
            .Distinct().Count() >= 8);

        var (first, second) = (await ReturnAsync(), await ReturnAsync());
        Assert.InRange(first, TimeOrderedIds.From(Shop.Clock.GetUtcNow().AddMinutes(-5)),
            TimeOrderedIds.From(Shop.Clock.GetUtcNow().AddSeconds(1)));
        Assert.NotEqual(first + 1, second);

        static long Distance(long one, long other) => (other - one) & (TimeOrderedIds.PerSecond - 1);
        async Task<long> ReturnAsync() =>
            await buyer.AskReturnAsync(await buyer.BuyDeliveredAsync(admin, (ball, 1)), (ball, 1));
    }
}
