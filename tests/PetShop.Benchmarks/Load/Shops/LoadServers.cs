using Npgsql;
using PetShop.AppHost.Machine;
using PetShop.AppHost.Servers;

namespace PetShop.Benchmarks.Load.Shops;

/// <summary>PostgreSQL, Redis, the bare floor and the shops to be measured.</summary>
internal sealed class LoadServers : IAsyncDisposable
{
    /// <summary>More than pgbench can serve in a second.</summary>
    private const int SparesASecond = 4000;
    private readonly ChildProcesses _processes = new();
    private readonly List<LoadShop> _shops = [];
    private ShopServers? _data;

    public Uri Floor { get; } = new($"http://127.0.0.1:{FreePort.Take()}");

    /// <summary>The shops. The first one runs this build.</summary>
    public IReadOnlyList<LoadShop> Shops => _shops;

    /// <summary>A database with this build's schema for pgbench; null if it is not needed.</summary>
    public SpareShop? Spare { get; private set; }

    /// <summary>The description of the servers, for the report.</summary>
    public string Summary => _data!.Summary;

    /// <param name="pgbench">The program; null if it is not needed.</param>
    public async Task StartAsync(HttpClient http, LoadOptions options, bool needsForgetful, string? pgbench)
    {
        var servers = new ShopServersOptions { ForTests = !options.IsDurable, Report = Console.WriteLine };
        _data = await ShopServers.StartAsync(servers, CancellationToken.None);
        await AddShopAsync(http, "this", ApiBuild.Own, needsForgetful);
        for (var i = 0; i < options.Folders.Count; i++)
            await AddShopAsync(http, NameOf(options, i), new ApiBuild(options.Folders[i]), needsForgetful);
        if (pgbench is not null)
            Spare = await CreateSpareAsync(pgbench, options);
        var environment = new Dictionary<string, string> { ["Floor__Database"] = _shops[0].Postgres };
        _processes.Start("floor", ApiBuild.Own, ApiBuild.Own.Floor(Floor), environment);
        await _processes.WaitAsync(http, new Uri(Floor, "floor/cpu"));
    }

    public void EmptyLogs() => _processes.EmptyLogs();

    public async ValueTask DisposeAsync()
    {
        await _processes.DisposeAsync();
        foreach (var shop in _shops)
            await shop.DisposeAsync();
        if (Spare is not null)
            await Spare.DisposeAsync();
        if (_data is not null)
            await _data.DisposeAsync();
    }

    private static string NameOf(LoadOptions options, int i) =>
        options.Folders.Count == 1 ? "before" : $"before{i + 1}";

    private async Task AddShopAsync(HttpClient http, string name, ApiBuild build, bool needsForgetful)
    {
        Console.WriteLine($"Starting the shop '{name}' from {build.Folder}");
        var shop = new LoadShop(name, build, await CreateDatabaseAsync(name), _data!.Redis.ConnectionString);
        _shops.Add(shop);
        await shop.StartAsync(_processes, http, needsForgetful);
    }

    private async Task<SpareShop> CreateSpareAsync(string pgbench, LoadOptions options)
    {
        var connection = await CreateDatabaseAsync("spare");
        var settings = ShopSettings.For(connection, _data!.Redis.ConnectionString, "spare");
        await _processes.MigrateAsync("spare", ApiBuild.Own, settings);
        var shoppers = SparesASecond * Math.Max(options.Seconds, options.WarmSeconds);
        return await SpareShop.FillAsync(connection, pgbench, shoppers);
    }

    private async Task<string> CreateDatabaseAsync(string name)
    {
        var connection = new NpgsqlConnectionStringBuilder(_data!.Postgres.ConnectionString);
        await using (var server = NpgsqlDataSource.Create(connection.ConnectionString))
        await using (var make = server.CreateCommand($"CREATE DATABASE load_{name}"))
            await make.ExecuteNonQueryAsync();
        connection.Database = "load_" + name;
        return connection.ConnectionString;
    }
}
