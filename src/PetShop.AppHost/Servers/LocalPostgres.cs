using System.Globalization;
using Npgsql;
using PetShop.AppHost.Machine;

namespace PetShop.AppHost.Servers;

/// <summary>
/// PostgreSQL from programs on this machine, as a child process on a random port of the loopback interface.
/// </summary>
internal sealed class LocalPostgres : IPostgresServer
{
    private readonly GuardedCommand _command;

    private LocalPostgres(
        GuardedCommand command, GuardedProcess process, PostgresBinaries binaries, PostgresCluster cluster,
        string connectionString, PostgresRoles roles)
    {
        (_command, Process, Roles) = (command, process, roles);
        (ConnectionString, Data, DataName) = (connectionString, cluster.FullPath, binaries.DataName);
        Description =
            $"PostgreSQL {binaries.Major}, {(binaries.Origin == "local" ? "local binaries" : "downloaded binaries")}";
    }

    public string ConnectionString { get; }

    /// <summary>The server's process.</summary>
    public GuardedProcess Process { get; private set; }

    /// <summary>Its log since its last start.</summary>
    public string LogFile => _command.LogFile;

    public PostgresRoles Roles { get; }

    public string Description { get; }

    public string Data { get; }

    public string DataName { get; }

    /// <summary>Starts the server with the folder's data, which is created if it does not exist.</summary>
    /// <exception cref="StartFailure">It did not start: the message has the end of its log.</exception>
    public static async Task<LocalPostgres> StartAsync(
        PostgresBinaries binaries, DataFolder folder, PostgresSettings settings, CancellationToken ct)
    {
        var user = ServerUser.Choose();
        var cluster = new PostgresCluster(binaries, folder, user);
        var password = settings.ForTests ? null : folder.Secret("postgres-password").Value;
        await cluster.PrepareAsync(password, ct);
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort.Take();
            var command = CommandFor(binaries, cluster, user, port, folder, settings);
            var process = GuardedProcess.Start(command);
            var connection = PostgresConnection.To("127.0.0.1", port, password);
            if (await PostgresConnection.AnswersAsync(connection, process.Exit, ct))
            {
                var roles = await PostgresConnection.EnsureShopAsync(connection, folder, ct);
                return new LocalPostgres(command, process, binaries, cluster, connection, roles);
            }
            await process.DisposeAsync();
            ct.ThrowIfCancellationRequested();
            // Another process took the port between our check and the server's start: rare, and solved by another port.
            if (attempt == 5 || !process.LastLines().Contains("in use", StringComparison.Ordinal))
                throw new StartFailure($"PostgreSQL did not start:{Environment.NewLine}{process.LastLines()}");
        }
    }

    /// <summary>Starts the server again on the same port and data, after its process ended.</summary>
    /// <returns>False if it did not start: the process of a killed server may still be ending.</returns>
    public Task<bool> StartAgainAsync(CancellationToken ct)
    {
        Process = GuardedProcess.Start(_command);
        return PostgresConnection.AnswersAsync(ConnectionString, Process.Exit, ct);
    }

    public ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        return Process.DisposeAsync();
    }

    private static GuardedCommand CommandFor(
        PostgresBinaries binaries, PostgresCluster cluster, ServerUser user, int port, DataFolder folder,
        PostgresSettings settings)
    {
        var line = user.Run(
        [
            binaries.Program("postgres"), "-D", cluster.FullPath, "-h", "127.0.0.1", "-p",
            port.ToString(CultureInfo.InvariantCulture), "-c", "unix_socket_directories=", .. settings.Arguments,
        ]);
        return new GuardedCommand(line, Path.Combine(folder.Logs, "postgres.log"))
        {
            Withheld = ApiVariables.IsSetting,
            StopSignal = "INT",   // "fast": TERM would wait until every client disconnects
            WindowsStop = [binaries.Program("pg_ctl"), "stop", "-m", "fast", "-D", cluster.FullPath],
        };
    }
}
