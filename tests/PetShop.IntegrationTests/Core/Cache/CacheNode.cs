using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using PetShop.Api.Core.Cache;
using PetShop.Api.Core.Cache.Shared;
using PetShop.Api.Operations.Dtos;
using PetShop.Api.Operations.Services;

namespace PetShop.IntegrationTests.Core.Cache;

/// <summary>The cache of one node. Nodes with the same shelf belong to one shop.</summary>
internal sealed class CacheNode : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private CacheNode(ServiceProvider services) => _services = services;

    public IShopCache Cache => _services.GetRequiredService<IShopCache>();

    public ICacheStatistics Statistics => _services.GetRequiredService<ICacheStatistics>();

    public NodeFigures Figures => Statistics.OfAllNodes()[0];

    /// <summary>The statistics that admins see.</summary>
    public CacheResponse Overview => new CacheService(Statistics, Cache).Current();

    /// <param name="redis">Null: a shop without Redis.</param>
    public static async Task<CacheNode> StartAsync(
        FakeSource shelf, string? redis, params (string Setting, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            [new("ConnectionStrings:Redis", redis), new("Cache:KeyPrefix", shelf.Shop),
                .. settings.Select(setting => KeyValuePair.Create(setting.Setting, (string?)setting.Value))]).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging()
            .AddSingleton<IHostApplicationLifetime, ApplicationLifetime>()
            .AddSingleton(
                shelf).AddScoped<FakeSourceReader>().AddShopCache().BuildServiceProvider(validateScopes: true);
        var node = new CacheNode(services);
        foreach (var background in services.GetServices<IHostedService>())
            await background.StartAsync(CancellationToken.None);
        return node;
    }

    /// <summary>Long timeouts, so that a busy machine does not look like a Redis failure.</summary>
    public static readonly (string, string)[] Patient =
        [("Cache:OperationTimeout", "00:00:05"), ("Cache:Lease", "00:00:30")];

    /// <summary>Two nodes of one shop, both connected to Redis.</summary>
    public static async Task<(CacheNode A, CacheNode B)> StartTwoAsync(
        FakeSource shelf, string redis, params (string Setting, string Value)[] settings)
    {
        var (a, b) = (await StartAsync(shelf, redis, settings), await StartAsync(shelf, redis, settings));
        await a.WhenRedisIsAsync(RedisState.Up);
        await b.WhenRedisIsAsync(RedisState.Up);
        return (a, b);
    }

    /// <summary>Waits for a state of the node's connection to Redis.</summary>
    public Task WhenRedisIsAsync(RedisState state) =>
        Eventually.TrueAsync(() => Statistics.Redis == state, $"Redis {state}");

    /// <summary>The value that a reader gets.</summary>
    public async Task<string?> ShowAsync(string name, CancellationToken ct = default)
    {
        var body = await Cache.GetOrReadAsync(Entry(name), ShelfJson.Default.FakeValue,
            (FakeSourceReader reader, CancellationToken snapshot) => reader.ReadAsync(name, snapshot), ct);
        return body is null ? null : JsonSerializer.Deserialize(body.Utf8, ShelfJson.Default.FakeValue)!.Name;
    }

    /// <summary>Waits until a reader gets this value.</summary>
    public Task WhenShownAsync(string name, string? value) =>
        Eventually.TrueAsync(async () => await ShowAsync(name) == value, $"'{value}' is shown");

    /// <summary>Reads the value and waits until it is stored in Redis, which readers do not wait for.</summary>
    public async Task ShowAndKeepAsync(string name)
    {
        var before = Figures.Fills;
        await ShowAsync(name);
        await Eventually.TrueAsync(() => Figures.Fills == before + 1, "Redis keeps it");
    }

    /// <summary>
    /// Changes a value on the shelf and removes it from the cache, as a service does around a commit.
    /// </summary>
    public Task WriteAsync(FakeSource shelf, string name, string value)
    {
        shelf[name] = value;
        return Cache.RemoveAsync([Tag(name)]);
    }

    public static CacheEntry Entry(string name) => new($"wares:{name}", TimeSpan.FromMinutes(5), "wares", Tag(name));

    public static string Tag(string name) => $"ware:{name}";

    public async ValueTask DisposeAsync()
    {
        foreach (var background in _services.GetServices<IHostedService>())
            await background.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }
}

/// <summary>
/// Waits for background work. The limit only ends a test that would wait for ever; no test measures time with it.
/// </summary>
internal static class Eventually
{
    /// <summary>Waits until a complete node stores its reads in Redis.</summary>
    public static Task WhenRedisIsInUseAsync(this ShopNode node) =>
        TrueAsync(() => node.Services.GetRequiredService<ICacheStatistics>().Redis == RedisState.Up, "Redis is in use");

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static Task TrueAsync(Func<bool> condition, string what) =>
        TrueAsync(() => Task.FromResult(condition()), what);

    public static async Task TrueAsync(Func<Task<bool>> condition, string what)
    {
        using var patience = new CancellationTokenSource(Limit);
        while (!await condition())
        {
            Assert.False(patience.IsCancellationRequested, $"Did not come true: {what}");
            await Task.Delay(5);
        }
    }
}
