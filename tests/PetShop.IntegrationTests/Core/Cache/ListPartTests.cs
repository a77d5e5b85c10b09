using System.Text.Json;
using PetShop.Api.Core.Cache;
using PetShop.Api.Core.Cache.Shared;

namespace PetShop.IntegrationTests.Core.Cache;

/// <summary>
/// Lists that are removed with what they show, though nobody knows what that is before they are read.
/// </summary>
public sealed class ListPartTests : IAsyncLifetime
{
    private const string Guard = "ware-prices";

    private static readonly CacheParts<FakeValue> Parts =
        new(Guard, list => list.Name.Split(' ').Select(CacheNode.Tag));

    private readonly FakeSource _shelf = new();
    private string _redis = null!;
    private CacheNode _a = null!;
    private CacheNode _b = null!;

    public async Task InitializeAsync()
    {
        (_shelf["pets"], _shelf["garden"]) = ("bowl leash", "spade");
        _redis = (await TestServers.Running).Redis.ConnectionString;
        (_a, _b) = await CacheNode.StartTwoAsync(_shelf, _redis, CacheNode.Patient);
    }

    public async Task DisposeAsync()
    {
        await _a.DisposeAsync();
        await _b.DisposeAsync();
    }

    [Fact]
    public async Task A_part_removes_the_lists_that_show_it_and_no_other()
    {
        await KeepAsync("pets");
        await KeepAsync("garden");
        await ShowAsync(_b, "pets");
        await ShowAsync(_b, "garden");
        Assert.Equal(2, _shelf.Reads);      // the other node took them from Redis
        _shelf["pets"] = "bowl leash brush";
        await _a.Cache.RemoveAsync([Guard, CacheNode.Tag("leash")]);
        Assert.Equal("bowl leash brush", await ShowAsync(_a, "pets"));
        await Eventually.TrueAsync(
            async () => await ShowAsync(_b, "pets") == "bowl leash brush", "the other node shows it");
        var reads = _shelf.Reads;
        Assert.Equal("spade", await ShowAsync(_a, "garden"));
        Assert.Equal("spade", await ShowAsync(_b, "garden"));
        await using var third = await CacheNode.StartAsync(_shelf, _redis, CacheNode.Patient);
        await third.WhenRedisIsAsync(RedisState.Up);
        Assert.Equal("spade", await ShowAsync(third, "garden"));
        Assert.Equal(reads, _shelf.Reads);
        Assert.Equal("bowl leash brush", await ShowAsync(third, "pets"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_list_that_was_read_while_a_part_was_removed_is_kept_nowhere(bool isPartFirst)
    {
        var held = new TaskCompletionSource();
        _shelf.HoldUp = held.Task.WaitAsync;
        var old = ShowAsync(_a, "pets");
        await Eventually.TrueAsync(() => _shelf.Reads == 1, "it has been read");
        _shelf.HoldUp = _ => Task.CompletedTask;
        _shelf["pets"] = "leash";
        string[] tags = isPartFirst ? [CacheNode.Tag("bowl"), Guard] : [Guard, CacheNode.Tag("bowl")];
        await _a.Cache.RemoveAsync(tags);
        Assert.Equal("leash", await ShowAsync(_a, "pets"));     // does not join the read from before
        await _a.Cache.RemoveAsync(["lists"]);
        held.SetResult();
        Assert.Equal("bowl leash", await old);
        await Eventually.TrueAsync(
            () => _a.Figures.RefusedFills + _a.Figures.Fills >= 2, "both reads have been offered to Redis");
        Assert.Equal("leash", await ShowAsync(_a, "pets"));
        Assert.Equal("leash", await ShowAsync(_b, "pets"));
    }

    [Fact]
    public async Task A_removal_on_another_node_during_the_read_counts_too()
    {
        var held = new TaskCompletionSource();
        _shelf.HoldUp = held.Task.WaitAsync;
        var old = ShowAsync(_a, "pets");
        await Eventually.TrueAsync(() => _shelf.Reads == 1, "it has been read");
        _shelf.HoldUp = _ => Task.CompletedTask;
        _shelf["pets"] = "leash";
        await _b.Cache.RemoveAsync([Guard, CacheNode.Tag("bowl")]);
        held.SetResult();
        await old;
        await Eventually.TrueAsync(() => _a.Figures.RefusedFills == 1, "Redis refuses it");
        await Eventually.TrueAsync(async () => await ShowAsync(_a, "pets") == "leash", "the node shows what is new");
        Assert.Equal("leash", await ShowAsync(_b, "pets"));
    }

    private async Task KeepAsync(string list)
    {
        var before = _a.Figures.Fills;
        await ShowAsync(_a, list);
        await Eventually.TrueAsync(() => _a.Figures.Fills == before + 1, "Redis keeps it");
    }

    private static async Task<string> ShowAsync(CacheNode node, string list)
    {
        var body = await node.Cache.GetOrReadAsync(
            new CacheEntry($"lists:{list}", TimeSpan.FromMinutes(5), "lists"), ShelfJson.Default.FakeValue,
            (FakeSourceReader reader, CancellationToken snapshot) => reader.ReadAsync(list, snapshot),
            CancellationToken.None, Parts);
        return JsonSerializer.Deserialize(body!.Utf8, ShelfJson.Default.FakeValue)!.Name;
    }
}
