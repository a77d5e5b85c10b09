using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace PetShop.Api.Core.Database;

/// <summary>
/// <c>PetShop.Api migrate</c>: schema, partitions, reference data, the first admin and the seed catalogue where they are asked for. Once, under
/// an advisory lock: of two that start together the second waits and then finds nothing to do.
/// </summary>
internal sealed partial class MigrateCommand(
    IServiceScopeFactory scopes,
    NpgsqlDataSource database,
    Partitions partitions,
    ApplicationRole role,
    IOptions<DatabaseOptions> options,
    ILogger<MigrateCommand> logger)
{
    private const long LockKey = 0x50657453686F70;

    /// <returns>The process's exit code: 0, or 1 with the reason in the log.</returns>
    public static async Task<int> RunAsync(IHost app)
    {
        try
        {
            foreach (var report in await app.Services.GetRequiredService<MigrateCommand>().MigrateAsync(CancellationToken.None))
                await Console.Out.WriteLineAsync(report);
            return 0;
        }
        catch (Exception e)
        {
            LogFailed(app.Services.GetRequiredService<ILogger<MigrateCommand>>(), e);
            return 1;
        }
    }

    /// <returns>What the seeders report.</returns>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await ExecuteAsync(connection, $"SELECT pg_advisory_lock({LockKey})", ct);
        try
        {
            var reports = await MigrateAsync(connection, ct);
            await ExecuteAsync(connection, $"SELECT pg_advisory_unlock({LockKey})", ct);
            return reports;
        }
        catch
        {
            database.Clear();       // the connection then ends, and the lock with it; what failed is what is told
            throw;
        }
    }

    private async Task<List<string>> MigrateAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        if (DatabaseSetup.SchemaOf(connection.ConnectionString) is { } schema)
            await MakeSchemaAsync(connection, schema, ct);
        await role.CheckAsync(ct);
        await InScopeAsync(scope => scope.GetRequiredService<PetShopDbContext>().Database.MigrateAsync(ct));
        await partitions.EnsureAsync(options.Value.MonthsAhead, ct);
        await role.GrantAsync(ct);
        var reports = await SeedAsync(ct);
        LogMigrated();
        return reports;
    }

    // Asked first: "IF NOT EXISTS" needs the right to create schemas even where there is nothing to create.
    private static async Task MakeSchemaAsync(NpgsqlConnection connection, string schema, CancellationToken ct)
    {
        await using var find = new NpgsqlCommand("SELECT 1 FROM pg_namespace WHERE nspname = $1", connection) { Parameters = { new() { Value = schema } } };
        if (await find.ExecuteScalarAsync(ct) is null)
            await ExecuteAsync(connection, $"CREATE SCHEMA IF NOT EXISTS {new NpgsqlCommandBuilder().QuoteIdentifier(schema)}", ct);
    }

    private async Task<List<string>> SeedAsync(CancellationToken ct)
    {
        var reports = new List<string>();
        var count = 0;
        await InScopeAsync(scope => Task.FromResult(count = scope.GetServices<ISeeder>().Count()));
        for (var i = 0; i < count; i++)
        {
            await InScopeAsync(async scope =>
            {
                var seeder = scope.GetServices<ISeeder>().OrderBy(seeder => seeder.Order).ElementAt(i);
                await seeder.SeedAsync(ct);
                if (seeder.Report is { } report)
                    reports.Add(report);
            });
        }
        return reports;
    }

    private async Task InScopeAsync(Func<IServiceProvider, Task> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        await work(scope.ServiceProvider);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }

    [LoggerMessage(LogLevel.Information, "The schema and its data are in place")]
    private partial void LogMigrated();

    [LoggerMessage(LogLevel.Critical, "The database could not be brought up to date")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
