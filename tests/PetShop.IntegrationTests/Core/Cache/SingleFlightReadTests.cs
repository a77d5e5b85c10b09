using PetShop.Api.Core.Cache;

namespace PetShop.IntegrationTests.Core.Cache;

public sealed class SingleFlightReadTests : IAsyncLifetime
{
    private readonly FakeSource _shelf = new();
    private CacheNode _node = null!;

    public async Task InitializeAsync()
    {
        _shelf["bowl"] = "a bowl";
        _node = await CacheNode.StartAsync(_shelf, redis: null);
    }

    public async Task DisposeAsync() => await _node.DisposeAsync();

    [Fact]
    public async Task A_hundred_who_miss_at_once_make_one_read()
    {
        var held = new TaskCompletionSource();
        _shelf.HoldUp = held.Task.WaitAsync;
        var visitors = Enumerable.Range(0, 100).Select(_ => Task.Run(() => _node.ShowAsync("bowl"))).ToList();
        await Eventually.TrueAsync(() => _shelf.Reads > 0, "a read");
        await Task.Delay(50);
        held.SetResult();
        Assert.All(await Task.WhenAll(visitors), shown => Assert.Equal("a bowl", shown));
        Assert.Equal(1, _shelf.Reads);
    }

    [Fact]
    public async Task A_cancelled_first_caller_does_not_fail_the_others()
    {
        var held = new TaskCompletionSource();
        _shelf.HoldUp = held.Task.WaitAsync;
        using var hangUp = new CancellationTokenSource();
        var first = _node.ShowAsync("bowl", hangUp.Token);
        var second = _node.ShowAsync("bowl");
        await Eventually.TrueAsync(() => _shelf.Reads > 0, "a read");
        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        held.SetResult();
        Assert.Equal("a bowl", await second);
        Assert.Equal(1, _shelf.Reads);
    }

    [Fact]
    public async Task A_hit_completes_at_once_and_with_the_same_bytes()
    {
        await _node.ShowAsync("bowl");
        var hit = Ask();
        Assert.True(hit.IsCompletedSuccessfully);
        Assert.Same(await hit, await Ask());
        Assert.Equal(1, _shelf.Reads);

        ValueTask<PetShop.Api.Core.Json.JsonBytes?> Ask() => _node.Cache.GetOrReadAsync(
            CacheNode.Entry("bowl"), ShelfJson.Default.FakeValue,
            (FakeSourceReader reader, CancellationToken ct) => reader.ReadAsync("bowl", ct), CancellationToken.None);
    }

    [Fact]
    public async Task What_is_not_found_is_looked_for_again_when_it_is_made()
    {
        Assert.Null(await _node.ShowAsync("leash"));
        Assert.Null(await _node.ShowAsync("leash"));
        Assert.Equal(1, _shelf.Reads);
        await _node.WriteAsync(_shelf, "leash", "a leash");
        Assert.Equal("a leash", await _node.ShowAsync("leash"));
    }

    [Fact]
    public async Task Not_found_is_forgotten_after_a_short_time()
    {
        await using var node = await CacheNode.StartAsync(_shelf, redis: null, ("Cache:AbsentTtl", "00:00:00.050"));
        Assert.Null(await node.ShowAsync("leash"));
        _shelf["leash"] = "a leash";
        await node.WhenShownAsync("leash", "a leash");
    }

    [Fact]
    public async Task What_is_made_while_it_is_looked_for_is_not_taken_for_absent()
    {
        var held = new TaskCompletionSource();
        _shelf.HoldUp = held.Task.WaitAsync;
        var slow = _node.ShowAsync("leash");
        await Eventually.TrueAsync(() => _shelf.Reads == 1, "a read");
        _shelf.HoldUp = _ => Task.CompletedTask;
        await _node.WriteAsync(_shelf, "leash", "a leash");
        held.SetResult();
        Assert.Null(await slow);    // it asked before the write was answered
        Assert.Equal("a leash", await _node.ShowAsync("leash"));
    }

    [Fact]
    public async Task A_failed_read_is_not_kept()
    {
        _shelf.HoldUp = _ => throw new InvalidOperationException("No database.");
        await Assert.ThrowsAsync<InvalidOperationException>(() => _node.ShowAsync("bowl"));
        _shelf.HoldUp = _ => Task.CompletedTask;
        Assert.Equal("a bowl", await _node.ShowAsync("bowl"));
    }

    [Fact]
    public async Task A_read_that_takes_too_long_is_given_up()
    {
        await using var node = await CacheNode.StartAsync(_shelf, redis: null, ("Cache:ReadTimeout", "00:00:00.100"));
        _shelf.HoldUp = ct => Task.Delay(Timeout.Infinite, ct);
        await Assert.ThrowsAsync<TimeoutException>(() => node.ShowAsync("bowl"));
    }

    [Fact]
    public async Task Without_Redis_removal_and_typed_values_work_all_the_same()
    {
        await _node.ShowAsync("bowl");
        await _node.WriteAsync(_shelf, "bowl", "a better bowl");
        Assert.Equal("a better bowl", await _node.ShowAsync("bowl"));
        await _node.Cache.SetAsync(new CacheEntry("tally", TimeSpan.FromMinutes(1)), new FakeValue("seven"),
            ShelfJson.Default.FakeValue, default);
        Assert.Equal("seven", (await _node.Cache.GetAsync("tally", ShelfJson.Default.FakeValue, default))!.Name);
        await _node.Cache.RemoveByPatternAsync("tal*");
        Assert.Null(await _node.Cache.GetAsync("tally", ShelfJson.Default.FakeValue, default));
    }
}
