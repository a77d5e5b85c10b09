using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PetShop.Api.Core.Cache.Local;
using PetShop.Api.Core.Cache.Redis;
using PetShop.Api.Core.Cache.Shared;
using PetShop.Api.Core.Json;

namespace PetShop.UnitTests.Core.Cache;

public sealed class RemovalListenerTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly LocalStore _local;
    private readonly NodeRegistry _nodes;
    private readonly RemovalListener _listener;

    public RemovalListenerTests()
    {
        var options = Options.Create(new CacheOptions());
        var clock = new CacheClock(_clock);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("ConnectionStrings:Redis", "nowhere")]).Build();
        var metrics = new CacheMetrics(_services.GetRequiredService<IMeterFactory>());
        _local = new(options, clock);
        var link = new RedisLink(_local, metrics, options, configuration, clock, NullLogger<RedisLink>.Instance);
        _nodes = new(_local, link, metrics, options, clock);
        _listener = new(_local, _nodes, metrics, options, clock, NullLogger<RemovalListener>.Instance);
        Receive(RemovalKind.Tags, 7, "other", """["nothing"]""");
        Receive(RemovalKind.Heartbeat, 7, _nodes.Own, Beat());
        Keep("bowl", "product:1");
    }

    [Fact]
    public void A_removal_by_another_node_is_applied()
    {
        Keep("leash", "product:2");
        Receive(RemovalKind.Tags, 8, "other", """["product:1","product:3"]""");
        Assert.Null(_local.Get("bowl"));
        Assert.NotNull(_local.Get("leash"));
    }

    [Fact]
    public void A_removal_that_cannot_be_read_removes_everything()
    {
        Receive(RemovalKind.Tags, 8, "other", "product:2");
        Assert.Null(_local.Get("bowl"));
    }

    [Fact]
    public void A_number_left_out_means_that_a_removal_was_missed()
    {
        Receive(RemovalKind.Tags, 9, "other", """["unrelated"]""");
        Assert.Null(_local.Get("bowl"));
    }

    [Fact]
    public void A_missed_removal_is_noticed_at_the_next_heartbeat_of_any_node()
    {
        Receive(RemovalKind.Heartbeat, 8, "other", Beat());
        Assert.Null(_local.Get("bowl"));
    }

    [Fact]
    public void A_heartbeat_with_the_right_number_changes_nothing()
    {
        Receive(RemovalKind.Heartbeat, 7, "other", Beat());
        Receive(RemovalKind.Heartbeat, 7, _nodes.Own, Beat());
        Assert.NotNull(_local.Get("bowl"));
    }

    [Fact]
    public void Only_the_nodes_own_heartbeat_proves_that_it_is_listening()
    {
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(_local.Get("bowl"));
        Receive(RemovalKind.Heartbeat, 7, "other", Beat());
        Assert.Null(_local.Get("bowl"));
        Receive(RemovalKind.Heartbeat, 7, _nodes.Own, Beat());
        Assert.NotNull(_local.Get("bowl"));
    }

    [Fact]
    public void A_proof_counts_from_when_it_was_sent()
    {
        var late = Beat();
        _clock.Advance(TimeSpan.FromSeconds(1));
        Receive(RemovalKind.Heartbeat, 7, _nodes.Own, late);
        Assert.Null(_local.Get("bowl"));
    }

    [Fact]
    public async Task Rejoining_starts_the_memory_anew_at_the_first_heartbeat_sent_since()
    {
        var earlier = Beat();
        _clock.Advance(TimeSpan.FromMilliseconds(10));
        var rejoined = _listener.RejoinAsync();
        Receive(RemovalKind.Heartbeat, 7, _nodes.Own, earlier);
        Assert.False(rejoined.IsCompleted);
        Assert.NotNull(_local.Get("bowl"));
        Receive(RemovalKind.Heartbeat, 7, _nodes.Own, Beat());
        await rejoined;
        Assert.Null(_local.Get("bowl"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("8\nt\nother")]
    [InlineData("x\nt\nother\n[\"product:1\"]")]
    [InlineData("8\nq\nother\n[\"product:1\"]")]
    public void Unknown_messages_are_ignored(string text)
    {
        _listener.Receive(text);
        Assert.NotNull(_local.Get("bowl"));
    }

    public void Dispose() => _services.Dispose();

    private void Receive(RemovalKind kind, long number, string origin, string body) =>
        _listener.Receive($"{number}\n{RemovalMessage.Compose(kind, origin, body)}");

    private string Beat()
    {
        var figures = JsonSerializer.Serialize(_nodes.OwnStatistics with { Node = "other" },
            CacheJson.Default.NodeFigures);
        return $"{_clock.GetTimestamp()}\t{figures}";
    }

    private void Keep(string key, string tag) =>
        _local.Put(key, JsonBytes.From([1]), _local.Begin([tag]), TimeSpan.FromHours(1));
}
