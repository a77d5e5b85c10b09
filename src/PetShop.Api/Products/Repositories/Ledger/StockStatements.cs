using System.Data.Common;
using PetShop.Api.Core.Database;
using PetShop.Api.Products.Entities.Catalog;

namespace PetShop.Api.Products.Repositories.Ledger;

/// <summary>
/// The statements that change stock figures, each together with its movements. <see cref="Lock"/> goes before each in
/// the same round trip: the change then has a snapshot in which the figures cannot change any more.
/// </summary>
internal static class StockStatements
{
    /// <summary>
    /// Locks the products' stock in id order, so that transactions which change the same products cannot deadlock.
    /// </summary>
    public static FormattableString Lock(IEnumerable<long> productIds) => $"""
        SELECT product_id FROM product_stock WHERE product_id = ANY ({productIds.Distinct().ToArray()})
        ORDER BY product_id FOR NO KEY UPDATE
        """;

    /// <summary>Units are taken only while there are enough, on hand or on back-order, of a product on sale.</summary>
    public static readonly FormattableString Take =
        $"l.sellable AND l.quantity + l.backorder_limit + s.quantity >= 0";

    /// <summary>Units always come back.</summary>
    public static readonly FormattableString PutBack = $"TRUE";

    /// <summary>A figure stays between the back-order limit and the maximum.</summary>
    public static readonly FormattableString Change = $"""
        CASE WHEN s.quantity < 0 THEN l.quantity + l.backorder_limit + s.quantity >= 0
            ELSE l.quantity + s.quantity <= {Product.MaxStock} END
        """;

    /// <summary>
    /// Adds the quantities where the condition holds. A product may have several steps, one for each reference. The
    /// ids of its movements follow its last one, whatever the clocks of the nodes say.
    /// </summary>
    /// <param name="condition">On the sum of a product's steps <c>s</c> and its locked stock <c>l</c>.</param>
    /// <param name="steps">One for each product and reference.</param>
    public static FormattableString Move(
        FormattableString condition, IReadOnlyCollection<StockStep> steps, StockEntry entry) => $"""
        WITH step AS (
            SELECT id, quantity, reference, row_number() OVER by_reference AS nth,
                sum(quantity) OVER by_reference AS up_to
            FROM unnest({Column(steps, s => s.ProductId)}, {Column(steps, s => s.Quantity)},
                {Column(steps, s => s.ReferenceId)}) AS w (id, quantity, reference)
            WINDOW by_reference AS (PARTITION BY id ORDER BY reference)),
        total AS (
            SELECT id, sum(quantity)::int AS quantity, count(*) AS movements FROM step GROUP BY id),
        locked AS MATERIALIZED (
            SELECT * FROM product_stock WHERE product_id = ANY ({Column(steps, s => s.ProductId)})
            ORDER BY product_id FOR NO KEY UPDATE),
        changed AS (
            UPDATE product_stock p
            SET quantity = p.quantity + s.quantity,
                last_movement_id = greatest({entry.FirstId}, p.last_movement_id + 1) + s.movements - 1
            FROM locked l JOIN total s ON s.id = l.product_id
            WHERE p.product_id = l.product_id AND {condition}
            RETURNING p.product_id, p.quantity, p.quantity - s.quantity AS before, p.last_movement_id,
                p.last_movement_id - s.movements AS base),
        written AS (
            INSERT INTO stock_movements (product_id, id, quantity, balance, reason, reference_type, reference_id,
                actor_id, note)
            SELECT c.product_id, c.base + s.nth, s.quantity, c.before + s.up_to, {ValuesOf(entry, $"s.reference")}
            FROM changed c JOIN step s ON s.id = c.product_id)
        SELECT s.id, {LockedColumns}, c.quantity, c.last_movement_id
        FROM total s LEFT JOIN locked l ON l.product_id = s.id LEFT JOIN changed c ON c.product_id = s.id
        """;

