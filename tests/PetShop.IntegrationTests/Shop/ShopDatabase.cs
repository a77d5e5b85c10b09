using Npgsql;

namespace PetShop.IntegrationTests.Shop;

/// <summary>A shop's own database, which can be reset to its initial state.</summary>
public sealed class ShopDatabase : IAsyncDisposable
{
    /// <summary>
    /// Copies the initial rows (reference data, the admin and their session, keys) into a separate schema, and creates
    /// a function that restores the tables from it. Deleting the few rows of a test is several times faster than
    /// TRUNCATE.
    /// </summary>
    private const string Keep = """
        CREATE SCHEMA kept;
        DO $keep$
        DECLARE
            name text; columns text; has_rows boolean; body text := '';
        BEGIN
            FOR name IN SELECT quote_ident(c.relname) FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace
                AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> 'schema_migrations'
            LOOP
                body := body || format('DELETE FROM public.%s;', name);
                EXECUTE format('SELECT EXISTS (SELECT FROM public.%s)', name) INTO has_rows;
                CONTINUE WHEN NOT has_rows;
                EXECUTE format('CREATE TABLE kept.%s AS TABLE public.%s', name, name);
                SELECT string_agg(quote_ident(attname), ',') INTO columns FROM pg_attribute
                    WHERE attrelid = ('public.' || name)::regclass AND attnum > 0 AND NOT attisdropped
                        AND attgenerated = '';
                body := body || format('INSERT INTO public.%s (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM kept.%s;',
                    name, columns, columns, name);
            END LOOP;
            EXECUTE format('CREATE FUNCTION kept.restore() RETURNS void LANGUAGE plpgsql '
                'SET session_replication_role TO replica AS %L', 'BEGIN ' || body || ' END');
        END $keep$;
        """;

    private readonly string _name;
    private readonly NpgsqlDataSource _source;

    private ShopDatabase(string name, string connectionString)
    {
        (_name, ConnectionString) = (name, connectionString);
        _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
        {
            MinPoolSize = 0,
            MaxPoolSize = 3,
            ApplicationName = "tests",
        });
    }

    /// <summary>A superuser's connection string.</summary>
    public string ConnectionString { get; }

    /// <summary>The connection string of the nodes' role, which owns nothing.</summary>
    public string NodeConnectionString => TestServers.Roles.Nodes.In(ConnectionString);

    internal static async Task<ShopDatabase> CreateAsync()
    {
        var name = await TemplateDatabase.CopyAsync();
        return new ShopDatabase(name, await TestServers.ConnectionToAsync(name));
    }

    /// <summary>Makes the current content the state that <see cref="RestoreAsync"/> restores.</summary>
    internal Task KeepAsync() => ExecuteAsync(Keep);

    internal Task RestoreAsync() => ExecuteAsync("SELECT kept.restore()");

    /// <summary>
    /// Runs a statement for changes that the API does not support. Parameters are <c>$1</c>, <c>$2</c> ….
    /// </summary>
    /// <returns>The number of affected rows.</returns>
    public async Task<int> ExecuteAsync(string sql, params object[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first column of the first row.</summary>
    public async Task<T> ReadAsync<T>(string sql, params object[] values)
    {
        await using var command = Command(sql, values);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        await TemplateDatabase.DropAsync(_name);
    }

    private NpgsqlCommand Command(string sql, object[] values)
    {
        var command = _source.CreateCommand(sql);
        command.CommandTimeout = 600;       // a busy machine fills large tables slowly
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return command;
    }
}
