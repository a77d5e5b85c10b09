using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using PetShop.Api.Core.Hosting;

namespace PetShop.Api.Core.Database;

/// <summary>
/// <c>PetShop.Api migrate</c>: updates the schema, partitions and reference data, and creates the first admin and the
/// sample catalogue if requested. It holds an advisory lock: if two start together, the second waits and then finds
/// nothing to do.
/// </summary>
internal sealed partial class MigrateCommand(
    IServiceScopeFactory scopes,
    MigrateLock turns,
    Partitions partitions,
    ApplicationRole role,
    IOptions<DatabaseOptions> options,
    ILogger<MigrateCommand> logger)
{
    /// <returns>The process's exit code: 0, or 1 with the reason in the log.</returns>
    public static async Task<int> RunAsync(IHost app)
    {
        try
        {
            foreach (var report in await app.Services.GetRequiredService<MigrateCommand>()
                .MigrateAsync(CancellationToken.None))
                await Console.Out.WriteLineAsync(report);
            return 0;
        }
        catch (StartupException e)
        {
            LogRefused(app.Services.GetRequiredService<ILogger<MigrateCommand>>(), e.Message);
            return 1;
        }
        catch (Exception e)
        {
            LogFailed(app.Services.GetRequiredService<ILogger<MigrateCommand>>(), e);
            return 1;
        }
    }

    /// <returns>The lines that the seeders report.</returns>
    /// <exception cref="StartupException">The connection is not a session, or another transaction blocked it for
    /// too long.</exception>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken ct)
    {
        await using var turn = await turns.TakeAsync(ct);
        if (DatabaseSetup.SchemaOf(turn.Connection.ConnectionString) is { } schema)
            await CreateSchemaAsync(turn.Connection, schema, ct);
        await role.CheckAsync(ct);
        await turn.RunAsync(() => ChangeSchemaAsync(turn.Connection, ct), ct);
        await turn.RunAsync(() => partitions.EnsureAsync(options.Value.MonthsAhead, ct), ct);
        await turn.RunAsync(() => role.GrantAsync(ct), ct);
        var reports = await SeedAsync(ct);
        LogMigrated();
        return reports;
    }

    private static async Task ChangeSchemaAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var context = DatabaseSetup.ContextOn(connection);
        context.Database.SetCommandTimeout(0);
        await context.Database.MigrateAsync(ct);
    }

    // Check first: "IF NOT EXISTS" requires the privilege to create schemas even if there is nothing to create.
    private static async Task CreateSchemaAsync(NpgsqlConnection connection, string schema, CancellationToken ct)
    {
        if (await connection.AskAsync<int>("SELECT 1 FROM pg_namespace WHERE nspname = $1", ct, schema) != 1)
            await connection.AskAsync<int>(
                $"CREATE SCHEMA IF NOT EXISTS {new NpgsqlCommandBuilder().QuoteIdentifier(schema)}", ct);
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

    [LoggerMessage(LogLevel.Information, "The database is up to date")]
    private partial void LogMigrated();

    [LoggerMessage(LogLevel.Critical, "The database could not be updated")]
    private static partial void LogFailed(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Critical, "The database was not updated: {Reason}")]
    private static partial void LogRefused(ILogger logger, string reason);
}
