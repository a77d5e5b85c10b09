using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PetShop.Api.Core.Database;
using PetShop.IntegrationTests.Core.Cache;
using PetShop.IntegrationTests.Sales;

namespace PetShop.IntegrationTests.Core.Database;

public sealed class MigrateTests : ShopTest
{
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
            Assert.Equal(await CountAsync(source, "SELECT count(DISTINCT slug) FROM pet_types"), await CountAsync(source, "SELECT count(*) FROM pet_types"));
        }
        finally
        {
            await TemplateDatabase.DropAsync(name);
        }
    }

    [Fact]
    public async Task One_that_fails_says_why_and_keeps_no_other_from_trying_again()
    {
        var owner = TestServers.Roles.Owner.In(Shop.Database.ConnectionString);
        var migrate = Shop.StartNode(("ConnectionStrings:PetShop", owner)).Services.GetRequiredService<MigrateCommand>();
        var table = await Shop.Database.ReadAsync<string>("SELECT migration_id FROM schema_migrations ORDER BY 1 DESC LIMIT 1");
        await Shop.Database.ExecuteAsync("UPDATE schema_migrations SET migration_id = 'x' || migration_id WHERE migration_id = $1", table);      // as if it were to be applied once more
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var failure = await Record.ExceptionAsync(() => migrate.MigrateAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30)));
            Assert.Contains("already exists", Assert.IsType<PostgresException>(failure).MessageText, StringComparison.Ordinal);
            await Eventually.TrueAsync(async () => await Shop.Database.ReadAsync<long>(
                "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database WHERE locktype = 'advisory' AND datname = current_database()") == 0, "its lock is free");
        }
        await Shop.Database.ExecuteAsync("UPDATE schema_migrations SET migration_id = $1 WHERE migration_id = 'x' || $1", table);
        await migrate.MigrateAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_node_on_an_older_schema_says_so_and_is_sent_no_requests()
    {
        await Shop.Database.ExecuteAsync("CREATE TABLE newest AS SELECT * FROM schema_migrations ORDER BY 1 DESC LIMIT 1");
        await Shop.Database.ExecuteAsync("DELETE FROM schema_migrations WHERE migration_id IN (SELECT migration_id FROM newest)");
        var report = await (await Shop.Anyone.GetAsync("/health/ready")).ShouldBeAsync(HttpStatusCode.ServiceUnavailable);
        Assert.Contains("1 migration(s) behind", report.GetProperty("checks").GetProperty("schema").Text("reason"), StringComparison.Ordinal);
        await Shop.Database.ExecuteAsync("INSERT INTO schema_migrations SELECT * FROM newest");
        await Shop.Database.ExecuteAsync("DROP TABLE newest");
        await (await Shop.Anyone.GetAsync("/health/ready")).ShouldBeAsync(HttpStatusCode.OK);
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
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => Shop.RunJobAsync<PartitionJob>().WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal(PostgresErrorCodes.LockNotAvailable, refusal.SqlState);
        await reading.CommitAsync();
        await Shop.RunJobAsync<PartitionJob>();
        await (await Shop.Anyone.GetAsync("/health/ready")).ShouldBeAsync(HttpStatusCode.OK);
    }

    private static async Task<long> CountAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
