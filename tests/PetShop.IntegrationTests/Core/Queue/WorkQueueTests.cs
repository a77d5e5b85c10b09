using PetShop.Api.Core.Queue;
using static PetShop.IntegrationTests.Core.Queue.QueueNode;

namespace PetShop.IntegrationTests.Core.Queue;

/// <summary>One item from its addition to its end.</summary>
public sealed class WorkQueueTests : ShopTest
{
    private readonly Script _script = new();

    [Fact]
    public async Task An_item_is_done_once_and_then_gone()
    {
        await using var node = Open(Shop, _script);
        await AddAsync(Shop, Item("a"), Item("b"));
        Work? seen = null;
        _script.Do = (work, _) =>
        {
            seen ??= work;
            return Task.CompletedTask;
        };
        Assert.Equal(["a", "b"], await node.RunAllAsync());
        Assert.Equal(("a", 1), (seen!.Payload.Text("key"), seen.Attempt));
        Assert.Empty(await node.ClaimAsync());
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task Work_that_is_rolled_back_adds_nothing()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => ChangeAsync(Shop, queue =>
        {
            queue.Add(Item("a"));
            throw new InvalidOperationException("Not today.");
        }));
        await AddAsync(Shop, Item("b"));
        Assert.Equal("b", await Shop.Database.ReadAsync<string>("SELECT string_agg(key, ',') FROM work_items"));
    }

    [Fact]
    public async Task A_second_item_with_the_same_key_is_ignored()
    {
        await using var node = Open(Shop, _script);
        await AddAsync(Shop, Item("a"), Item("a"));
        await AddAsync(Shop, Item("a"));
        Assert.Equal(1, await CountAsync());
        await AddAsync(Shop, Item("a") with { Queue = "another" });
        Assert.Equal(2, await CountAsync());
        await node.RunAllAsync();
        await AddAsync(Shop, Item("a"));        // the first one is done
        Assert.Equal(["a"], await node.RunAllAsync());
    }

    [Fact]
    public async Task A_removed_item_does_not_run_and_lets_the_next_go_on()
    {
        await using var node = Open(Shop, _script);
        await AddAsync(Shop, Item("a", "order", Shop.Clock.GetUtcNow().AddHours(1)), Item("b", "order"), Item("c"));
        Assert.Equal(["c"], await node.RunAllAsync());
        await ChangeAsync(Shop, queue => queue.Remove(QueueNode.Queue, "a"));
        Assert.Equal(["b"], await node.RunAllAsync());
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task Each_failure_is_followed_by_a_longer_pause_until_the_item_is_parked()
    {
        Shop.Clock.Stop();
        _script.Policy = new() { Attempts = 4, FirstPause = TimeSpan.FromMinutes(1) };
        _script.Do = (_, _) => throw new InvalidOperationException("Not today.");
        await using var node = Open(Shop, _script);
        await AddAsync(Shop, Item("a"));
        foreach (var pause in new[] { 1, 2, 4 })
        {
            Assert.Equal(["a"], await node.RunAllAsync());
            Assert.Equal("InvalidOperationException: Not today.",
                await Shop.Database.ReadAsync<string>("SELECT last_error FROM work_items"));
            var due = await Shop.Database.ReadAsync<DateTime>("SELECT due_at FROM work_items");
            Assert.InRange(due - Shop.Clock.GetUtcNow().UtcDateTime,
                TimeSpan.FromMinutes(pause * 0.8) - TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(pause));
            Shop.Clock.Advance(TimeSpan.FromMinutes(pause * 0.75));
            Assert.Empty(await node.ClaimAsync());
            Shop.Clock.Advance(TimeSpan.FromMinutes(pause * 0.25));
        }
        Assert.Equal(["a"], await node.RunAllAsync());
        Shop.Clock.Advance(TimeSpan.FromDays(9));
        Assert.Empty(await node.ClaimAsync());
        Assert.Equal(1, await CountAsync("parked_at IS NOT NULL AND attempts = 4"));
    }

    [Fact]
    public async Task An_item_is_parked_when_it_has_failed_for_long_enough()
    {
        _script.Policy = new() { Attempts = null, Age = TimeSpan.FromDays(1) };
        _script.Do = (_, _) => throw new InvalidOperationException("Not today.");
        await using var node = Open(Shop, _script);
        await AddAsync(Shop, Item("a"));
        Shop.Clock.Advance(TimeSpan.FromDays(2));       // it waited: its first attempt counts
        Assert.Equal(["a"], await node.RunAllAsync());
        Assert.Equal(0, await CountAsync("parked_at IS NOT NULL"));
        Shop.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(["a"], await node.RunAllAsync());
        Assert.Equal(1, await CountAsync("parked_at IS NOT NULL"));
    }

    [Fact]
    public async Task A_handler_can_postpone_and_park()
    {
        var later = Shop.Clock.GetUtcNow().AddHours(3);
        _script.Do = (work, _) => throw (work.Key == "a"
            ? new WorkPostponedException(later) : new WorkParkedException("It can't be done."));
        await using var node = Open(Shop, _script);
        await AddAsync(Shop, Item("a"), Item("b"));
        Assert.Equal(["a", "b"], await node.RunAllAsync());
        Assert.Equal(1, await CountAsync("key = 'b' AND parked_at IS NOT NULL AND last_error = 'It can''t be done.'"));
        Assert.Equal(1, await CountAsync("key = 'a' AND attempts = 0 AND last_error IS NULL"));
        Assert.Empty(await node.ClaimAsync());
        Shop.Clock.Advance(TimeSpan.FromHours(3));
        Assert.Equal(1, Assert.Single(await node.ClaimAsync()).Attempt);
    }

    [Fact]
    public async Task An_attempt_that_the_shutdown_ends_does_not_count()
    {
        using var stopping = new CancellationTokenSource();
        _script.Do = (_, ct) =>
        {
            stopping.Cancel();
            return Task.Delay(Timeout.Infinite, ct);
        };
        await using var node = Open(Shop, _script);
        await AddAsync(Shop, Item("a"));
        await node.RunAsync(Assert.Single(await node.ClaimAsync()), stopping.Token);
        Assert.Equal(1, Assert.Single(await node.ClaimAsync()).Attempt);
    }

    [Fact]
    public async Task An_attempt_that_takes_too_long_is_cancelled_and_fails()
    {
        _script.Policy = new() { Lease = TimeSpan.FromMilliseconds(50) };
        _script.Do = (_, ct) => Task.Delay(Timeout.Infinite, ct);
        await using var node = Open(Shop, _script);
        Shop.Clock.Stop();
        await AddAsync(Shop, Item("a"));
        await node.RunAllAsync();
        var error = await Shop.Database.ReadAsync<string>("SELECT last_error FROM work_items");
        Assert.StartsWith("TimeoutException", error, StringComparison.Ordinal);
    }

    private Task<long> CountAsync(string condition = "true") =>
        Shop.Database.ReadAsync<long>($"SELECT count(*) FROM work_items WHERE {condition}");
}
