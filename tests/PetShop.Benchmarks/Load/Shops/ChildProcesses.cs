using PetShop.AppHost.Machine;

namespace PetShop.Benchmarks.Load.Shops;

/// <summary>The processes of a run, with their logs in a temporary folder.</summary>
internal sealed class ChildProcesses : IAsyncDisposable
{
    private const int Attempts = 600;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly List<GuardedProcess> _processes = [];
    private readonly string _logs = Directory.CreateTempSubdirectory("petshop-load").FullName;

    /// <summary>Starts a process that runs until the end of the run.</summary>
    public void Start(string name, ApiBuild build, string[] line, Dictionary<string, string> environment) =>
        _processes.Add(Run(name, build, line, environment));

    /// <summary>Migrates a shop's database to its build's schema.</summary>
    public async Task MigrateAsync(string name, ApiBuild build, Dictionary<string, string> environment)
    {
        await using var migrate = Run(name + "-migrate", build, build.Api("migrate"), environment);
        await migrate.Exit;
        if (migrate.ExitCode != 0)
            throw new InvalidOperationException("The shop could not be seeded: " + migrate.LastLines());
    }

    /// <summary>Waits until an address responds with success.</summary>
    public async Task WaitAsync(HttpClient http, Uri url)
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
            if (attempt == Attempts || _processes.Exists(process => process.HasExited))
                throw new InvalidOperationException($"{url} does not answer. {LastLines()}");
            await Task.Delay(Pause);
        }
    }

    /// <summary>
    /// Empties the logs. Shops under load write gigabytes, and writing them to the disk slows down the database on the
    /// same machine.
    /// </summary>
    public void EmptyLogs()
    {
        foreach (var path in Directory.EnumerateFiles(_logs, "*.log"))
        {
            using var log = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            log.SetLength(0);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
            await process.DisposeAsync();
        Directory.Delete(_logs, recursive: true);
    }

    private string LastLines() => string.Join('\n', _processes.Select(process => process.LastLines()));

    private GuardedProcess Run(string name, ApiBuild build, string[] line, Dictionary<string, string> environment) =>
        GuardedProcess.Start(new GuardedCommand(line, Path.Combine(_logs, name + ".log"))
        {
            StopSignal = "TERM",
            Environment = environment,
            WorkingDirectory = build.Folder,
        });
}
