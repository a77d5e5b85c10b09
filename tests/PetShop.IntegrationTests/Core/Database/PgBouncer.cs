using System.Diagnostics;
using System.Globalization;
using Npgsql;
using PetShop.AppHost.Machine;

namespace PetShop.IntegrationTests.Core.Database;

/// <summary>The test's own pgbouncer in front of the run's PostgreSQL.</summary>
internal sealed class PgBouncer : IAsyncDisposable
{
    public const string Program = "pgbouncer";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("petshop-pgbouncer-");
    private readonly int _port = FreePort.Take();
    private readonly string _database;
    private Process? _process;

    private PgBouncer(string connectionString) => _database = connectionString;

    /// <summary>The same database through the pooler.</summary>
    public string ConnectionString =>
        new NpgsqlConnectionStringBuilder(_database) { Host = "127.0.0.1", Port = _port }.ConnectionString;

    /// <param name="connectionString">The server behind it.</param>
    /// <param name="mode">transaction or session.</param>
    /// <param name="ignored">Startup parameters that it drops; it refuses all others that it does not know.</param>
    public static async Task<PgBouncer> StartAsync(
        string connectionString, string mode, string ignored = "extra_float_digits,options,search_path")
    {
        var pooler = new PgBouncer(connectionString);
        await pooler.StartAsync(mode, ignored);
        return pooler;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
        _process?.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task StartAsync(string mode, string ignored)
    {
        var server = new NpgsqlConnectionStringBuilder(_database);
        var (settings, users) =
            (Path.Combine(_folder.FullName, "pgbouncer.ini"), Path.Combine(_folder.FullName, "users.txt"));
        await File.WriteAllLinesAsync(users, new[]
        {
            (server.Username, server.Password), (TestServers.Roles.Owner.Name, TestServers.Roles.Owner.Password),
            (TestServers.Roles.Nodes.Name, TestServers.Roles.Nodes.Password)
        }
            .Distinct().Select(user => $"\"{user.Item1}\" \"{user.Item2}\""));
        await File.WriteAllTextAsync(settings, string.Create(CultureInfo.InvariantCulture, $"""
            [databases]
            * = host={server.Host} port={server.Port}
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {_port}
            unix_socket_dir =
            auth_type = trust
            auth_file = {users}
            pool_mode = {mode}
            ignore_startup_parameters = {ignored}
            """));
        // It refuses root, as PostgreSQL does.
        var user = ServerUser.Choose();
        await user.OwnAsync(_folder.FullName, CancellationToken.None);
        await user.OwnAsync(settings, CancellationToken.None);
        await user.OwnAsync(users, CancellationToken.None);
        var line = user.Run([Command.Find(Program)!, settings]);
        _process = Process.Start(new ProcessStartInfo(line[0], line.Skip(1)) { RedirectStandardError = true })!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        for (var patience = Stopwatch.StartNew(); ; await Task.Delay(20))
        {
            try
            {
                using var client = new System.Net.Sockets.TcpClient();
                await client.ConnectAsync("127.0.0.1", _port);
                return;
            }
            catch (System.Net.Sockets.SocketException) when (patience.Elapsed < TimeSpan.FromSeconds(10)
                && !_process.HasExited)
            {
            }
        }
    }
}

/// <summary>A test with a real pgbouncer; skipped if none is installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PgBouncerFactAttribute : FactAttribute
{
    public PgBouncerFactAttribute()
    {
        if (Command.Find(PgBouncer.Program) is null)
            Skip = "There is no pgbouncer on this machine.";
    }
}
