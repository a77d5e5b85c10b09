using System.Runtime.InteropServices;
using PetShop.AppHost.Machine;
using PetShop.AppHost.Servers;

namespace PetShop.Benchmarks.Load;

/// <summary>The bare floor and a seeded shop that has the floor's action too, each a process of its own.</summary>
internal sealed class Servers : IAsyncDisposable
{
    private static readonly string Dotnet = Path.GetFullPath(Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    private readonly List<GuardedProcess> _processes = [];
    private readonly string _logs = Directory.CreateTempSubdirectory("petshop-load").FullName;
    private ShopServers? _data;

    public Uri Floor { get; } = new($"http://127.0.0.1:{FreePort.Take()}");

    public Uri Shop { get; } = new($"http://127.0.0.1:{FreePort.Take()}");

    /// <summary>PostgreSQL, for what the API has no way to do.</summary>
    public string Database => _data!.Postgres.ConnectionString;

    /// <param name="settings">Settings of the shop besides its connection strings, or in their place; null for none.</param>
    public async Task StartAsync(HttpClient http, Func<ShopServers, Dictionary<string, string>>? settings = null)
    {
        _data = await ShopServers.StartAsync(new() { ForTests = true, Say = Console.WriteLine }, CancellationToken.None);
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
        await using (var migrate = Run("migrate", Api("migrate"), environment))
        {
            await migrate.Exit;
            if (migrate.ExitCode != 0)
                throw new InvalidOperationException("The shop could not be seeded: " + migrate.LastLines());
        }
        _processes.Add(Run("floor", [Dotnet, "exec", PathOf("PetShop.Benchmarks.dll"), "floor", "--urls", Floor.ToString()], []));
        _processes.Add(Run("shop", Api("--urls", Shop.ToString()), environment));
        await WaitAsync(http, new Uri(Floor, "floor/cpu"));
        await WaitAsync(http, new Uri(Shop, "health/ready"));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
            await process.DisposeAsync();
        if (_data is not null)
            await _data.DisposeAsync();
        Directory.Delete(_logs, recursive: true);
    }

    // The API in this project's folder and with its dependencies, so that it can load the floor's assembly.
    private static string[] Api(params string[] arguments) =>
    [
        Dotnet, "exec", "--depsfile", PathOf("PetShop.Benchmarks.deps.json"), "--runtimeconfig", PathOf("PetShop.Benchmarks.runtimeconfig.json"),
        PathOf("PetShop.Api.dll"), .. arguments,
    ];

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, file);

    private GuardedProcess Run(string name, IReadOnlyList<string> line, Dictionary<string, string> environment) =>
        GuardedProcess.Start(new GuardedCommand(line, Path.Combine(_logs, name + ".log"))
        {
            StopSignal = "TERM",
            Environment = environment,
            WorkingDirectory = AppContext.BaseDirectory,
        });

    private async Task WaitAsync(HttpClient http, Uri url)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var answer = await http.GetAsync(url);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            if (attempt == 300 || _processes.Exists(process => process.HasExited))
                throw new InvalidOperationException($"{url} does not answer. {string.Join('\n', _processes.Select(p => p.LastLines()))}");
            await Task.Delay(100);
        }
    }
}
