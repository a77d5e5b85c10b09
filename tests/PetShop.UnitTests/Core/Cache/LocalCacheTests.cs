using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PetShop.Api.Core.Cache;
using PetShop.Api.Core.Cache.Local;
using PetShop.Api.Core.Cache.Shared;

namespace PetShop.UnitTests.Core.Cache;

public sealed class LocalCacheTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly LocalStore _store;
    private readonly LocalCache<string, bool> _memory;

    public LocalCacheTests()
    {
        var options = Options.Create(new CacheOptions { FallbackTtl = TimeSpan.FromSeconds(1) });
        _store = new(options, new(_clock));
        _memory = new(_store, new(_clock), limit: 100, TimeSpan.FromSeconds(5));
        _store.Trust(long.MaxValue);
    }

    [Fact]
    public void It_lasts_for_its_life_counted_from_the_start_of_the_reading()
    {
        var snapshot = _store.Begin([]);
        _clock.Advance(TimeSpan.FromSeconds(4));
        _memory.Keep("leash", true, snapshot);
        _clock.Advance(TimeSpan.FromSeconds(0.9));
        Assert.True(_memory.TryGet("leash", out _));
        Assert.False(_memory.TryGet("bowl", out _));
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.False(_memory.TryGet("leash", out _));
    }

    [Fact]
    public void A_removal_ends_it_also_one_that_came_while_it_was_being_looked_for()
    {
        _memory.Keep("leash", true, _store.Begin(["product:1"]));
        var slow = _store.Begin(["product:2"]);
        _store.RemoveTags(["product:1", "product:2"]);
        _memory.Keep("bowl", true, slow);
        Assert.False(_memory.TryGet("leash", out _));
        Assert.False(_memory.TryGet("bowl", out _));
    }

    [Fact]
    public void So_does_a_removal_by_pattern_and_one_of_everything()
    {
        _memory.Keep("leash", true, _store.Begin([]));
        _store.RemoveMatching(new("l*"));
        Assert.False(_memory.TryGet("leash", out _));
        _memory.Keep("leash", true, _store.Begin([]));
        _store.Clear();
        Assert.False(_memory.TryGet("leash", out _));
    }

    [Fact]
    public void While_others_are_not_heard_it_lasts_no_longer_than_anything_else()
    {
        _store.Distrust();
        _memory.Keep("leash", true, _store.Begin([]));
        _clock.Advance(TimeSpan.FromSeconds(0.9));
        Assert.True(_memory.TryGet("leash", out _));
        _clock.Advance(TimeSpan.FromSeconds(0.2));
        Assert.False(_memory.TryGet("leash", out _));
    }

    [Fact]
    public void Only_so_many_are_kept_the_latest_ones()
    {
        for (var i = 0; i < 10_000; i++)
            _memory.Keep($"name{i % 1000}", true, _store.Begin([]));
        Assert.InRange(_memory.Count, 1, 100);
        Assert.True(_memory.TryGet("name999", out _));
        Assert.False(_memory.TryGet("name1", out _));
        _clock.Advance(TimeSpan.FromSeconds(6));
        _memory.Keep("leash", true, _store.Begin([]));
        Assert.Equal(1, _memory.Count);
    }
}