    /// <summary>
    /// Sets the figures of existing products, if all of them are as expected. Each gets a movement, also if its figure
    /// was right.
    /// </summary>
    /// <param name="figures">One for each product.</param>
    public static FormattableString Set(
        IReadOnlyCollection<StockFigureSet> figures, StockEntry entry, long? referenceId) => $"""
        WITH counted AS (
            SELECT * FROM unnest({Column(figures, f => f.ProductId)}, {Column(figures, f => f.Counted)},
                {Column(figures, f => f.Expected)}) AS w (id, quantity, expected)),
        locked AS MATERIALIZED (
            SELECT * FROM product_stock WHERE product_id = ANY ({Column(figures, f => f.ProductId)})
            ORDER BY product_id FOR NO KEY UPDATE),
        changed AS (
            UPDATE product_stock p
            SET quantity = w.quantity, last_movement_id = greatest({entry.FirstId}, p.last_movement_id + 1)
            FROM locked l JOIN counted w ON w.id = l.product_id
            WHERE p.product_id = l.product_id AND NOT EXISTS (
                SELECT FROM locked o JOIN counted e ON e.id = o.product_id WHERE e.expected <> o.quantity)
            RETURNING p.product_id, p.quantity, p.quantity - l.quantity AS difference, p.last_movement_id),
        written AS (
            INSERT INTO stock_movements (product_id, id, quantity, balance, reason, reference_type, reference_id,
                actor_id, note)
            SELECT product_id, last_movement_id, difference, quantity, {ValuesOf(entry, $"{referenceId}::bigint")}
            FROM changed)
        SELECT w.id, {LockedColumns}, c.quantity, c.last_movement_id
        FROM counted w JOIN locked l ON l.product_id = w.id LEFT JOIN changed c ON c.product_id = w.id
        """;

    /// <summary>Adds the stock of new products with their opening movements.</summary>
    public static FormattableString Open(IReadOnlyCollection<NewStock> stock, StockEntry entry) => $"""
        WITH opened AS (
            INSERT INTO product_stock (product_id, quantity, sellable, backorder_limit, available_from,
                low_stock_threshold, last_movement_id)
            SELECT w.*, {entry.FirstId} FROM unnest({Column(stock, s => s.ProductId)},
                {Column(stock, s => s.Quantity)}, {Column(stock, s => s.Terms.Sellable)},
                {Column(stock, s => s.Terms.BackorderLimit)}, {Column(stock, s => s.Terms.AvailableFrom)},
                {Column(stock, s => s.Terms.LowStockThreshold)}) AS w
            RETURNING product_id, quantity, last_movement_id)
        INSERT INTO stock_movements (product_id, id, quantity, balance, reason, reference_type, reference_id,
            actor_id, note)
        SELECT product_id, last_movement_id, quantity, quantity, {ValuesOf(entry, $"NULL::bigint")} FROM opened
        """;

    /// <summary>
    /// Removes the stock of a product that is being removed. What is left is written off, so that its ledger ends at 0.
    /// </summary>
    public static FormattableString Remove(long productId, StockEntry entry) => $"""
        WITH removed AS (
            DELETE FROM product_stock WHERE product_id = {productId} RETURNING *)
        INSERT INTO stock_movements (product_id, id, quantity, balance, reason, reference_type, reference_id,
            actor_id, note)
        SELECT product_id, greatest({entry.FirstId}, last_movement_id + 1), -quantity, 0,
            {ValuesOf(entry, $"NULL::bigint")}
        FROM removed WHERE quantity <> 0
        """;

    /// <summary>Reads a row of <see cref="Move"/> or <see cref="Set"/>.</summary>
    public static StockMove Read(DbDataReader row) => new()
    {
        Id = row.GetInt64(0),
        StockBefore = row.GetInt32(1),
        BackorderLimit = row.GetInt32(2),
        AvailableFrom = row.ValueOrNull<DateTimeOffset>(3),
        LowStockThreshold = row.ValueOrNull<int>(4),
        IsSellable = row.GetBoolean(5),
        StockLeft = row.ValueOrNull<int>(6),
        MovementId = row.ValueOrNull<long>(7),
    };

    private static readonly FormattableString LockedColumns = $"""
        coalesce(l.quantity, 0), coalesce(l.backorder_limit, 0), l.available_from, l.low_stock_threshold,
            coalesce(l.sellable, false)
        """;

    private static FormattableString ValuesOf(StockEntry entry, FormattableString reference) => $"""
        {entry.Reason.ToString()}::text, {entry.ReferenceType?.ToString()}::text, {reference}, {entry.ActorId}::bigint,
            {entry.Note}::text
        """;

    private static T[] Column<TRow, T>(IReadOnlyCollection<TRow> rows, Func<TRow, T> value) => [.. rows.Select(value)];
}
