using Npgsql;

namespace PetShop.AppHost.Servers;

/// <summary>A role that signs in to PostgreSQL.</summary>
internal readonly record struct PostgresRole(string Name, string Password)
{
    /// <summary>The same connection, as this role.</summary>
    public string In(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Username = Name, Password = Password }.ConnectionString;
}

/// <summary>The shop's two roles: the owner migrates, and the nodes use a role that owns nothing.</summary>
internal sealed record PostgresRoles(PostgresRole Owner, PostgresRole Nodes)
{
    public const string OwnerName = "petshop_owner";
    public const string NodesName = "petshop_api";

    /// <summary>
    /// Creates the roles if they are missing, and makes the owner own the database, including what an earlier version
    /// created as the superuser.
    /// </summary>
    /// <param name="superuser">A superuser's connection to the shop's database.</param>
    public async Task CreateAsync(string superuser, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(superuser) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(ct);
        await SetAsync(connection, "petshop.owner", Owner.Name, ct);
        await SetAsync(connection, "petshop.owner_password", Owner.Password, ct);
        await SetAsync(connection, "petshop.api", Nodes.Name, ct);
        await SetAsync(connection, "petshop.api_password", Nodes.Password, ct);
        await using var make = new NpgsqlCommand(await ReadScriptAsync(ct), connection);
        await make.ExecuteNonQueryAsync(ct);
    }

    private static async Task SetAsync(NpgsqlConnection connection, string name, string value, CancellationToken ct)
    {
        await using var set = new NpgsqlCommand("SELECT set_config($1, $2, false)", connection)
        {
            Parameters = { new() { Value = name }, new() { Value = value } },
        };
        await set.ExecuteNonQueryAsync(ct);
    }

    private static async Task<string> ReadScriptAsync(CancellationToken ct)
    {
        using var reader = new StreamReader(typeof(PostgresRoles).Assembly.GetManifestResourceStream("roles.sql")!);
        return await reader.ReadToEndAsync(ct);
    }
}
