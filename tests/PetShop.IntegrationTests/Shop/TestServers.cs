using Npgsql;
using PetShop.AppHost.Servers;

namespace PetShop.IntegrationTests.Shop;

/// <summary>PostgreSQL and Redis for the whole test run: started by the first test that needs them, stopped after the last.</summary>
internal static class TestServers
{
    private static readonly Lazy<Task<ShopServers>> Started = new(
        () => ShopServers.StartAsync(new ShopServersOptions { ForTests = true, Say = Console.WriteLine }, CancellationToken.None));

    public static Task<ShopServers> Running => Started.Value;

    /// <summary>The connection string of a database on the run's PostgreSQL.</summary>
    public static async Task<string> ConnectionToAsync(string database) =>
        new NpgsqlConnectionStringBuilder((await Running).Postgres.ConnectionString) { Database = database }.ConnectionString;

    /// <summary>Runs a statement outside the shops' databases, such as CREATE DATABASE.</summary>
    public static async Task ExecuteAsync(string sql)
    {
        var connection = new NpgsqlConnectionStringBuilder(await ConnectionToAsync("postgres")) { Pooling = false };
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task StopAsync()
    {
        if (!Started.IsValueCreated)
            return;
        NpgsqlConnection.ClearAllPools();
        await (await Started.Value).DisposeAsync();
    }
}
