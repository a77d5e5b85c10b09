using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Hosting;
using PetShop.IntegrationTests.Core.Cache;
using PetShop.IntegrationTests.Core.Observability;
using PetShop.IntegrationTests.Sales;

namespace PetShop.IntegrationTests.Core.Database;

public sealed class MigrateTests : ShopTest
{
    /// <summary>Finds a migration that adds a column and therefore fails if it is applied again.</summary>
    private const string AddsColumn = "migration_id LIKE '%FewLeft'";

    [Fact]
    public async Task Of_several_that_start_together_one_makes_the_schema_and_all_succeed()
    {
        var name = $"petshop_race_{Environment.ProcessId}";
        await TestServers.CreateDatabaseAsync(name);
        try
        {
            var connection = await TestServers.ConnectionToAsync(name);
            await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => TemplateDatabase.MigrateAsync(connection)));
            await using var source = NpgsqlDataSource.Create(connection + ";Pooling=false");
            Assert.Equal(1L, await CountAsync(source, "SELECT count(*) FROM users"));
            Assert.Equal(await CountAsync(source, "SELECT count(DISTINCT slug) FROM pet_types"),
                await CountAsync(source, "SELECT count(*) FROM pet_types"));
        }
        finally
        {
            await TemplateDatabase.DropAsync(name);
        }
    }

    [Fact]
    public async Task One_that_fails_says_why_and_keeps_no_other_from_trying_again()
    {
        var migrate = StartOwner().Services.GetRequiredService<MigrateCommand>();
        var table = await Shop.Database.ReadAsync<string>(
            $"SELECT migration_id FROM schema_migrations WHERE {AddsColumn}");
        // as if it were to be applied once more
        await Shop.Database.ExecuteAsync(
            "UPDATE schema_migrations SET migration_id = 'x' || migration_id WHERE migration_id = $1", table);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var failure = await Record.ExceptionAsync(
                () => migrate.MigrateAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30)));
            AssertWasApplied(failure);
            await Eventually.TrueAsync(async () => await Shop.Database.ReadAsync<long>("""
                SELECT count(*) FROM pg_locks
                JOIN pg_database ON pg_database.oid = database
                WHERE locktype = 'advisory' AND datname = current_database()
                """) == 0, "its lock is free");
        }
        await Shop.Database.ExecuteAsync(
            "UPDATE schema_migrations SET migration_id = $1 WHERE migration_id = 'x' || $1", table);
        await migrate.MigrateAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task One_that_finds_another_running_says_which_and_does_not_wait_for_ever()
    {
        await using var other = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Shop.Database.ConnectionString)
        {
            ApplicationName = "one that hangs",
        }.ConnectionString);
        await other.OpenAsync();
        await using (var hold = new NpgsqlCommand($"SELECT pg_advisory_lock({0x50657453686F70})", other))
            await hold.ExecuteNonQueryAsync();
        var migrate = StartOwner(("Database:MigrateWaitSeconds", "1")).Services.GetRequiredService<MigrateCommand>();
        var refused = await Assert.ThrowsAsync<StartupException>(
            () => migrate.MigrateAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Contains($"process {other.ProcessID}", refused.Message, StringComparison.Ordinal);
        await other.CloseAsync();
        NpgsqlConnection.ClearPool(other);
        await migrate.MigrateAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task One_that_needs_a_table_which_a_transaction_holds_says_which_and_does_not_wait_for_ever()
    {
        await using var other = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Shop.Database.ConnectionString)
        {
            ApplicationName = "a long report",
        }.ConnectionString);
        await other.OpenAsync();
        await using var reading = await other.BeginTransactionAsync();
        await using (var read = new NpgsqlCommand("LOCK TABLE schema_migrations IN SHARE MODE", other, reading))
            await read.ExecuteNonQueryAsync();
        var node = StartOwner(("Database:MigrateWaitSeconds", "1"), ("Database:LockSeconds", "1"));
        var migrate = node.Services.GetRequiredService<MigrateCommand>();
        var refused = await Assert.ThrowsAsync<StartupException>(
            () => migrate.MigrateAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Contains($"process {other.ProcessID}", refused.Message, StringComparison.Ordinal);
        Assert.Contains(node.Log.Lines, line => line.Contains("migrate waits for at most", StringComparison.Ordinal));
        await reading.RollbackAsync();
        await migrate.MigrateAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_change_of_the_schema_may_take_longer_than_a_request()
    {
        var node = StartOwner(("Database:StatementSeconds", "1"), ("Database:CommandSeconds", "1"));
        await Shop.Database.ExecuteAsync("""
            CREATE FUNCTION slow() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(3); END';
            CREATE EVENT TRIGGER slow ON ddl_command_start EXECUTE FUNCTION slow()
            """);
        try
        {
            await Shop.Database.ExecuteAsync(
                $"CREATE TABLE newest AS SELECT * FROM schema_migrations WHERE {AddsColumn}");
            await Shop.Database.ExecuteAsync(
                "DELETE FROM schema_migrations WHERE migration_id IN (SELECT migration_id FROM newest)");
            // It is applied again and therefore fails, but because of existing objects, not because of the time it
            // took.
            var failure = await Record.ExceptionAsync(() => node.Services.GetRequiredService<MigrateCommand>()
                .MigrateAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60)));
            AssertWasApplied(failure);
        }
        finally
        {
            await Shop.Database.ExecuteAsync("""
                DROP EVENT TRIGGER slow; DROP FUNCTION slow; INSERT INTO schema_migrations SELECT *
                FROM newest; DROP TABLE newest
                """);
        }
    }

    [Fact]
    public async Task A_node_on_an_older_schema_says_so_and_is_sent_no_requests()
    {
        await Shop.Database.ExecuteAsync(
            "CREATE TABLE newest AS SELECT * FROM schema_migrations ORDER BY 1 DESC LIMIT 1");
        await Shop.Database.ExecuteAsync(
            "DELETE FROM schema_migrations WHERE migration_id IN (SELECT migration_id FROM newest)");
        var report = await (await Shop.Node.WhenReadyIsAsync(HttpStatusCode.ServiceUnavailable))
            .ShouldBeAsync(HttpStatusCode.ServiceUnavailable);
        Assert.Contains("lacks 1 migration(s)", report.GetProperty("checks").GetProperty("schema").Text("reason"),
            StringComparison.Ordinal);
        await Shop.Database.ExecuteAsync("INSERT INTO schema_migrations SELECT * FROM newest");
        await Shop.Database.ExecuteAsync("DROP TABLE newest");
        await Shop.Node.WhenReadyIsAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_partition_waits_for_no_long_reader()
    {
        Shop.Clock.Advance(TimeSpan.FromDays(200));
        await using var reader = new NpgsqlConnection(Shop.Database.ConnectionString);
        await reader.OpenAsync();
        await using var reading = await reader.BeginTransactionAsync();
        await using (var read = new NpgsqlCommand("SELECT count(*) FROM orders", reader, reading))
            await read.ExecuteScalarAsync();
        var refusal = await Assert.ThrowsAsync<PostgresException>(
            () => Shop.RunJobAsync<PartitionJob>().WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal(PostgresErrorCodes.LockNotAvailable, refusal.SqlState);
        await reading.CommitAsync();
        await Shop.RunJobAsync<PartitionJob>();
        await Shop.Node.WhenReadyIsAsync(HttpStatusCode.OK);
    }

    /// <summary>A node that runs like <c>migrate</c>: connected as the owner.</summary>
    private ShopNode StartOwner(params (string Key, string Value)[] settings) =>
        Shop.StartNode(
            [("ConnectionStrings:PetShop", TestServers.Roles.Owner.In(Shop.Database.ConnectionString)), .. settings]);

    /// <summary>The error of a migration that is applied twice: something already exists or is missing.</summary>
    private static void AssertWasApplied(Exception? failure) =>
        Assert.Contains(Assert.IsType<PostgresException>(failure).SqlState,
            (string[])[PostgresErrorCodes.DuplicateTable, PostgresErrorCodes.DuplicateColumn,
                PostgresErrorCodes.DuplicateObject, PostgresErrorCodes.DuplicateFunction,
                PostgresErrorCodes.UndefinedTable, PostgresErrorCodes.UndefinedColumn,
                PostgresErrorCodes.UndefinedObject, PostgresErrorCodes.UndefinedFunction]);

    private static async Task<long> CountAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
