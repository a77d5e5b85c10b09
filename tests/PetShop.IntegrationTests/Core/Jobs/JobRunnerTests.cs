using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Jobs;
using PetShop.IntegrationTests.Core.Cache;

namespace PetShop.IntegrationTests.Core.Jobs;

public sealed class JobRunnerTests : IAsyncLifetime
{
    private readonly WatchedClock _clock = new();
    private readonly Diary _diary = new();
    private readonly List<ServiceProvider> _nodes = [];
    private NpgsqlDataSource _database = null!;

    public async Task InitializeAsync() =>
        _database = NpgsqlDataSource.Create(await TestServers.ConnectionToAsync("postgres"));

    [Fact]
    public async Task A_job_runs_shortly_after_the_start_and_then_at_its_interval()
    {
        await StartNodeAsync();
        Assert.Equal(0, _diary.Runs);
        await AdvanceAsync(TimeSpan.FromSeconds(5));
        await Eventually.TrueAsync(() => _diary.Runs == 1, "the first run");
        await AdvanceAsync(TimeSpan.FromMinutes(59));
        Assert.Equal((1, 1), (_diary.Runs, _clock.Waiting));
        await AdvanceAsync(TimeSpan.FromMinutes(1));
        await Eventually.TrueAsync(() => _diary.Runs == 2, "the second run");
        Assert.Equal(2, _diary.Scopes);
    }

    [Fact]
    public async Task A_failed_run_is_followed_by_the_next()
    {
        _diary.Work = _ => throw new InvalidOperationException("Not today.");
        await StartNodeAsync();
        await AdvanceAsync(TimeSpan.FromSeconds(5));
        await Eventually.TrueAsync(() => _diary.Runs == 1, "the first run");
        await AdvanceAsync(TimeSpan.FromHours(1));
        await Eventually.TrueAsync(() => _diary.Runs == 2, "the second run");
    }

    [Fact]
    public async Task Two_nodes_do_not_run_a_job_at_the_same_time()
    {
        var held = new TaskCompletionSource();
        _diary.Work = held.Task.WaitAsync;
        await StartNodeAsync();
        await StartNodeAsync();
        await AdvanceAsync(TimeSpan.FromSeconds(5));
        await Eventually.TrueAsync(() => _diary.Runs == 1, "a run");
        await Eventually.TrueAsync(() => _clock.Waiting == 1, "the other node waits for its next turn");
        Assert.Equal(1, _diary.Runs);
        held.SetResult();
        await Eventually.TrueAsync(() => _diary.Ended == 1, "its end");
        await using var elsewhere = NpgsqlDataSource.Create(await TestServers.ConnectionToAsync("postgres"));
        await Eventually.TrueAsync(async () => await CanTakeAsync(elsewhere), "the lock given back");
        await AdvanceAsync(TimeSpan.FromHours(1));
        await Eventually.TrueAsync(() => _diary.Runs >= 2, "the next run");
    }

    [Fact]
    public async Task Stopping_the_shop_ends_a_run_at_once()
    {
        _diary.Work = ct => Task.Delay(Timeout.Infinite, ct);
        var node = await StartNodeAsync();
        await AdvanceAsync(TimeSpan.FromSeconds(5));
        await Eventually.TrueAsync(() => _diary.Runs == 1, "a run");
        await node.GetRequiredService<IHostedService>().StopAsync(CancellationToken.None)
            .WaitAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(1, _diary.Ended);
    }

    [Fact]
    public async Task Jobs_can_be_switched_off()
    {
        await StartNodeAsync(("Jobs:Enabled", "false"));
        await Eventually.TrueAsync(
            () => _nodes[0].GetServices<IHostedService>().OfType<BackgroundService>()
                .All(service => service.ExecuteTask!.IsCompletedSuccessfully),
            "the runner has nothing to do");
        Assert.Equal((0, 0), (_diary.Runs, _clock.Waiting));
    }

    public async Task DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.GetRequiredService<IHostedService>().StopAsync(CancellationToken.None);
            await node.DisposeAsync();
        }
        await _database.DisposeAsync();
    }

    private async Task<ServiceProvider> StartNodeAsync(params (string Setting, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                settings.Select(setting => KeyValuePair.Create(setting.Setting, (string?)setting.Value))).Build();
        var node = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging().AddMetrics()
            .AddSingleton<TimeProvider>(_clock)
            .AddSingleton(_ => _database).AddSingleton(_diary).AddSingleton<FailoverMonitor>().AddJobRunner()
            .AddJob<WriteDiary>().BuildServiceProvider(validateScopes: true);
        _nodes.Add(node);
        await node.GetRequiredService<IHostedService>().StartAsync(CancellationToken.None);
        return node;
    }

    private async Task<bool> CanTakeAsync(NpgsqlDataSource database)
    {
        await using var held = await new JobLock(database).TryTakeAsync(_diary.Job, CancellationToken.None);
        return held is not null;
    }

    /// <summary>Moves the clock when every node waits for it.</summary>
    private async Task AdvanceAsync(TimeSpan time)
    {
        await Eventually.TrueAsync(() => _clock.Waiting == _nodes.Count, "every node waits for its next turn");
        _clock.Advance(time);
    }

    /// <summary>A clock that counts its waiters: a move before they wait would have no effect.</summary>
    private sealed class WatchedClock : FakeTimeProvider
    {
        private int _waiting;

        public int Waiting => Volatile.Read(ref _waiting);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(own =>
            {
                Interlocked.Decrement(ref _waiting);
                callback(own);
            }, state, dueTime, period);
            Interlocked.Increment(ref _waiting);
            return timer;
        }
    }

    private sealed class Diary
    {
        private int _scopes;
        private int _runs;
        private int _ended;

        public string Job { get; } = $"diary-{Guid.NewGuid():n}";
        public Func<CancellationToken, Task> Work { get; set; } = _ => Task.CompletedTask;
        public int Scopes => Volatile.Read(ref _scopes);
        public int Runs => Volatile.Read(ref _runs);
        public int Ended => Volatile.Read(ref _ended);

        public void Opened() => Interlocked.Increment(ref _scopes);

        public async Task RunAsync(CancellationToken ct)
        {
            Interlocked.Increment(ref _runs);
            try
            {
                await Work(ct);
            }
            finally
            {
                Interlocked.Increment(ref _ended);
            }
        }
    }

    private sealed class WriteDiary : IJob
    {
        private readonly Diary _diary;

        public WriteDiary(Diary diary)
        {
            _diary = diary;
            diary.Opened();
        }

        public string Name => _diary.Job;

        public TimeSpan Interval => TimeSpan.FromHours(1);

        public Task RunAsync(CancellationToken ct) => _diary.RunAsync(ct);
    }
}
