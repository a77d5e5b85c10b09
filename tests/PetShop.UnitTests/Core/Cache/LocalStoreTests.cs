using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PetShop.Api.Core.Cache.Local;
using PetShop.Api.Core.Cache.Shared;
using PetShop.Api.Core.Json;

namespace PetShop.UnitTests.Core.Cache;

public sealed class LocalStoreTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly FakeTimeProvider _clock = new();
    private readonly LocalStore _store;

    public LocalStoreTests()
    {
        _store = new(Options.Create(new CacheOptions { LocalBytes = 100_000 }), new(_clock));
        _store.Trust(long.MaxValue);
    }

    [Fact]
    public void What_is_kept_is_the_same_object_at_each_hit()
    {
        var body = Body("bowl");
        _store.Put("bowl", body, _store.Begin(["products"]), Minute);
        Assert.Same(body, _store.Get("bowl"));
        Assert.Same(body, _store.Get("bowl"));
        Assert.Null(_store.Get("Bowl"));
    }

    [Fact]
    public void It_is_served_for_its_life_counted_from_the_start_of_the_reading()
    {
        var snapshot = _store.Begin([]);
        _clock.Advance(TimeSpan.FromSeconds(50));
        _store.Put("bowl", Body("bowl"), snapshot, Minute);
        _clock.Advance(TimeSpan.FromSeconds(9.9));
        Assert.NotNull(_store.Get("bowl"));
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Null(_store.Get("bowl"));
    }

    [Fact]
    public void A_removed_tag_takes_its_entries_and_no_others()
    {
        Keep("bowl", "product:1");
        Keep("leash", "product:2");
        _store.RemoveTags(["product:1"]);
        Assert.Null(_store.Get("bowl"));
        Assert.NotNull(_store.Get("leash"));
    }

    [Fact]
    public void A_reading_that_began_before_the_removal_is_not_kept()
    {
        var snapshot = _store.Begin(["product:1"]);
        _store.RemoveTags(["product:1"]);
        Assert.False(_store.IsCurrent(snapshot));
        _store.Put("bowl", Body("old"), snapshot, Minute);
        Assert.Null(_store.Get("bowl"));
    }

    [Fact]
    public void Nor_does_it_replace_what_was_read_after_the_removal()
    {
        var slow = _store.Begin(["product:1"]);
        _store.RemoveTags(["product:1"]);
        Keep("bowl", "product:1");
        _store.Put("bowl", Body("old"), slow, Minute);
        Assert.Equal("bowl", Encoding.UTF8.GetString(_store.Get("bowl")!.Utf8));
    }

    [Fact]
    public void A_pattern_takes_the_keys_that_match_and_refuses_readings_under_way()
    {
        Keep("products:1", "products");
        Keep("carts:1", "carts");
        var snapshot = _store.Begin(["products"]);
        _store.RemoveMatching(new("products:*"));
        _store.Put("products:2", Body("old"), snapshot, Minute);
        Assert.Null(_store.Get("products:1"));
        Assert.Null(_store.Get("products:2"));
        Assert.NotNull(_store.Get("carts:1"));
    }

    [Fact]
    public void Clearing_takes_everything_and_refuses_readings_under_way()
    {
        Keep("bowl", "products");
        var snapshot = _store.Begin([]);
        _store.Clear();
        _store.Put("leash", Body("old"), snapshot, Minute);
        Assert.Null(_store.Get("bowl"));
        Assert.Null(_store.Get("leash"));
        Assert.Equal((0, 0), (_store.Count, _store.Bytes));
    }

    [Fact]
    public void Untrusted_it_serves_only_what_is_young()
    {
        Keep("bowl", "products");
        _store.Distrust();
        _clock.Advance(TimeSpan.FromSeconds(0.9));
        Assert.NotNull(_store.Get("bowl"));
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Null(_store.Get("bowl"));
    }

    [Fact]
    public void Trust_ends_by_itself()
    {
        _store.Trust(_clock.GetTimestamp() + 5 * _clock.TimestampFrequency);
        Keep("bowl", "products");
        _clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.NotNull(_store.Get("bowl"));
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Null(_store.Get("bowl"));
    }

    [Fact]
    public void It_never_holds_more_bytes_than_it_may()
    {
        for (var i = 0; i < 5_000; i++)
        {
            _store.Put($"key:{i % 700}", Body(new string('x', i % 2_000)), _store.Begin([]), Minute);
            Assert.InRange(_store.Bytes, 1, 100_000);
        }
        Assert.InRange(_store.Bytes, 80_000, 100_000);
    }

    [Fact]
    public void What_is_used_outlives_what_is_not()
    {
        Keep("hot", "products");
        for (var i = 0; i < 1_000; i++)
        {
            Assert.NotNull(_store.Get("hot"));
            Keep($"cold:{i}", "products");
        }
        Assert.Null(_store.Get("cold:0"));
        Assert.NotNull(_store.Get("cold:999"));
    }

    [Fact]
    public void One_entry_may_not_push_out_all_others()
    {
        Keep("bowl", "products");
        _store.Put("huge", Body(new string('x', 20_000)), _store.Begin([]), Minute);
        Assert.Null(_store.Get("huge"));
        Assert.NotNull(_store.Get("bowl"));
    }

    [Fact]
    public void Replacing_an_entry_counts_it_once()
    {
        for (var i = 0; i < 10; i++)
            Keep("bowl", "products");
        var once = _store.Bytes;
        Assert.Equal(1, _store.Count);
        Keep("leash", "products");
        Assert.InRange(_store.Bytes, once * 2, once * 2 + 10);
    }

    private void Keep(string key, string tag) => _store.Put(key, Body(key), _store.Begin([tag]), Minute);

    private static JsonBytes Body(string text) => JsonBytes.From(Encoding.UTF8.GetBytes(text));
}
