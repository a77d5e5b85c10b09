using Npgsql;
using PetShop.AppHost.Machine;
using PetShop.AppHost.Servers;

namespace PetShop.Benchmarks.Load.Shops;

/// <summary>A database like the shop's, with customers and products but no shop, for pgbench.</summary>
internal sealed class SpareShop : IAsyncDisposable
{
    private readonly NpgsqlDataSource _database;
    private readonly string _program;

    private SpareShop(string connection, string program, int shoppers)
    {
        (Connection, _program, Shoppers) = (new NpgsqlConnectionStringBuilder(connection), program, shoppers);
        _database = NpgsqlDataSource.Create(connection);
    }

    public NpgsqlConnectionStringBuilder Connection { get; }

    public int Shoppers { get; }

    /// <summary>The first of 10,000 products with consecutive ids.</summary>
    public long FirstProduct { get; private set; }

    /// <summary>The promotion that applies to each order.</summary>
    public long Promotion { get; private set; }

    /// <summary>pgbench from the path or from a PostgreSQL on this machine; null if there is none.</summary>
    public static async Task<string?> FindProgramAsync() => Command.Find("pgbench")
        ?? (await PostgresBinaries.FindAsync(CancellationToken.None))
            .Select(found => found.Program("pgbench")).FirstOrDefault(File.Exists);

    /// <param name="connection">A database that was created by <c>migrate</c>.</param>
    public static async Task<SpareShop> FillAsync(string connection, string program, int shoppers)
    {
        var spare = new SpareShop(connection, program, shoppers);
        var products = await BulkProducts.AddAsync(spare._database);
        spare.FirstProduct = products[^1] - products[0] == products.Length - 1
            ? products[0]
            : throw new InvalidOperationException("The products' ids have gaps.");
        await using (var promotion = spare._database.CreateCommand("SELECT id FROM promotions WHERE NOT needs_code"))
            spare.Promotion = (long)(await promotion.ExecuteScalarAsync())!;
        foreach (var statement in Read("shoppers.sql").Split(';').Where(text => !string.IsNullOrWhiteSpace(text)))
            await spare.ExecuteAsync(statement, shoppers);
        await spare.FillCartsAsync();
        await spare.ExecuteAsync("VACUUM ANALYZE", null);
        return spare;
    }

    public Task FillCartsAsync() => ExecuteAsync(Read("carts.sql"), FirstProduct);

    /// <summary>Runs the checkout's statements.</summary>
    /// <returns>The output of pgbench.</returns>
    public async Task<string> RunAsync(params IEnumerable<string> arguments)
    {
        string[] line =
        [
            _program, "-h", Connection.Host!, "-p", $"{Connection.Port}", "-U", Connection.Username!, .. arguments,
            Connection.Database!,
        ];
        var environment = new Dictionary<string, string> { ["PGPASSWORD"] = Connection.Password ?? "" };
        var result = await Command.RunAsync(line, CancellationToken.None, environment);
        return result.ExitCode == 0 ? result.Output : throw new InvalidOperationException("pgbench: " + result.Output);
    }

    public static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Load", "Sql", file);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private static string Read(string file) => File.ReadAllText(PathOf(file));

    private async Task ExecuteAsync(string sql, object? value)
    {
        await using var command = _database.CreateCommand(sql);
        command.CommandTimeout = 0;
        if (value is not null && sql.Contains("$1", StringComparison.Ordinal))
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
    }
}
