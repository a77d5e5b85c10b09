using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PetShop.Api.Core.Errors;

namespace PetShop.Api.Core.Database;

/// <summary>What readiness needs to know about the database.</summary>
/// <param name="IsWritable">False on a replica, and if the database is set to read-only.</param>
/// <param name="PendingMigrations">Migrations of this build that the schema does not have.</param>
/// <param name="MissingPartitions">Missing partitions of this month and the next.</param>
/// <param name="Role">The role that the node connects as.</param>
/// <param name="MissingGrants">The privileges that the role needs but does not have: "INSERT, UPDATE on
/// orders".</param>
internal sealed record DatabaseReport(
    bool IsWritable, IReadOnlyList<string> PendingMigrations, IReadOnlyList<string> MissingPartitions, string Role,
    IReadOnlyList<string> MissingGrants);

/// <summary>
/// Queries the database for the readiness check. It uses its own connection, so that a burst of requests does not look
/// like an outage, and queries at most once a second for all callers.
/// </summary>
internal sealed class DatabaseProbe : IAsyncDisposable
{
    private const int LimitSeconds = 2;
    private static readonly TimeSpan MinInterval = TimeSpan.FromSeconds(1);
    private const string State = """
        SELECT current_setting('transaction_read_only')::boolean,
            to_regclass('schema_migrations') IS NOT NULL
                AND has_table_privilege(to_regclass('schema_migrations'), 'SELECT'),
            ARRAY(SELECT name FROM unnest($1) AS name WHERE to_regclass(name) IS NULL), current_user::text
        """;

    private readonly NpgsqlDataSource _own;
    private readonly Partitions _partitions;
    private readonly FailoverMonitor _failover;
    private readonly Lazy<string[]> _migrations;
    private readonly SharedTask<Answer> _ask;
    private volatile Answer? _last;

    public DatabaseProbe(
        DatabaseConnections connections, Partitions partitions, FailoverMonitor failover, IServiceScopeFactory scopes)
    {
        (_own, _partitions, _failover) = (connections.OpenOwn("health", LimitSeconds), partitions, failover);
        _migrations = new(() => MigrationsOf(scopes));
        _ask = new(AskAsync, TimeSpan.FromSeconds(LimitSeconds));
    }

    /// <returns>A result that is at most a second old; null if the database could not be queried.</returns>
    public async Task<DatabaseReport?> ReportAsync(CancellationToken ct)
    {
        if (Recent() is { } recent)
            return recent.Report;
        try
        {
            return (await _ask.WaitAsync(ct)).Report;
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    public ValueTask DisposeAsync() => _own.DisposeAsync();

    private Answer? Recent() => _last is { } last && Stopwatch.GetElapsedTime(last.AskedAt) < MinInterval ? last : null;

    private async Task<Answer> AskAsync(CancellationToken ct)
    {
        if (Recent() is { } recent)     // by a run that ended just before this one began
            return recent;
        var askedAt = Stopwatch.GetTimestamp();
        return _last = new(await ReadAsync(ct), askedAt);
    }

    private async Task<DatabaseReport?> ReadAsync(CancellationToken ct)
    {
        try
        {
            var report = await ReadOnceAsync(ct);
            if (report.IsWritable)
                return report;
            // It may be only this connection that leads to the former primary.
            _failover.EmptyPool();
            _own.Clear();
            return await ReadOnceAsync(ct);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or OperationCanceledException)
        {
            return null;
        }
    }

    private async Task<DatabaseReport> ReadOnceAsync(CancellationToken ct)
    {
        await using var connection = await _own.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand(State, connection)
        {
            Parameters = { new() { Value = _partitions.NamesOf(monthsAhead: 1) } },
        };
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        var (isReadOnly, hasHistory, missing, role) =
            (reader.GetBoolean(0), reader.GetBoolean(1), reader.GetFieldValue<string[]>(2), reader.GetString(3));
        await reader.CloseAsync();
        var applied = hasHistory ? await ListAsync(connection, "SELECT migration_id FROM schema_migrations", ct) : [];
        var grants = await ListAsync(connection, PrivilegesSql.Missing, ct);
        return new(!isReadOnly, [.. _migrations.Value.Except(applied)], missing, role, grants);
    }

    private static async Task<List<string>> ListAsync(
        NpgsqlConnection connection, string question, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(question, connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<string>();
        while (await reader.ReadAsync(ct))
            rows.Add(reader.GetString(0));
        return rows;
    }

    private static string[] MigrationsOf(IServiceScopeFactory scopes)
    {
        using var scope = scopes.CreateScope();
        return [.. scope.ServiceProvider.GetRequiredService<PetShopDbContext>().Database.GetMigrations()];
    }

    private sealed record Answer(DatabaseReport? Report, long AskedAt);
}
