using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PetShop.Api.Core.Errors;

namespace PetShop.Api.Core.Database;

/// <summary>What readiness needs to know of the database.</summary>
/// <param name="IsWritable">False on a replica, and where the database was told to take no writes.</param>
/// <param name="PendingMigrations">Those that this build has and the schema has not.</param>
/// <param name="MissingPartitions">Those of this month and the next that are not there.</param>
/// <param name="Role">As whom the node connects.</param>
/// <param name="MissingGrants">What that role may not do and must: "INSERT, UPDATE on orders".</param>
internal sealed record DatabaseReport(
    bool IsWritable, IReadOnlyList<string> PendingMigrations, IReadOnlyList<string> MissingPartitions, string Role, IReadOnlyList<string> MissingGrants);

/// <summary>
/// Asks the database for readiness' sake: on a connection of its own, so that a burst of requests is not taken for an outage, and at most
/// once a second, whoever asks.
/// </summary>
internal sealed class DatabaseProbe : IAsyncDisposable
{
    private const int LimitSeconds = 2;
    private static readonly TimeSpan AtMostEvery = TimeSpan.FromSeconds(1);
    private const string State = """
        SELECT current_setting('transaction_read_only')::boolean,
            to_regclass('schema_migrations') IS NOT NULL AND has_table_privilege(to_regclass('schema_migrations'), 'SELECT'),
            ARRAY(SELECT name FROM unnest($1) AS name WHERE to_regclass(name) IS NULL), current_user::text
        """;

    private readonly NpgsqlDataSource _own;
    private readonly Partitions _partitions;
    private readonly FailoverWatch _failover;
    private readonly Lazy<string[]> _migrations;
    private readonly SharedRun<Answer> _ask;
    private volatile Answer? _last;

    public DatabaseProbe(DatabaseConnections connections, Partitions partitions, FailoverWatch failover, IServiceScopeFactory scopes)
    {
        (_own, _partitions, _failover) = (connections.OpenOwn("health", LimitSeconds), partitions, failover);
        _migrations = new(() => MigrationsOf(scopes));
        _ask = new(AskAsync, TimeSpan.FromSeconds(LimitSeconds));
    }

    /// <returns>What was found at most a second ago; null when the database could not be asked.</returns>
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

    private Answer? Recent() => _last is { } last && Stopwatch.GetElapsedTime(last.AskedAt) < AtMostEvery ? last : null;

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
            // Perhaps only this connection leads to what was the primary.
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
        await using var command = new NpgsqlCommand(State, connection) { Parameters = { new() { Value = _partitions.NamesOf(monthsAhead: 1) } } };
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        var (isReadOnly, hasHistory, missing, role) = (reader.GetBoolean(0), reader.GetBoolean(1), reader.GetFieldValue<string[]>(2), reader.GetString(3));
        await reader.CloseAsync();
        var applied = hasHistory ? await ListAsync(connection, "SELECT migration_id FROM schema_migrations", ct) : [];
        var grants = await ListAsync(connection, PrivilegesSql.Missing, ct);
        return new(!isReadOnly, [.. _migrations.Value.Except(applied)], missing, role, grants);
    }

    private static async Task<List<string>> ListAsync(NpgsqlConnection connection, string question, CancellationToken ct)
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
