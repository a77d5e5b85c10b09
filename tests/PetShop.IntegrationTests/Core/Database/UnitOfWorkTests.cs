using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace PetShop.IntegrationTests.Core.Database;

/// <summary>A use case whose transaction fails.</summary>
public sealed class UnitOfWorkTests : ShopTest
{
    [Theory]
    [InlineData("40P01", "orders")]
    [InlineData("40001", "idempotency_records")]
    public async Task Work_that_PostgreSQL_rolled_back_because_of_a_conflict_is_retried(string state, string table)
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var buyer = await Shop.SignUpAsync();
        // A sequence is not rolled back: the first two attempts fail, the third does not.
        await using var trouble = await WriteTrigger.CreateAsync(Shop.Database, table,
            $"IF nextval('tries') <= 2 THEN RAISE EXCEPTION USING ERRCODE = '{state}'; END IF;", isDeferred: false);
        await (await buyer.CheckOutAsync("one-order", (ball, 3))).ShouldBeAsync(HttpStatusCode.Created);
        Assert.Single(await buyer.OrdersAsync());
        Assert.Equal(7, await Shop.Catalogue.StockOfAsync(ball));
        Assert.Equal(2, Shop.Node.Log.Lines.Count(
            line => line.Contains("conflicted with another transaction", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_conflict_that_EF_Core_wraps_is_retried()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var admin = await Shop.AdminAsync();
        await using var trouble = await WriteTrigger.CreateAsync(Shop.Database, "products",
            "IF nextval('tries') <= 2 THEN RAISE EXCEPTION USING ERRCODE = '40P01'; END IF;", isDeferred: false);
        await (await admin.PatchAsync($"/products/{ball}", new { name = "Ball" })).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_keeps_failing_is_given_up_and_leaves_nothing()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var buyer = await Shop.SignUpAsync();
        await using var trouble = await WriteTrigger.CreateAsync(
            Shop.Database, "orders", "RAISE EXCEPTION USING ERRCODE = '40P01';", isDeferred: false);
        var answer = await buyer.CheckOutAsync((ball, 3));
        await answer.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Empty(await buyer.OrdersAsync());
        Assert.Equal(10, await Shop.Catalogue.StockOfAsync(ball));
    }

    [Fact]
    public async Task If_the_outcome_of_the_commit_is_unknown_the_cache_is_invalidated()
    {
        var ball = await Shop.Catalogue.AddProductAsync(name: "As it was");
        var admin = await Shop.AdminAsync();
        await Shop.Catalogue.PublicAsync(ball);
        // What the lost commit would have left if it had happened.
        await Shop.Database.ExecuteAsync("UPDATE products SET name = 'As it is' WHERE id = $1", ball);
        Assert.Equal("As it was", (await Shop.Catalogue.PublicAsync(ball)).Text("name"));
        await using (await WriteTrigger.CreateAsync(
            Shop.Database, "products", "RAISE EXCEPTION 'the commit fails';", isDeferred: true))
            await (await admin.PatchAsync($"/products/{ball}", new { price = 5 }))
                .ShouldBeProblemAsync(HttpStatusCode.InternalServerError);
        Assert.Equal("As it is", (await Shop.Catalogue.PublicAsync(ball)).Text("name"));
    }

    [Fact]
    public async Task If_the_outcome_of_the_commit_is_unknown_search_entries_are_left_to_the_job()
    {
        var ball = await Shop.Catalogue.AddProductAsync(name: "As it was");
        var admin = await Shop.AdminAsync();
        await Shop.Database.ExecuteAsync("UPDATE products SET name = 'As it is' WHERE id = $1", ball);
        const string fail = "RAISE EXCEPTION 'the commit fails';";
        await using (await WriteTrigger.CreateAsync(Shop.Database, "products", fail, isDeferred: true))
        {
            var edit = await admin.PatchAsync($"/products/{ball}", new { price = 5 });
            await edit.ShouldBeProblemAsync(HttpStatusCode.InternalServerError);
        }
        Assert.Equal("As it was", await Shop.Database.ReadAsync<string>("SELECT name FROM product_search"));
    }

    [Fact]
    public async Task Reports_of_the_effect_require_a_certain_commit()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var buyer = await Shop.SignUpAsync();
        var placed = 0L;
        using var listener = ListenFor("petshop.orders.placed", count => Interlocked.Add(ref placed, count));
        await using (await WriteTrigger.CreateAsync(
            Shop.Database, "orders", "RAISE EXCEPTION 'the commit fails';", isDeferred: true))
            await (await buyer.CheckOutAsync((ball, 1))).ShouldBeProblemAsync(HttpStatusCode.InternalServerError);
        Assert.Equal(0, placed);
        await buyer.OrderAsync((ball, 1));
        Assert.Equal(1, placed);
    }

    /// <summary>Listens to a counter of this shop's node only.</summary>
    private MeterListener ListenFor(string counter, Action<long> count)
    {
        var meters = Shop.Services.GetRequiredService<IMeterFactory>();
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == counter && instrument.Meter.Scope == meters)
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, measurement, _, _) => count(measurement));
        listener.Start();
        return listener;
    }
}
