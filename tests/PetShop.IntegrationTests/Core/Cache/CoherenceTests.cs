using System.Diagnostics;
using PetShop.AppHost.Servers;
using StackExchange.Redis;

namespace PetShop.IntegrationTests.Core.Cache;

/// <summary>Two nodes with a working Redis.</summary>
public abstract class CoherenceTests : IAsyncLifetime
{
    private readonly FakeSource _shelf = new();
    private string _redis = null!;
    private CacheNode _a = null!;
    private CacheNode _b = null!;

    /// <summary>The Redis that both nodes use.</summary>
    protected abstract Task<string> RedisAsync();

    public async Task InitializeAsync()
    {
        _shelf["bowl"] = "old";
        _redis = await RedisAsync();
        (_a, _b) = await CacheNode.StartTwoAsync(_shelf, _redis, CacheNode.Patient);
    }

    public async Task DisposeAsync()
    {
        await _a.DisposeAsync();
        await _b.DisposeAsync();
    }

    [Fact]
    public async Task What_one_node_has_read_another_finds_in_Redis()
    {
        await _a.ShowAndKeepAsync("bowl");
        Assert.Equal("old", await _b.ShowAsync("bowl"));
        Assert.Equal(1, _shelf.Reads);
        Assert.Equal(1, _b.Figures.RedisHits);
        Assert.Equal("old", await _b.ShowAsync("bowl"));
        Assert.Equal(1, _b.Figures.LocalHits);
    }

    [Fact]
    public async Task After_a_removal_its_own_node_never_shows_the_old()
    {
        for (var edit = 0; edit < 200; edit++)
        {
            await _a.ShowAsync("bowl");
            await _a.WriteAsync(_shelf, "bowl", $"edit {edit}");
            Assert.Equal($"edit {edit}", await _a.ShowAsync("bowl"));
        }
    }

    [Fact]
    public async Task After_a_removal_concurrent_readers_never_restore_the_old_value()
    {
        using var closing = new CancellationTokenSource();
        var readers = new[] { _a, _a, _b }.Select(node => Task.Run(async () =>
        {
            while (!closing.IsCancellationRequested)
                await node.ShowAsync("bowl");
        })).ToList();
        for (var edit = 0; edit < 500; edit++)
        {
            await _a.WriteAsync(_shelf, "bowl", $"edit {edit}");
            Assert.Equal($"edit {edit}", await _a.ShowAsync("bowl"));
        }
        await closing.CancelAsync();
        await Task.WhenAll(readers);
    }

