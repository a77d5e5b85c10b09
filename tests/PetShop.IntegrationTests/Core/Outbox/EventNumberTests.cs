using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PetShop.Api.Core.Outbox;
using PetShop.IntegrationTests.Core.Database;
using PetShop.IntegrationTests.Sales;

namespace PetShop.IntegrationTests.Core.Outbox;

/// <summary>The cursors of events, and reading by them.</summary>
public sealed class EventNumberTests : ShopTest
{
    [Fact]
    public async Task Two_hundred_checkouts_at_once_get_cursors_without_gaps_while_two_nodes_number()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 500);
        var buyer = await Shop.SignUpAsync();
        var second = Shop.StartNode();
        var after = await Shop.LastEventAsync();
        using var ending = new CancellationTokenSource();
        var numbering = new[] { Shop.Services, second.Services }
            .Select(node => Task.Run(() => NumberAsync(node, ending.Token))).ToArray();
        var answers = await SalesSteps.SixtyFourAtOnceAsync(200, i => buyer.CheckOutAsync((ball, i == 7 ? 999 : 1)));
        ending.Cancel();
        await Task.WhenAll(numbering);
        Assert.Equal(199, answers.CountOf(HttpStatusCode.Created));
        var events = await Shop.EventsAsync($"&after={after}");
        Assert.Equal(
            Enumerable.Range(1, events.Count).Select(i => after + i), events.Select(made => made.Id("cursor")));
        Assert.Equal(199, events.Where(made => made.Text("type") == "order.placed")
            .Select(made => made.Text("key")).Distinct().Count());
    }

    [Fact]
    public async Task A_writer_does_not_wait_for_the_numbering_nor_the_numbering_for_a_writer()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var buyer = await Shop.SignUpAsync();
        var after = await Shop.LastEventAsync();
        await using var other = new NpgsqlConnection(Shop.Database.ConnectionString);
        await other.OpenAsync();
        await using var open = await other.BeginTransactionAsync();
        // a numbering that does not end, and an event that is not committed yet, with a lower id than the next one
        await ExecuteAsync("UPDATE event_positions SET last = last");
        await ExecuteAsync("INSERT INTO events (type, key, occurred_at, data) VALUES ('late', 'k', now(), '{}')");
        await buyer.OrderAsync((ball, 1));
        await open.RollbackAsync();
        await using var writing = await other.BeginTransactionAsync();
        await ExecuteAsync("INSERT INTO events (type, key, occurred_at, data) VALUES ('late', 'k', now(), '{}')");
        await buyer.OrderAsync((ball, 1));
        Assert.Equal(["order.placed", "order.placed"], (await Shop.EventsAsync($"&after={after}")).Types());
        await writing.CommitAsync();
        Assert.Equal(["order.placed", "order.placed", "late"], (await Shop.EventsAsync($"&after={after}")).Types());

        async Task ExecuteAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, other);
            await command.ExecuteNonQueryAsync();
        }
    }

    [Fact]
    public async Task A_numbering_that_is_killed_gives_no_cursor_and_the_next_one_gives_all()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var buyer = await Shop.SignUpAsync();
        var after = await Shop.LastEventAsync();
        await buyer.OrderAsync((ball, 1));
        await using (await WriteTrigger.CreateAsync(Shop.Database, "events",
            "IF NEW.cursor IS NOT NULL THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;", isDeferred: true))
            await Assert.ThrowsAnyAsync<Exception>(() => Shop.RunJobAsync<EventNumbersJob>());
        Assert.Equal(0L, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM events WHERE cursor > $1", after));
        Assert.Equal(after + 1, Assert.Single(await Shop.EventsAsync($"&after={after}")).Id("cursor"));
    }

    [Fact]
    public async Task Changes_of_one_order_at_once_are_in_the_order_of_its_timeline()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 50);
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = await buyer.OrderAsync((ball, 1));
        var after = await Shop.LastEventAsync();
        await SalesSteps.AtOnceAsync(20, i => i % 2 == 0
            ? admin.PutAsync($"/sales/orders/{order.Id()}", new { shipping_address = $"{i} Cattery Close" })
            : buyer.PostAsync($"/sales/orders/{order.Id()}/notes", new { text = $"Note {i}" }));
        var entries = (await admin.ReadAsync($"/sales/orders/{order.Id()}/timeline?limit=20")).Items().Reverse()
            .Select(entry => entry.Text("type") == "note" ? "order.note_added" : "order.edited");
        Assert.Equal(entries, (await Shop.EventsAsync($"&after={after}")).Types());
    }

    [Fact]
    public async Task Pages_and_types_lead_through_all_events()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 50);
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        for (var i = 0; i < 5; i++)
            await buyer.OrderAsync((ball, 1));
        await Shop.Catalogue.AddProductAsync();
        var all = await Shop.EventsAsync();
        var walked = new List<string>();
        for (long next = 0, count = 1; count > 0;)
        {
            var page = await admin.ReadAsync($"/events?limit=2&after={next}");
            (next, count) = (page.Id("next_after"), page.Items().Count);
            walked.AddRange(page.Items().Select(made => made.Text("id")));
        }
        Assert.Equal(all.Select(made => made.Text("id")), walked);
        Assert.Equal(all.Select(made => $"evt_{made.Id("cursor")}"), walked);
        var some = await admin.ReadAsync("/events?types=product.created&types=stock.low&limit=500");
        Assert.Equal(["product.created", "product.created"], some.Items().Types());
        Assert.Equal(all[^1].Id("cursor"), some.Id("next_after"));
        await (await admin.GetAsync("/events?types=order.plaice")).ShouldRejectFieldAsync("types[0]");
        await (await admin.GetAsync("/events?after=-1")).ShouldRejectFieldAsync("after");
        await (await admin.GetAsync("/events?limit=0")).ShouldRejectFieldAsync("limit");
        await (await admin.GetAsync($"/events?after={all[^1].Id("cursor") + 1}")).ShouldRejectFieldAsync("after");
    }

    [Fact]
    public async Task Events_are_deleted_after_their_time_and_a_reader_who_missed_some_is_told()
    {
        var (ball, admin) = (await Shop.Catalogue.AddProductAsync(), await Shop.AdminAsync());
        var last = await Shop.LastEventAsync();
        await (await admin.PatchAsync($"/products/{ball}", new { price = 3 })).ShouldBeAsync(HttpStatusCode.OK);
        await Shop.RunJobAsync<EventNumbersJob>();
        await Shop.Database.ExecuteAsync(
            "UPDATE events SET occurred_at = occurred_at - interval '91 days' WHERE cursor <= $1", last);
        await Shop.RunJobAsync<EventCleanupJob>();
        await (await admin.GetAsync("/events?after=0")).ShouldBeProblemAsync(HttpStatusCode.Gone, "events-gone");
        Assert.Equal([last + 1], (await Shop.EventsAsync()).Select(made => made.Id("cursor")));
        Assert.Equal([last + 1], (await Shop.EventsAsync($"&after={last}")).Select(made => made.Id("cursor")));
        await Shop.Database.ExecuteAsync("UPDATE events SET occurred_at = occurred_at - interval '91 days'");
        await Shop.RunJobAsync<EventCleanupJob>();
        await (await admin.GetAsync($"/events?after={last}")).ShouldBeProblemAsync(HttpStatusCode.Gone, "events-gone");
        Assert.Empty(await Shop.EventsAsync($"&after={last + 1}"));
        await (await admin.PatchAsync($"/products/{ball}", new { price = 4 })).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal([last + 2], (await Shop.EventsAsync()).Select(made => made.Id("cursor")));
    }

    private static async Task NumberAsync(IServiceProvider node, CancellationToken ending)
    {
        while (!ending.IsCancellationRequested)
        {
            await using var scope = node.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<EventNumbersJob>().RunAsync(CancellationToken.None);
            await Task.Delay(1, CancellationToken.None);
        }
    }
}
