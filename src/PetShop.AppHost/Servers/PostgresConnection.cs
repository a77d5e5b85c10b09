using Npgsql;
using PetShop.AppHost.Machine;

namespace PetShop.AppHost.Servers;

/// <summary>Connections to a PostgreSQL that we started.</summary>
internal static class PostgresConnection
{
    public const string Database = "petshop";
    public const string User = "postgres";
    private static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(2);   // after a crash, it recovers first

    /// <summary>The connection string to the shop's database.</summary>
    public static string To(string host, int port, string? password) => new NpgsqlConnectionStringBuilder
    {
        Host = host,
        Port = port,
        Database = Database,
        Username = User,
        Password = password,
        SslMode = SslMode.Disable,
        // otherwise, each process looks for a Kerberos library and logs it if there is none
        GssEncryptionMode = GssEncryptionMode.Disable,
    }.ConnectionString;

    /// <summary>Waits for the server to accept connections.</summary>
    /// <returns>False if the server ended or took too long.</returns>
    public static async Task<bool> AnswersAsync(string connectionString, Task serverExit, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(MaxWait);
        try
        {
            while (!serverExit.IsCompleted)
            {
                if (await TryOpenAsync(connectionString, patience.Token)) return true;
                await Task.Delay(30, patience.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Handled below: too long, or told to stop.
        }
        return false;
    }

    /// <summary>Creates the shop's database and its roles if they do not exist.</summary>
    /// <param name="connectionString">A superuser's connection string.</param>
    /// <param name="folder">Where the roles' passwords are stored.</param>
    public static async Task<PostgresRoles> EnsureShopAsync(
        string connectionString, DataFolder folder, CancellationToken ct)
    {
        await EnsureDatabaseAsync(connectionString, ct);
        var roles = new PostgresRoles(
            new PostgresRole(PostgresRoles.OwnerName, folder.Secret("postgres-owner-password").Value),
            new PostgresRole(PostgresRoles.NodesName, folder.Secret("postgres-api-password").Value));
        await roles.CreateAsync(connectionString, ct);
        return roles;
    }

    private static async Task EnsureDatabaseAsync(string connectionString, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(ToMaintenance(connectionString));
        await connection.OpenAsync(ct);
        await using var find = new NpgsqlCommand($"SELECT 1 FROM pg_database WHERE datname = '{Database}'", connection);
        if (await find.ExecuteScalarAsync(ct) is not null) return;
        await using var create = new NpgsqlCommand($"CREATE DATABASE {Database}", connection);
        await create.ExecuteNonQueryAsync(ct);
    }

    private static async Task<bool> TryOpenAsync(string connectionString, CancellationToken ct)
    {
        try
        {
            await using var connection = new NpgsqlConnection(ToMaintenance(connectionString));
            await connection.OpenAsync(ct);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private static string ToMaintenance(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString)
        {
            Database = "postgres",
            Pooling = false,
            Timeout = 2,
        }.ConnectionString;
}
