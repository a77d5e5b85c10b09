using Npgsql;

namespace PetShop.Benchmarks.Load.Shops;

/// <summary>
/// Adds copies of the seeded products by SQL. The columns are read from the database's system catalogue, so that
/// builds with different schemas can be filled alike. The copies are read and bought by id; lists and searches do not
/// find them. The promotion of the seed that needs no code applies to each order, whatever it costs.
/// </summary>
internal static class BulkProducts
{
    public const int Count = 10_000;
    private const string Prefix = "LOAD-";
    private const string Ids = "SELECT array_agg(id ORDER BY id) FROM products WHERE sku LIKE $1";

    private const string Copy = """
        DO $$
        DECLARE
            shared text := (SELECT string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position)
                FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = 'products'
                AND is_generated = 'NEVER' AND column_name NOT IN ('id', 'sku', 'slug', 'barcode'));
            stocked text := (SELECT string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position)
                FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = 'product_stock'
                AND is_generated = 'NEVER' AND column_name NOT IN ('product_id', 'quantity'));
        BEGIN
            EXECUTE format('
                INSERT INTO products (sku, slug, %1$s)
                SELECT ''LOAD-'' || i, ''load-'' || i, %1$s
                FROM generate_series(1, 10000) i
                JOIN (SELECT *, row_number() OVER (ORDER BY id) AS number, count(*) OVER () AS many FROM products) p
                    ON p.number = 1 + i %% p.many
                ORDER BY i', shared);
            EXECUTE format('
                INSERT INTO product_stock (product_id, quantity, %1$s)
                SELECT p.id, 1000000, %1$s FROM products p,
                    (SELECT * FROM product_stock WHERE sellable AND quantity > 0 LIMIT 1) s
                WHERE p.sku LIKE ''LOAD-%%''', stocked);
            IF to_regclass('stock_movements') IS NOT NULL THEN
                INSERT INTO stock_movements (product_id, id, quantity, balance, reason)
                SELECT s.product_id, s.last_movement_id, s.quantity, s.quantity, 'Opening'
                FROM product_stock s JOIN products p ON p.id = s.product_id WHERE p.sku LIKE 'LOAD-%';
            END IF;
            IF to_regclass('promotions') IS NOT NULL THEN
                UPDATE promotions SET minimum_subtotal = NULL WHERE NOT needs_code;
            END IF;
        END $$
        """;

    /// <returns>Their ids.</returns>
    public static async Task<long[]> AddAsync(NpgsqlDataSource database)
    {
        await ExecuteAsync(database, Copy);
        await ExecuteAsync(database, "VACUUM ANALYZE");
        await using var ids = database.CreateCommand(Ids);
        ids.Parameters.Add(new() { Value = Prefix + "%" });
        var found = (long[])(await ids.ExecuteScalarAsync())!;
        return found.Length == Count
            ? found
            : throw new InvalidOperationException($"{found.Length} products were added.");
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }
}
