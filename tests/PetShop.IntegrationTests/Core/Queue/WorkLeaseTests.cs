using Npgsql;
using PetShop.Api.Core.Queue;
using PetShop.IntegrationTests.Core.Cache;
using static PetShop.IntegrationTests.Core.Queue.QueueNode;

namespace PetShop.IntegrationTests.Core.Queue;

/// <summary>Several nodes, nodes that die, and order.</summary>
public sealed class WorkLeaseTests : ShopTest
{
    private readonly Script _script = new();

    [Fact]
    public async Task Two_nodes_do_each_item_once()
    {
        await AddAsync(Shop, [.. Enumerable.Range(0, 300).Select(i => Item($"item-{i}"))]);
        await using var one = await StartAsync(Shop, _script);
        await using var two = await StartAsync(Shop, _script);
        await Eventually.TrueAsync(() => CountIsAsync(0), "all items are done");
        Assert.Equal(300, _script.Done.Count);
        Assert.Equal(300, _script.Begun.Distinct().Count());
    }

    [Fact]
    public async Task Items_of_one_key_run_one_after_another_on_two_nodes()
    {
        var running = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();
        _script.Policy = new() { AtOnce = 8 };
        _script.Do = async (work, _) =>
        {
            var order = work.Key[..work.Key.IndexOf(':', StringComparison.Ordinal)];
            Assert.True(running.TryAdd(order, work.Attempt), "two items of one key run at the same time");
            await Task.Yield();
            running.TryRemove(order, out var _);
        };
        await AddAsync(Shop, [.. from i in Enumerable.Range(0, 20) from order in Enumerable.Range(0, 10)
            select Item($"{order}:{i:00}", $"order-{order}")]);
        await using var one = await StartAsync(Shop, _script);
        await using var two = await StartAsync(Shop, _script);
        await Eventually.TrueAsync(() => CountIsAsync(0), "all items are done");
        Assert.Equal(_script.Begun.Count, _script.Done.Count);
        foreach (var order in _script.Done.GroupBy(key => key[..2]))
            Assert.Equal(order.Order(StringComparer.Ordinal), order);
    }

    [Fact]
    public async Task The_first_of_a_key_holds_back_the_others_until_it_is_done_or_parked()
    {
        Shop.Clock.Stop();
        _script.Policy = new() { Attempts = 2, FirstPause = TimeSpan.FromMinutes(10) };
        _script.Do = (work, _) => work.Key == "a" ? throw new InvalidOperationException("Not today.")
            : Task.CompletedTask;
        await using var node = Open(Shop, _script);
        await AddAsync(Shop, Item("a", "order"), Item("b", "order"), Item("c", "order"), Item("x", "another"));
        Assert.Equal(["a", "x"], await node.RunAllAsync());
        Shop.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Empty(await node.RunAllAsync());
        Shop.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(["a"], await node.RunAllAsync());      // parked now
        Assert.Equal(["b"], await node.RunAllAsync());
        Assert.Equal(["c"], await node.RunAllAsync());
    }

    [Fact]
    public async Task Many_items_that_wait_do_not_hide_those_behind_them()
    {
        Shop.Clock.Stop();
        await using var node = Open(Shop, _script);
        await AddAsync(Shop, Item("first", "order", Shop.Clock.GetUtcNow().AddHours(1)));
        await AddAsync(Shop, [.. Enumerable.Range(0, 250).Select(i => Item($"waits-{i}", "order"))]);
        await AddAsync(Shop, Item("free"));
        for (var claim = 0; claim < 2; claim++)
            Assert.Empty(await node.ClaimAsync(1));
        Assert.Equal("free", Assert.Single(await node.ClaimAsync(1)).Key);
        Assert.Equal(250L, await Shop.Database.ReadAsync<long>(
            "SELECT count(*) FROM work_items WHERE available_at > due_at AND key LIKE 'waits%'"));
    }

