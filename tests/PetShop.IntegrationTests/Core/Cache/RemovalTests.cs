using PetShop.Api.Core.Cache;
using PetShop.Api.Core.Cache.Shared;

namespace PetShop.IntegrationTests.Core.Cache;

/// <summary>Removal by pattern, and values that are set rather than read.</summary>
public sealed class RemovalTests : IAsyncLifetime
{
    private readonly FakeSource _shelf = new();
    private string _redis = null!;
    private CacheNode _a = null!;
    private CacheNode _b = null!;

    public async Task InitializeAsync()
    {
        _redis = (await TestServers.Running).Redis.ConnectionString;
        (_a, _b) = await CacheNode.StartTwoAsync(_shelf, _redis, CacheNode.Patient);
    }

    public async Task DisposeAsync()
    {
        await _a.DisposeAsync();
        await _b.DisposeAsync();
    }

    [Theory]
    [InlineData("wares:b*")]
    [InlineData("wares:bow?")]
    [InlineData("*")]
    public async Task A_pattern_removes_matching_keys_on_all_nodes_and_in_Redis(string pattern)
    {
        await ShowOnBothAsync("bowl", "leash");
        _shelf["bowl"] = "new";
        await _a.Cache.RemoveByPatternAsync(pattern);
        Assert.Equal("new", await _a.ShowAsync("bowl"));
        await _b.WhenShownAsync("bowl", "new");
    }

    [Theory]
    [InlineData("wares:b")]
    [InlineData("wares:[bl]*")]
    [InlineData("bowl")]
    [InlineData("*:removals")]
    public async Task A_pattern_leaves_what_does_not_match(string pattern)
    {
        await ShowOnBothAsync("bowl", "leash");
        var reads = _shelf.Reads;
        await _a.Cache.RemoveByPatternAsync(pattern);
        await Task.Delay(100);
        await using var third = await CacheNode.StartAsync(_shelf, _redis, CacheNode.Patient);
        await third.WhenRedisIsAsync(RedisState.Up);
        foreach (var node in new[] { _a, _b, third })
            Assert.Equal("old", await node.ShowAsync("bowl"));
        Assert.Equal(reads, _shelf.Reads);
    }

    [Fact]
    public async Task A_reader_that_was_filling_while_a_pattern_was_removed_puts_nothing_old_back()
    {
        _shelf["bowl"] = "old";
        var held = new TaskCompletionSource();
        _shelf.HoldUp = held.Task.WaitAsync;
        var slow = _b.ShowAsync("bowl");
        await Eventually.TrueAsync(() => _shelf.Reads == 1, "a read");
        _shelf.HoldUp = _ => Task.CompletedTask;
        _shelf["bowl"] = "new";
        await _a.Cache.RemoveByPatternAsync("wares:*");
        await Eventually.TrueAsync(() => _b.Figures.Invalidations > 0, "the removal heard");
        held.SetResult();
        await slow;
        await Eventually.TrueAsync(() => _b.Figures.RefusedFills == 1, "the fill refused by Redis");
        Assert.Equal("new", await _b.ShowAsync("bowl"));
        Assert.Equal("new", await _a.ShowAsync("bowl"));
    }

    [Fact]
    public async Task A_value_that_is_set_is_the_same_on_all_nodes()
    {
        for (var i = 0; i < 20; i++)
        {
            var (setter, other) = i % 2 == 0 ? (_a, _b) : (_b, _a);
            var heard = other.Figures.Invalidations;
            await SetAsync(setter, $"value {i}");
            await Eventually.TrueAsync(() => other.Figures.Invalidations > heard, "the other node hears of it");
            Assert.Equal($"value {i}", await GetAsync(_a));
            Assert.Equal($"value {i}", await GetAsync(_b));
            Assert.Equal($"value {i}", await GetAsync(_b));
        }
        Assert.Equal((20, 20), (_b.Figures.RedisHits, _b.Figures.LocalHits));
    }

    [Fact]
    public async Task Nodes_that_set_a_value_at_once_agree_in_the_end()
    {
        for (var i = 0; i < 20; i++)
        {
            await Task.WhenAll(Task.Run(() => SetAsync(_a, $"a {i}")), Task.Run(() => SetAsync(_b, $"b {i}")),
                Task.Run(() => GetAsync(_a)), Task.Run(() => GetAsync(_b)));
            await Eventually.TrueAsync(async () => await GetAsync(_a) == await GetAsync(_b), "they agree");
        }
    }

    [Fact]
    public async Task A_value_that_is_set_ends_and_is_removed_like_any_other()
    {
        await _a.Cache.SetAsync(new("tally", TimeSpan.FromMilliseconds(500), "tallies"), new FakeValue("short"),
            ShelfJson.Default.FakeValue, default);
        await Task.Delay(550);
        Assert.Null(await GetAsync(_a));
        Assert.Null(await GetAsync(_b));
        await SetAsync(_a, "long");
        Assert.Equal("long", await GetAsync(_b));
        await _b.Cache.RemoveAsync(["tallies"]);
        Assert.Null(await GetAsync(_b));
        await Eventually.TrueAsync(async () => await GetAsync(_a) is null, "the other node stops showing it");
    }

    private static Task SetAsync(CacheNode node, string value) =>
        node.Cache.SetAsync(new CacheEntry("tally", TimeSpan.FromMinutes(1), "tallies"), new FakeValue(value),
            ShelfJson.Default.FakeValue, default).AsTask();

    private static async Task<string?> GetAsync(CacheNode node) =>
        (await node.Cache.GetAsync("tally", ShelfJson.Default.FakeValue, default))?.Name;

    private async Task ShowOnBothAsync(params string[] names)
    {
        foreach (var name in names)
        {
            _shelf[name] = "old";
            await _a.ShowAndKeepAsync(name);
            await _b.ShowAsync(name);
        }
        Assert.Equal(names.Length, _shelf.Reads);
    }
}
