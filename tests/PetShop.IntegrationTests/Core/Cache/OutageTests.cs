using PetShop.Api.Core.Cache.Shared;

namespace PetShop.IntegrationTests.Core.Cache;

/// <summary>Redis stops, returns, hangs, or loses a listener.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private readonly FakeSource _shelf = new();
    private RedisProcess _redis = null!;
    private CacheNode _a = null!;
    private CacheNode _b = null!;

    public async Task InitializeAsync()
    {
        _shelf["bowl"] = "old";
        _redis = await RedisProcess.StartNewAsync();
        (_a, _b) = await CacheNode.StartTwoAsync(_shelf, _redis.ConnectionString);
        await _a.ShowAndKeepAsync("bowl");
        await _b.ShowAsync("bowl");
    }

    public async Task DisposeAsync()
    {
        await _a.DisposeAsync();
        await _b.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [RedisServerFact]
    public async Task The_shop_starts_and_answers_at_once_where_Redis_cannot_be_reached()
    {
        await using var node = await CacheNode.StartAsync(_shelf, "192.0.2.1:6379");
        Assert.Equal("old", await node.ShowAsync("bowl"));
        await node.WriteAsync(_shelf, "bowl", "new");
        Assert.Equal("new", await node.ShowAsync("bowl"));
        // nobody asked it, so nobody waited for it
        Assert.Equal((RedisState.Down, 0L), (node.Statistics.Redis, node.Figures.RedisFailures));
    }

    [RedisServerFact]
    public async Task With_Redis_killed_the_shop_answers_and_a_removal_holds_on_its_own_node_at_once()
    {
        await _redis.KillAsync();
        await _a.WriteAsync(_shelf, "bowl", "new");
        Assert.Equal("new", await _a.ShowAsync("bowl"));
        await BothAsync(RedisState.Down);
        Assert.Equal("new", await _a.ShowAsync("bowl"));
    }

    [RedisServerFact]
    public async Task With_Redis_killed_another_node_shows_nothing_older_than_the_fallback_allows()
    {
        await _redis.KillAsync();
        await _a.WriteAsync(_shelf, "bowl", "new");
        await Task.Delay(1100);   // the lease, or the age that is served without one
        Assert.Equal("new", await _b.ShowAsync("bowl"));
    }

    [RedisServerFact]
    public async Task A_Redis_that_answers_nothing_holds_up_a_few_requests_and_no_more()
    {
        await _redis.FreezeAsync();
        for (var i = 0; i < 30; i++)
        {
            _shelf[$"ware {i}"] = "there";
            Assert.Equal("there", await _a.ShowAsync($"ware {i}"));
        }
        Assert.Equal(RedisState.Down, _a.Statistics.Redis);
        for (var i = 0; i < 100; i++)
            await _a.WriteAsync(_shelf, $"ware {i}", "changed");
        // Three timeouts open the circuit; a few more operations are running by then. No other request asks Redis, so
        // none waits.
        Assert.InRange(_a.Figures.RedisFailures, 3, 9);
        await _redis.ThawAsync();
        await BothAsync(RedisState.Up);
        await _b.WhenShownAsync("ware 1", "changed");
    }

    [RedisServerFact]
    public async Task A_removal_that_Redis_did_not_hear_is_not_lost()
    {
        _shelf["leash"] = "old";
        await _a.ShowAndKeepAsync("leash");
        await _redis.FreezeAsync();
        await _a.WriteAsync(_shelf, "bowl", "new");    // sent, and not answered
        await _a.WhenRedisIsAsync(RedisState.Down);
        await _a.WriteAsync(_shelf, "leash", "new");   // not even sent
        Assert.Equal("new", await _a.ShowAsync("leash"));
        await _redis.ThawAsync();   // the same process, with the old entries in it
        await BothAsync(RedisState.Up);
        foreach (var name in new[] { "bowl", "leash" })
        {
            Assert.Equal("new", await _a.ShowAsync(name));
            await _b.WhenShownAsync(name, "new");
        }
        await using var third = await CacheNode.StartAsync(_shelf, _redis.ConnectionString);
        await third.WhenRedisIsAsync(RedisState.Up);
        Assert.Equal("new", await third.ShowAsync("leash"));
    }

    [RedisServerFact]
    public async Task Redis_data_from_before_a_restart_is_not_trusted()
    {
        await _redis.SnapshotAsync();
        await _a.WriteAsync(_shelf, "bowl", "new");
        await _redis.KillAsync();
        await _redis.StartAsync();
        await BothAsync(RedisState.Up);
        Assert.Equal("new", await _a.ShowAsync("bowl"));
        await using var third = await CacheNode.StartAsync(_shelf, _redis.ConnectionString);
        await third.WhenRedisIsAsync(RedisState.Up);
        Assert.Equal("new", await third.ShowAsync("bowl"));
        Assert.Equal("new", await _b.ShowAsync("bowl"));
    }

    [RedisServerFact]
    public async Task After_Redis_has_come_back_removals_reach_other_nodes_again()
    {
        await _redis.KillAsync();
        await BothAsync(RedisState.Down);
        await _redis.StartAsync();
        await BothAsync(RedisState.Up);
        Assert.Equal("old", await _b.ShowAsync("bowl"));
        await _a.WriteAsync(_shelf, "bowl", "new");
        await _b.WhenShownAsync("bowl", "new");
    }

    [RedisServerFact]
    public async Task A_removal_missed_while_a_listener_was_cut_off_is_noticed()
    {
        for (var edit = 0; edit < 10; edit++)
        {
            await _b.ShowAsync("bowl");
            await _redis.CutListenersAsync();
            await _a.WriteAsync(_shelf, "bowl", $"edit {edit}");
            await Task.Delay(1100);
            Assert.Equal($"edit {edit}", await _b.ShowAsync("bowl"));
            await BothAsync(RedisState.Up);
        }
    }

    private async Task BothAsync(RedisState state)
    {
        await _a.WhenRedisIsAsync(state);
        await _b.WhenRedisIsAsync(state);
    }
}
