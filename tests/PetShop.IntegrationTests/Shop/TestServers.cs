using Npgsql;
using PetShop.AppHost.Servers;

namespace PetShop.IntegrationTests.Shop;

/// <summary>
/// PostgreSQL and Redis for the whole test run: started by the first test that needs them, stopped after the last.
/// </summary>
internal static class TestServers
{
    private static readonly Lazy<Task<ShopServers>> Started = new(
        () => ShopServers.StartAsync(new ShopServersOptions { ForTests = true, Report = Console.WriteLine },
            CancellationToken.None));

    public static Task<ShopServers> Running => Started.Value;

    /// <summary>
    /// The roles of the run: every shop under test uses the role that owns nothing, so that a missing grant is noticed.
    /// </summary>
    public static PostgresRoles Roles { get; } = new(NewRole("owner"), NewRole("api"));

    /// <summary>A superuser's connection string to a database on the run's PostgreSQL.</summary>
    public static async Task<string> ConnectionToAsync(string database) =>
        new NpgsqlConnectionStringBuilder((await Running).Postgres.ConnectionString)
        {
            Database = database,
        }.ConnectionString;

    /// <summary>Runs a statement outside the shops' databases, such as CREATE DATABASE.</summary>
    public static async Task ExecuteAsync(string sql)
    {
        var connection = new NpgsqlConnectionStringBuilder(await ConnectionToAsync("postgres")) { Pooling = false };
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Creates a database that belongs to the run's owner.</summary>
    /// <param name="template">The database to copy; its roles and grants come with it.</param>
    public static async Task CreateDatabaseAsync(string name, string? template = null)
    {
        if (template is not null)
        {
            await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {template} OWNER {Roles.Owner.Name}");
            return;
        }
        await ExecuteAsync($"CREATE DATABASE {name}");
        await Roles.CreateAsync(await ConnectionToAsync(name), CancellationToken.None);
    }

    public static async Task StopAsync()
    {
        if (!Started.IsValueCreated)
            return;
        await ExecuteAsync($"DROP ROLE IF EXISTS {Roles.Nodes.Name}, {Roles.Owner.Name}");
        NpgsqlConnection.ClearAllPools();
        await (await Started.Value).DisposeAsync();
    }

    private static PostgresRole NewRole(string kind) =>
        new($"petshop_test_{kind}_{Environment.ProcessId}", Guid.NewGuid().ToString("n"));
}
