using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PetShop.Api.Core.Cache.Local;
using PetShop.Api.Core.Cache.Shared;

namespace PetShop.UnitTests.Core.Cache;

public sealed class AbsentNamesTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly LocalStore _store;
    private readonly AbsentNames _absent;

    public AbsentNamesTests()
    {
        var options = Options.Create(new CacheOptions { AbsentNames = 100, AbsentTtl = TimeSpan.FromSeconds(5), FallbackTtl = TimeSpan.FromSeconds(1) });
        _store = new(options, new(_clock));
        _absent = new(_store, options, new(_clock));
        _store.Trust(long.MaxValue);
    }

    [Fact]
    public void It_lasts_for_its_life_counted_from_the_start_of_the_reading()
    {
        var reading = _store.Begin([]);
        _clock.Advance(TimeSpan.FromSeconds(4));
        _absent.Note("leash", reading);
        _clock.Advance(TimeSpan.FromSeconds(0.9));
        Assert.True(_absent.Has("leash"));
        Assert.False(_absent.Has("bowl"));
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.False(_absent.Has("leash"));
    }

    [Fact]
    public void A_removal_ends_it_also_one_that_came_while_it_was_being_looked_for()
    {
        _absent.Note("leash", _store.Begin(["product:1"]));
        var slow = _store.Begin(["product:2"]);
        _store.RemoveTags(["product:1", "product:2"]);
        _absent.Note("bowl", slow);
        Assert.False(_absent.Has("leash"));
        Assert.False(_absent.Has("bowl"));
    }

    [Fact]
    public void So_does_a_removal_by_pattern_and_one_of_everything()
    {
        _absent.Note("leash", _store.Begin([]));
        _store.RemoveMatching(new("l*"));
        Assert.False(_absent.Has("leash"));
        _absent.Note("leash", _store.Begin([]));
        _store.Clear();
        Assert.False(_absent.Has("leash"));
    }

    [Fact]
    public void While_others_are_not_heard_it_lasts_no_longer_than_anything_else()
    {
        _store.Distrust();
        _absent.Note("leash", _store.Begin([]));
        _clock.Advance(TimeSpan.FromSeconds(0.9));
        Assert.True(_absent.Has("leash"));
        _clock.Advance(TimeSpan.FromSeconds(0.2));
        Assert.False(_absent.Has("leash"));
    }

    [Fact]
    public void Only_so_many_are_kept_the_latest_ones()
    {
        for (var i = 0; i < 10_000; i++)
            _absent.Note($"name{i % 1000}", _store.Begin([]));
        Assert.InRange(_absent.Count, 1, 100);
        Assert.True(_absent.Has("name999"));
        Assert.False(_absent.Has("name1"));
        _clock.Advance(TimeSpan.FromSeconds(6));
        _absent.Note("leash", _store.Begin([]));
        Assert.Equal(1, _absent.Count);
    }
}
