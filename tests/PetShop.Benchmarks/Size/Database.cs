using Npgsql;

namespace PetShop.Benchmarks.Size;

/// <summary>One shop's database, for what the API cannot do.</summary>
internal sealed class Database(string connectionString) : IAsyncDisposable
{
    /// <summary>Turns off the checks of foreign keys, and allows more memory.</summary>
    private const string ForFilling =
        "-c session_replication_role=replica -c work_mem=256MB -c maintenance_work_mem=512MB";

    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(connectionString)
        {
            CommandTimeout = 0,
            MaxPoolSize = 2,
            Options = ForFilling,
        });

    public ValueTask<NpgsqlConnection> OpenAsync() => _source.OpenConnectionAsync();

    public async Task ExecuteAsync(string sql, params object[] values)
    {
        await using var command = _source.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> ReadAsync<T>(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task<List<T>> ListAsync<T>(string sql, Func<NpgsqlDataReader, T> shape)
    {
        await using var command = _source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
            rows.Add(shape(reader));
        return rows;
    }

    /// <summary>
    /// Fills tables and creates their indexes afterwards, which takes a fraction of the time. Primary keys are kept.
    /// </summary>
    public async Task WithoutIndexesAsync(string[] tables, Func<Task> fill)
    {
        var indexes = await ListAsync($$"""
            SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i
            WHERE i.indrelid = ANY ('{ {{string.Join(',', tables)}} }'::text[]::regclass[])
                AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
            """, row => (Name: row.GetString(0), Definition: row.GetString(1)));
        foreach (var (name, _) in indexes)
            await ExecuteAsync($"DROP INDEX {name}");
        await fill();
        foreach (var (_, definition) in indexes)
            await ExecuteAsync(definition);
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
