namespace PetShop.Benchmarks.Torture.Checks;

/// <summary>Stock and its ledger.</summary>
internal static class StockChecks
{
    public static readonly IReadOnlyList<Check> All =
    [
        new("Σ movements = figure ≥ −backorder limit, for every product", """
            SELECT format('product %s: figure %s, sum %s', s.product_id, s.quantity, m.sum),
                s.quantity IS DISTINCT FROM m.sum OR s.quantity < -s.backorder_limit
                    OR s.last_movement_id IS DISTINCT FROM m.last
            FROM product_stock s LEFT JOIN (
                SELECT product_id, sum(quantity) AS sum, max(id) AS last FROM stock_movements GROUP BY product_id) m
                USING (product_id)
            """),
        new("each movement's balance follows from the one before", """
            SELECT format('product %s, movement %s', product_id, id), balance <> quantity + coalesce(
                lag(balance) OVER (PARTITION BY product_id ORDER BY id), 0)
            FROM stock_movements
            """),
        new("opening balance + Σ movements = closing balance, per product and month", """
            SELECT format('product %s, %s', b.product_id, b.month), b.balance <> coalesce(before.balance, 0) + m.sum
                OR b.last_movement_id <> m.last
            FROM stock_balances b
            LEFT JOIN LATERAL (SELECT balance FROM stock_balances o
                WHERE o.product_id = b.product_id AND o.month < b.month ORDER BY o.month DESC LIMIT 1) before ON true
            CROSS JOIN LATERAL (SELECT coalesce(sum(quantity), 0) AS sum, max(id) AS last FROM stock_movements m
                WHERE m.product_id = b.product_id
                    AND m.id >= ((b.month - date '2020-01-01')::bigint * 86400 << 20)
                    AND m.id < (((b.month + interval '1 month')::date - date '2020-01-01')::bigint * 86400 << 20)) m
            """),
        new("every month that has ended has a closing balance for each product", """
            SELECT format('product %s, movement %s', m.product_id, m.id), b.product_id IS NULL
            FROM stock_movements m LEFT JOIN stock_balances b ON b.product_id = m.product_id
                AND b.last_movement_id = m.id
            WHERE m.id < ((date_trunc('month', now() AT TIME ZONE 'UTC')::date - date '2020-01-01')::bigint
                * 86400 << 20)
                AND NOT EXISTS (SELECT FROM stock_movements n WHERE n.product_id = m.product_id AND n.id > m.id
                    AND n.id < m.id + (20 * 86400::bigint << 20))
            """),
        new("search flags agree with stock, and prices with products", """
            SELECT format('product %s', p.id),
                e.in_stock <> (s.quantity > 0 AND (s.available_from IS NULL OR s.available_from <= now()))
                OR e.few_left <> (s.quantity <= coalesce(s.low_stock_threshold, 5))
                OR e.price <> p.price OR e.is_active <> p.is_active
            FROM products p JOIN product_stock s ON s.product_id = p.id JOIN product_search e ON e.product_id = p.id
            """),
        new("no search entry is left to renew", "SELECT format('renewal %s', id), true FROM search_renewals"),
    ];
}
