using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;
using PetShop.Api.Core.Database;

namespace PetShop.IntegrationTests.Core.Database;

/// <summary>A database of its own, which is migrated step by step.</summary>
public abstract class UpgradeTest : IAsyncLifetime
{
    protected string DatabaseName { get; } =
        $"petshop_upgrade_{Environment.ProcessId}_{Guid.NewGuid().ToString("n")[..6]}";

    private NpgsqlDataSource _source = null!;

    public async Task InitializeAsync()
    {
        await TestServers.CreateDatabaseAsync(DatabaseName);
        _source = NpgsqlDataSource.Create(
            TestServers.Roles.Owner.In(await TestServers.ConnectionToAsync(DatabaseName)) + ";Pooling=false");
    }

    public async Task DisposeAsync()
    {
        await _source.DisposeAsync();
        await TemplateDatabase.DropAsync(DatabaseName);
    }

    protected async Task MigrateAsync(string target)
    {
        var options = new DbContextOptionsBuilder<PetShopDbContext>()
            .UseNpgsql(_source, npgsql => npgsql.MigrationsHistoryTable("schema_migrations"))
            .UseSnakeCaseNamingConvention().Options;
        await using var db = new PetShopDbContext(options);
        await db.GetService<IMigrator>().MigrateAsync(target);
    }

    protected async Task ExecuteAsync(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    protected async Task<long> CountAsync(string sql) => (long)await ScalarAsync(sql);

    protected async Task<string> ReadAsync(string sql) => (string)await ScalarAsync(sql);

    private async Task<object> ScalarAsync(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        return (await command.ExecuteScalarAsync())!;
    }
}