    [Fact]
    public async Task What_a_dead_node_had_is_done_by_another_and_its_late_end_deletes_nothing()
    {
        Shop.Clock.Stop();
        await using var dead = Open(Shop, _script);
        await using var alive = Open(Shop, _script);
        await AddAsync(Shop, Item("a", "order"), Item("b", "order"));
        var late = Assert.Single(await dead.ClaimAsync());
        Shop.Clock.Advance(_script.Policy.Lease - TimeSpan.FromSeconds(1));
        Assert.Empty(await alive.ClaimAsync());
        Shop.Clock.Advance(TimeSpan.FromSeconds(1));
        var again = Assert.Single(await alive.ClaimAsync());
        Assert.Equal(("a", 2), (again.Key, again.Attempt));
        await dead.RunAsync(late);
        _script.Do = (_, _) => throw new WorkParkedException("Too late.");
        await dead.RunAsync(late);
        Assert.True(await CountIsAsync(2));
        Assert.Empty(await alive.ClaimAsync());
        _script.Do = (_, _) => Task.CompletedTask;
        await alive.RunAsync(again);
        Assert.Equal(["b"], await alive.RunAllAsync());
    }

    [Fact]
    public async Task An_item_whose_last_attempt_ended_with_the_node_is_parked()
    {
        _script.Policy = new() { Attempts = 2 };
        await using var node = Open(Shop, _script);
        await AddAsync(Shop, Item("a"));
        for (var attempt = 0; attempt < 3; attempt++)
        {
            Assert.Empty(_script.Begun);
            var work = Assert.Single(await node.ClaimAsync());
            if (work.Attempt == 3)
                await node.RunAsync(work);
            Shop.Clock.Advance(_script.Policy.Lease);
        }
        Assert.Empty(await node.ClaimAsync());
        Assert.Empty(_script.Begun);
    }

    [Fact]
    public async Task An_item_that_is_retried_after_later_ones_went_on_does_not_run_beside_them()
    {
        Shop.Clock.Stop();
        _script.Do = (_, _) => throw new WorkParkedException("Not today.");
        await using var node = Open(Shop, _script);
        await AddAsync(Shop, Item("a", "order"), Item("b", "order"));
        Assert.Equal(["a"], await node.RunAllAsync());
        var later = Assert.Single(await node.ClaimAsync());
        await Shop.Database.ExecuteAsync("UPDATE work_items SET parked_at = NULL WHERE key = 'a'");
        Assert.Empty(await node.ClaimAsync());
        await Assert.ThrowsAsync<PostgresException>(() => Shop.Database.ExecuteAsync(
            "UPDATE work_items SET lease = gen_random_uuid(), leased_until = now() WHERE key = 'a'"));
        await node.RunAsync(later);
        Assert.Equal("a", Assert.Single(await node.ClaimAsync()).Key);
    }

    [Fact]
    public async Task Work_that_a_node_adds_begins_without_waiting_and_its_shutdown_ends_it()
    {
        _script.Do = (_, ct) => Task.Delay(Timeout.Infinite, ct);
        await using var node = await StartAsync(Shop, _script);
        await AddAsync(Shop, Item("a"));
        await Eventually.TrueAsync(() => _script.Begun.Count == 1, "it has begun");
        await node.Runner.StopAsync(CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(2));
        Assert.True(await Shop.Database.ReadAsync<bool>("SELECT lease IS NULL AND attempts = 0 FROM work_items"));
    }

    [Fact]
    public async Task Nodes_without_jobs_do_no_work()
    {
        await using var node = await StartAsync(Shop, _script, ("Jobs:Enabled", "false"));
        await Eventually.TrueAsync(
            () => node.Runner.ExecuteTask!.IsCompletedSuccessfully, "the runner has nothing to do");
    }

    [Fact]
    public async Task While_what_all_items_need_is_away_none_is_taken()
    {
        var (isOpen, asked) = (false, 0);
        _script.Policy = new()
        {
            IsOpen = () =>
            {
                Interlocked.Increment(ref asked);
                return Volatile.Read(ref isOpen);
            },
        };
        await AddAsync(Shop, Item("a"));
        await using var node = await StartAsync(Shop, _script);
        await Eventually.TrueAsync(() => Volatile.Read(ref asked) >= 3, "it has looked a few times");
        Assert.Empty(_script.Begun);
        Assert.Equal(0, await Shop.Database.ReadAsync<int>("SELECT attempts FROM work_items"));
        Volatile.Write(ref isOpen, true);
        await Eventually.TrueAsync(() => CountIsAsync(0), "it is done");
    }

    private async Task<bool> CountIsAsync(long count) =>
        await Shop.Database.ReadAsync<long>("SELECT count(*) FROM work_items") == count;
}
