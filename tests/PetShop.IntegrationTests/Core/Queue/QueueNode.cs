using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Jobs;
using PetShop.Api.Core.Queue;

namespace PetShop.IntegrationTests.Core.Queue;

/// <summary>The queues of one node. Nodes with the same script belong to one shop.</summary>
internal sealed class QueueNode : IAsyncDisposable
{
    public const string Queue = "test";
    private readonly ServiceProvider _services;
    private readonly NpgsqlDataSource _database;
    private readonly Script _script;

    private QueueNode(ServiceProvider services, NpgsqlDataSource database, Script script) =>
        (_services, _database, _script) = (services, database, script);

    /// <summary>What the shop's own node adds in a transaction of its own.</summary>
    public static Task AddAsync(ShopFixture shop, params WorkItem[] items) => ChangeAsync(shop, queue =>
    {
        foreach (var item in items)
            queue.Add(item);
    });

    public static async Task ChangeAsync(ShopFixture shop, Action<IWorkQueue> change)
    {
        await using var scope = shop.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().CommitAsync(() =>
        {
            change(scope.ServiceProvider.GetRequiredService<IWorkQueue>());
            return Task.CompletedTask;
        }, CancellationToken.None);
    }

    public static WorkItem Item(string key, string? orderKey = null, DateTimeOffset? notBefore = null) =>
        new(Queue, key, JsonSerializer.SerializeToElement(new { key }), orderKey, notBefore);

    /// <summary>A node that does nothing by itself.</summary>
    public static QueueNode Open(ShopFixture shop, Script script, params (string Setting, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            settings.Select(setting => KeyValuePair.Create(setting.Setting, (string?)setting.Value))).Build();
        var database = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(shop.Database.NodeConnectionString) { MaxPoolSize = 3 });
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging().AddMetrics()
            .AddSingleton<TimeProvider>(shop.Clock).AddSingleton(database).AddSingleton(script)
            .AddSingleton<FailoverMonitor>().AddScoped<AfterCommitHooks>().AddScoped<IdempotencyStore>()
            .AddScoped<IdempotentRequest>().AddScoped<IUnitOfWork, UnitOfWork>()
            .AddDbContext<PetShopDbContext>(options => options.UseNpgsql(database).UseSnakeCaseNamingConvention())
            .AddQueueRunner().AddWorkHandler<ScriptedHandler>();
        services.AddOptions<JobsOptions>().BindConfiguration(JobsOptions.Section);
        return new(services.BuildServiceProvider(validateScopes: true), database, script);
    }

    /// <summary>A node that works on the queue.</summary>
    public static async Task<QueueNode> StartAsync(
        ShopFixture shop, Script script, params (string Setting, string Value)[] settings)
    {
        var node = Open(shop, script, settings);
        await node.Runner.StartAsync(CancellationToken.None);
        return node;
    }

    public BackgroundService Runner =>
        _services.GetServices<IHostedService>().OfType<BackgroundService>().Single();

    public async Task<Work[]> ClaimAsync(int most = 10) =>
        [.. (await Worker.ClaimAsync(Queue, _script.Policy, most, CancellationToken.None)).Taken];

    public Task RunAsync(Work work, CancellationToken stopping = default) =>
        Worker.RunAsync(typeof(ScriptedHandler), _script.Policy, work, stopping);

    /// <summary>Takes what is due and does it.</summary>
    public async Task<string[]> RunAllAsync(int most = 10)
    {
        var taken = await ClaimAsync(most);
        foreach (var work in taken)
            await RunAsync(work);
        return [.. taken.Select(work => work.Key)];
    }

    public async ValueTask DisposeAsync()
    {
        await Runner.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }

    private WorkRunner Worker => _services.GetRequiredService<WorkRunner>();

    /// <summary>What the handler does, and what it did.</summary>
    internal sealed class Script
    {
        public QueuePolicy Policy { get; set; } = new();
        public Func<Work, CancellationToken, Task> Do { get; set; } = (_, _) => Task.CompletedTask;
        public ConcurrentQueue<string> Begun { get; } = new();
        public ConcurrentQueue<string> Done { get; } = new();
    }

    private sealed class ScriptedHandler(Script script) : IWorkHandler
    {
        public string Queue => QueueNode.Queue;

        public QueuePolicy Policy => script.Policy;

        public async Task HandleAsync(Work work, CancellationToken ct)
        {
            script.Begun.Enqueue(work.Key);
            await script.Do(work, ct);
            script.Done.Enqueue(work.Key);
        }
    }
}