    [Fact]
    public async Task After_a_removal_another_node_stops_within_100_ms()
    {
        var (writes, delays) = (new List<double>(), new List<double>());
        for (var edit = 0; edit < 50; edit++)
        {
            await _b.ShowAsync("bowl");
            var since = Stopwatch.StartNew();
            await _a.WriteAsync(_shelf, "bowl", $"edit {edit}");
            writes.Add(since.Elapsed.TotalMilliseconds);
            since.Restart();
            await _b.WhenShownAsync("bowl", $"edit {edit}");
            delays.Add(since.Elapsed.TotalMilliseconds);
        }
        // The writes use the same Redis and show how busy the machine is: their time does not count.
        Assert.InRange(Median(delays), 0, 100 + 10 * Median(writes));

        static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_reader_that_was_filling_while_the_write_committed_puts_nothing_old_back(
        bool writerIsTheReadersNode)
    {
        var held = new TaskCompletionSource();
        _shelf.HoldUp = held.Task.WaitAsync;
        var slow = _a.ShowAsync("bowl");
        await Eventually.TrueAsync(() => _shelf.Reads == 1, "a read");
        _shelf.HoldUp = _ => Task.CompletedTask;
        await (writerIsTheReadersNode ? _a : _b).WriteAsync(_shelf, "bowl", "new");
        held.SetResult();
        Assert.Equal("old", await slow);   // it asked before the write was answered
        await Eventually.TrueAsync(() => _a.Figures.RefusedFills == 1, "the fill refused by Redis");
        await _a.WhenShownAsync("bowl", "new");
        await _b.WhenShownAsync("bowl", "new");
    }

    [Fact]
    public async Task A_request_after_a_removal_does_not_join_an_earlier_read()
    {
        var held = new TaskCompletionSource();
        _shelf.HoldUp = held.Task.WaitAsync;
        var slow = _a.ShowAsync("bowl");
        await Eventually.TrueAsync(() => _shelf.Reads == 1, "a read");
        _shelf.HoldUp = _ => Task.CompletedTask;
        await _a.WriteAsync(_shelf, "bowl", "new");
        Assert.Equal("new", await _a.ShowAsync("bowl"));
        held.SetResult();
        Assert.Equal("old", await slow);
        Assert.Equal("new", await _a.ShowAsync("bowl"));
    }

    [Fact]
    public async Task Another_node_shows_a_resource_that_it_did_not_find_before()
    {
        for (var number = 0; number < 20; number++)
        {
            var name = $"leash{number}";
            Assert.Null(await _a.ShowAsync(name));
            Assert.Null(await _b.ShowAsync(name));
            await _a.WriteAsync(_shelf, name, "new");
            Assert.Equal("new", await _a.ShowAsync(name));
            await _b.WhenShownAsync(name, "new");
        }
    }

    [Fact]
    public async Task A_removal_that_Redis_forgot_at_once_still_refuses_what_was_read_before_it()
    {
        _shelf["leash"] = "old";
        var held = new TaskCompletionSource();
        _shelf.HoldUp = held.Task.WaitAsync;
        var slow = _a.ShowAsync("leash");
        await Eventually.TrueAsync(() => _shelf.Reads == 1, "a read");
        _shelf.HoldUp = _ => Task.CompletedTask;
        await _b.WriteAsync(_shelf, "leash", "new");
        await using (var redis = await ConnectionMultiplexer.ConnectAsync(_redis))
        {
            var version =
                Assert.Single(redis.GetServers()[0].Keys(pattern: $"*{_shelf.Shop}*:t:{CacheNode.Tag("leash")}"));
            await redis.GetDatabase().KeyDeleteAsync(version);
        }
        held.SetResult();
        Assert.Equal("old", await slow);    // it asked before the write was answered
        await Eventually.TrueAsync(() => _a.Figures.RefusedFills == 1, "the fill refused by Redis");
    }

    [Fact]
    public async Task Nodes_that_fill_at_once_what_shares_a_tag_all_keep_it()
    {
        var names = Enumerable.Range(0, 20).Select(number => $"ware{number}").ToList();
        names.ForEach(name => _shelf[name] = "new");
        await Task.WhenAll(names.Select((name, number) => Task.Run(() => (number % 2 == 0 ? _a : _b).ShowAsync(name))));
        await Eventually.TrueAsync(() => _a.Figures.Fills + _b.Figures.Fills == 20, "Redis keeps all of them");
        Assert.Equal(0, _a.Figures.RefusedFills + _b.Figures.RefusedFills);
    }

    [Fact]
    public async Task A_tag_shared_by_many_removes_them_all()
    {
        string[] names = ["bowl", "leash", "ball"];
        foreach (var name in names)
        {
            _shelf[name] = "old";
            await _a.ShowAsync(name);
            await _b.ShowAsync(name);
            _shelf[name] = "new";
        }
        await _a.Cache.RemoveAsync(["wares"]);
        foreach (var name in names)
        {
            Assert.Equal("new", await _a.ShowAsync(name));
            await _b.WhenShownAsync(name, "new");
        }
    }

    [Fact]
    public async Task A_removal_leaves_what_has_other_tags()
    {
        await _a.ShowAndKeepAsync("bowl");
        await _b.ShowAsync("bowl");
        await _a.Cache.RemoveAsync([CacheNode.Tag("leash")]);
        await Task.Delay(100);
        Assert.Equal("old", await _a.ShowAsync("bowl"));
        Assert.Equal("old", await _b.ShowAsync("bowl"));
        Assert.Equal(1, _shelf.Reads);
    }

    [Fact]
    public async Task Each_node_sends_its_figures_to_the_others()
    {
        await _a.ShowAsync("bowl");
        await _a.ShowAsync("bowl");
        await Eventually.TrueAsync(
            () => _b.Overview is { Nodes.Count: 2, HitRate: 0.5, Entries: 1 }, "the figures of both");
        Assert.Equal(_a.Figures.Node, _b.Overview.Nodes[1].Node);
    }
}

public sealed class CoherenceOnRedisTests : CoherenceTests
{
    protected override async Task<string> RedisAsync() => (await TestServers.Running).Redis.ConnectionString;
}

public sealed class CoherenceOnGarnetTests(CoherenceOnGarnetTests.Garnet garnet)
    : CoherenceTests, IClassFixture<CoherenceOnGarnetTests.Garnet>
{
    protected override Task<string> RedisAsync() => Task.FromResult(garnet.ConnectionString);

    public sealed class Garnet : IAsyncLifetime
    {
        private readonly GarnetRedis _server = new();

        public string ConnectionString => _server.ConnectionString;

        public Task InitializeAsync() => _server.StartAsync(CancellationToken.None);

        public Task DisposeAsync() => _server.DisposeAsync().AsTask();
    }
}
