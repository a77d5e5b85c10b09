using PetShop.Benchmarks.Size;

namespace PetShop.Benchmarks.Torture;

/// <summary>
/// Gives a new shop a past: its stock was opened two months ago, and more was received last month. So there are months
/// to close, and every later check begins with a closing balance.
/// </summary>
internal static class Past
{
    /// <summary>How many products are bought. Few, so that they sell out and many baskets overlap.</summary>
    private const int Products = 80;

    private const string Months = """
        SELECT make_month_partition('stock_movements', (date_trunc('month', now()) - i * interval '1 month')::date)
        FROM generate_series(1, 2) i
        """;

    private const string Movements = """
        WITH month AS (
            SELECT date_trunc('month', now() AT TIME ZONE 'UTC')::date AS this),
        time AS (
            SELECT (((this - interval '2 months')::date - date '2020-01-01')::bigint * 86400 << 20) + 1 AS opened,
                (((this - interval '1 month')::date - date '2020-01-01')::bigint * 86400 << 20) + 1 AS received
            FROM month),
        removed AS (DELETE FROM stock_movements),
        stock AS (
            UPDATE product_stock SET quantity = 30 + product_id % 50, last_movement_id = (SELECT received FROM time)
            RETURNING product_id, quantity)
        INSERT INTO stock_movements (product_id, id, quantity, balance, reason)
        SELECT product_id, opened, quantity - 10, quantity - 10, 'Opening' FROM stock, time
        UNION ALL
        SELECT product_id, received, 10, quantity, 'Received' FROM stock, time
        """;

    private const string Flags = """
        UPDATE product_search e SET few_left = s.quantity <= coalesce(s.low_stock_threshold, 5),
            in_stock = s.quantity > 0 AND (s.available_from IS NULL OR s.available_from <= now())
        FROM product_stock s WHERE s.product_id = e.product_id
        """;

    /// <returns>The products that people buy.</returns>
    public static async Task<long[]> CreateAsync(Database database)
    {
        await database.ExecuteAsync(Months);
        await database.ExecuteAsync(Movements);
        await database.ExecuteAsync(Flags);
        await database.ExecuteAsync("VACUUM ANALYZE");
        return await database.ReadAsync<long[]>($"""
            SELECT array_agg(id ORDER BY id % 7, id) FROM (
                SELECT p.id FROM products p JOIN product_stock s ON s.product_id = p.id
                WHERE p.is_active AND s.sellable ORDER BY p.id % 7, p.id LIMIT {Products}) p
            """);
    }
}
