using System.Diagnostics;
using Microsoft.Extensions.Options;
using Npgsql;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Hosting;

namespace PetShop.Api.Core.Database;

/// <summary>
/// Allows one <c>migrate</c> to run at a time, and reports what it waits for. No wait is longer than
/// <c>Database:MigrateWaitSeconds</c>.
/// </summary>
internal sealed partial class MigrateLock(
    DatabaseConnections connections, PoolingModeCheck sessions, IOptions<DatabaseOptions> options,
    ILogger<MigrateLock> logger)
{
    private const long Key = 0x50657453686F70;
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(10);

    // pg_locks shows a 64-bit key in two halves.
    private const string Holder = $"""
        SELECT {Names} FROM pg_locks l LEFT JOIN pg_stat_activity a USING (pid)
        WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 AND l.classid = ($1 >> 32)::oid
            AND l.objid = ($1 & 4294967295)::oid
            AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
        """;

    private const string HoldersOfTables = $"""
        SELECT {Names} FROM (SELECT DISTINCT pid FROM pg_locks JOIN pg_class c ON c.oid = relation
            WHERE granted AND pid <> pg_backend_pid() AND c.relnamespace = (SELECT oid FROM pg_namespace
                WHERE nspname = current_schema())) l
        LEFT JOIN pg_stat_activity a USING (pid)
        """;

    /// <summary>A role that may not see other sessions' activity still sees the process ids.</summary>
    private const string Names = "string_agg(concat_ws(', ', 'process ' "
        + "|| pid, nullif(a.application_name, ''), 'busy since ' || a.xact_start::timestamptz(0)), '; ')";

    private TimeSpan Limit => TimeSpan.FromSeconds(options.Value.MigrateWaitSeconds);

    /// <summary>
    /// Opens a connection that holds the lock. The lock is released when the connection ends for any reason.
    /// </summary>
    /// <exception cref="StartupException">The connection is not a session, or another <c>migrate</c> held the lock
    /// the whole time.</exception>
    public async Task<MigrateLockHandle> TakeAsync(CancellationToken ct)
    {
        await sessions.EnsureSessionsAsync(ct);
        var turn = new MigrateLockHandle(this, connections.OpenUnpooled("migrate"));
        try
        {
            await turn.Connection.OpenAsync(ct);
            // Index builds and rewrites may take any time; only their waits for locks are limited.
            await turn.Connection.AskAsync<string>("""
                SELECT set_config('statement_timeout', '0', false) ||
                set_config('idle_in_transaction_session_timeout', '0', false)
                """, ct);
            await RepeatAsync(
                async () => await turn.Connection.AskAsync<bool>("SELECT pg_try_advisory_lock($1)", ct, Key),
                async () => "Another migrate is running "
                    + $"({await turn.Connection.AskAsync<string>(Holder, ct, Key) ?? "it has just ended"})", ct);
            return turn;
        }
        catch
        {
            await turn.DisposeAsync();
            throw;
        }
    }

    /// <summary>Retries work that timed out waiting for a table.</summary>
    internal Task RunAsync(NpgsqlConnection connection, Func<Task> change, CancellationToken ct) => RepeatAsync(
        async () =>
        {
            try
            {
                await change();
                return true;
            }
            catch (Exception e) when (PostgresErrors.Find(e)?.SqlState == PostgresErrorCodes.LockNotAvailable)
            {
                return false;
            }
        },
        async () => "A table that is to be changed is in use "
            + $"({await connection.AskAsync<string>(HoldersOfTables, ct) ?? "it has just been released"})", ct);

    private async Task RepeatAsync(Func<Task<bool>> tryOnce, Func<Task<string>> describe, CancellationToken ct)
    {
        var (began, saidAt) = (Stopwatch.GetTimestamp(), 0L);
        while (!await tryOnce())
        {
            if (saidAt == 0 || Stopwatch.GetElapsedTime(saidAt) > LogInterval)
            {
                LogWaiting(await describe(), Limit);
                saidAt = Stopwatch.GetTimestamp();
            }
            if (Stopwatch.GetElapsedTime(began) > Limit)
                throw new StartupException(
                    $"{await describe()}, for more than {Limit}. "
                    + "Wait for its end, or end it with SELECT pg_terminate_backend(process), and run migrate again.");
            await Task.Delay(PollInterval, ct);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{What}; migrate waits for at most {Limit}")]
    private partial void LogWaiting(string what, TimeSpan limit);
}

/// <summary>The one <c>migrate</c> that may run now, with the connection that holds its lock.</summary>
internal sealed class MigrateLockHandle(MigrateLock turns, NpgsqlDataSource source) : IAsyncDisposable
{
    public NpgsqlConnection Connection { get; } = source.CreateConnection();

    /// <summary>
    /// Runs work that needs exclusive access to tables. Because the shop's requests queue behind it, each attempt ends
    /// after <c>lock_timeout</c> and is retried. What it has committed until then stays.
    /// </summary>
    /// <exception cref="StartupException">A transaction blocked it the whole time.</exception>
    public Task RunAsync(Func<Task> change, CancellationToken ct) => turns.RunAsync(Connection, change, ct);

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        await source.DisposeAsync();
    }
}

/// <summary>Reads single values from a connection.</summary>
internal static class Asking
{
    /// <returns>The first column of the first row; the default value if there is none or it is null.</returns>
    public static async Task<T?> AskAsync<T>(
        this NpgsqlConnection connection, string question, CancellationToken ct, params object[] values)
    {
        await using var command = new NpgsqlCommand(question, connection);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return await command.ExecuteScalarAsync(ct) is T answer ? answer : default;
    }
}
