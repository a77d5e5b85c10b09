using PetShop.Api.Core.Database;

namespace PetShop.Api.Products.Repositories.Ledger;

/// <summary>A product whose figure does not follow from its ledger.</summary>
/// <param name="ProductId">The product.</param>
/// <param name="Figure">Its stock figure; 0 if the product was removed.</param>
/// <param name="Sum">The latest closing balance plus the quantities of all later movements.</param>
/// <param name="BrokenBalances">The number of later movements whose balance is not the one before plus the
/// quantity.</param>
internal sealed record StockFaultRow(long ProductId, long Figure, long Sum, long BrokenBalances);

/// <summary>Products by id, both ends included.</summary>
internal readonly record struct ProductRange(long First, long Last)
{
    /// <summary>
    /// As many products as a statement on the ledger handles well within <c>Database__StatementSeconds</c>.
    /// </summary>
    private const long Size = 50_000;

    /// <summary>All ids up to the last one, in ranges.</summary>
    public static IEnumerable<ProductRange> UpTo(long last)
    {
        for (long first = 1; first <= last; first += Size)
            yield return From(first);
    }

    /// <summary>The range that begins with this id.</summary>
    public static ProductRange From(long first) => new(first, first + Size - 1);
}

/// <summary>Closing balances of months, and the check of the ledger that starts from them.</summary>
internal sealed class StockClosingRepository(PetShopDbContext db)
{
    /// <summary>
    /// The months that have a partition, end before the given day and are not closed, the oldest first. Months are
    /// closed in their order, so a month in which nothing moved is closed as soon as a later one is.
    /// </summary>
    public Task<List<DateOnly>> ListOpenMonthsAsync(DateOnly endedBy, CancellationToken ct) => db.ReadAsync($"""
        SELECT month FROM (
            SELECT to_date(right(c.relname, 7), 'YYYY_MM') AS month FROM pg_inherits i
                JOIN pg_class c ON c.oid = i.inhrelid
            WHERE i.inhparent = 'stock_movements'::regclass) made
        WHERE (month + interval '1 month')::date <= {endedBy}
            AND NOT EXISTS (SELECT FROM stock_balances b WHERE b.month >= made.month)
        ORDER BY month
        """, row => row.GetFieldValue<DateOnly>(0), ct);

    /// <summary>The highest id of a product that has or had stock; 0 if there is none.</summary>
    public async Task<long> FindLastProductAsync(CancellationToken ct) => (await db.ReadAsync($"""
        SELECT coalesce(greatest(
            (SELECT max(product_id) FROM stock_movements), (SELECT max(product_id) FROM product_stock)), 0)
        """, row => row.GetInt64(0), ct)).Single();

    /// <summary>The number of products with a stock figure.</summary>
    public async Task<long> CountAsync(ProductRange products, CancellationToken ct) => (await db.ReadAsync($"""
        SELECT count(*) FROM product_stock WHERE product_id BETWEEN {products.First} AND {products.Last}
        """, row => row.GetInt64(0), ct)).Single();

    /// <summary>
    /// Writes the month's closing balances: for the products that moved in it, from its partition alone. Products that
    /// have one already are left as they are.
    /// </summary>
    /// <param name="products">Limits the time that the statement takes.</param>
    /// <returns>The number of products.</returns>
    public async Task<int> CloseAsync(DateOnly month, ProductRange products, CancellationToken ct)
    {
        var (first, next) = (FirstIdOf(month), FirstIdOf(month.AddMonths(1)));
        return (await db.ReadAsync($"""
            WITH closed AS (
                INSERT INTO stock_balances (product_id, month, balance, last_movement_id)
                SELECT DISTINCT ON (product_id) product_id, {month}, balance, id FROM stock_movements
                WHERE id >= {first} AND id < {next} AND product_id BETWEEN {products.First} AND {products.Last}
                ORDER BY product_id DESC, id DESC
                ON CONFLICT DO NOTHING RETURNING product_id)
            SELECT count(*)::int FROM closed
            """, row => row.GetInt32(0), ct)).Single();
    }

    /// <summary>
    /// The products whose figure is not the latest closing balance plus all later movements, or whose balances do not
    /// follow from each other.
    /// </summary>
    /// <param name="openSince">The first month that is not closed. Movements before it are not read.</param>
    /// <param name="products">Limits the time that the statement takes.</param>
    public Task<List<StockFaultRow>> ListFaultsAsync(
        DateOnly openSince, ProductRange products, CancellationToken ct) => db.ReadAsync($"""
        WITH stock AS (
            SELECT product_id, quantity FROM product_stock WHERE product_id BETWEEN {products.First}
                AND {products.Last}),
        closed AS (
            SELECT DISTINCT ON (product_id) product_id, balance, last_movement_id FROM stock_balances
            WHERE product_id BETWEEN {products.First} AND {products.Last} ORDER BY product_id DESC, month DESC),
        later AS (
            SELECT m.product_id, m.quantity, m.balance - m.quantity <> coalesce(
                lag(m.balance) OVER (PARTITION BY m.product_id ORDER BY m.id), c.balance, 0) AS is_broken
            FROM stock_movements m LEFT JOIN closed c ON c.product_id = m.product_id
            WHERE m.product_id BETWEEN {products.First} AND {products.Last} AND m.id >= {FirstIdOf(openSince)}
                AND m.id > coalesce(c.last_movement_id, 0)),
        moved AS (
            SELECT product_id, sum(quantity) AS quantity, count(*) FILTER (WHERE is_broken) AS broken
            FROM later GROUP BY product_id)
        SELECT product_id, coalesce(s.quantity, 0)::bigint,
            (coalesce(c.balance, 0) + coalesce(m.quantity, 0))::bigint, coalesce(m.broken, 0)
        FROM stock s FULL JOIN moved m USING (product_id) FULL JOIN closed c USING (product_id)
        WHERE coalesce(s.quantity, 0) <> coalesce(c.balance, 0) + coalesce(m.quantity, 0) OR m.broken > 0
        ORDER BY product_id
        """, row => new StockFaultRow(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3)), ct);

    private static long FirstIdOf(DateOnly month) =>
        TimeOrderedIds.From(new(month.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero));
}
