using PetShop.AppHost.Machine;
using PetShop.AppHost.Servers;
using PetShop.Benchmarks.Load.Shops;

namespace PetShop.Benchmarks.Load;

/// <summary>The bare floor and a seeded shop that also has the floor's action, each in its own process.</summary>
internal sealed class Servers : IAsyncDisposable
{
    private readonly ChildProcesses _processes = new();
    private ShopServers? _data;

    public Uri Floor { get; } = new($"http://127.0.0.1:{FreePort.Take()}");

    public Uri Shop { get; } = new($"http://127.0.0.1:{FreePort.Take()}");

    /// <summary>PostgreSQL, for what the API cannot do.</summary>
    public string Database => _data!.Postgres.ConnectionString;

    /// <param name="settings">Settings of the shop that are added to its connection strings or replace them.</param>
    public async Task StartAsync(HttpClient http, Func<ShopServers, Dictionary<string, string>>? settings = null)
    {
        var servers = new ShopServersOptions { ForTests = true, Report = Console.WriteLine };
        _data = await ShopServers.StartAsync(servers, CancellationToken.None);
        Console.WriteLine(_data.Summary);
        var environment = new Dictionary<string, string>
        {
            ["ConnectionStrings__PetShop"] = _data.Postgres.ConnectionString,
            ["ConnectionStrings__Redis"] = _data.Redis.ConnectionString,
            ["Seed__Catalogue"] = "true",
            ["RateLimits__Enabled"] = "false",      // all load comes from one address
            ["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = "PetShop.Benchmarks",
        };
        foreach (var (name, value) in settings?.Invoke(_data) ?? [])
            environment[name] = value;
        var build = ApiBuild.Own;
        await _processes.MigrateAsync("shop", build, environment);
        _processes.Start("floor", build, build.Floor(Floor), []);
        _processes.Start("shop", build, build.Api("--urls", Shop.ToString()), environment);
        await _processes.WaitAsync(http, new Uri(Floor, "floor/cpu"));
        await _processes.WaitAsync(http, new Uri(Shop, "health/ready"));
    }

    public async ValueTask DisposeAsync()
    {
        await _processes.DisposeAsync();
        if (_data is not null)
            await _data.DisposeAsync();
    }
}
