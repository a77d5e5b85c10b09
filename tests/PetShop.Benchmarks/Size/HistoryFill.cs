namespace PetShop.Benchmarks.Size;

/// <summary>Adds what happened to the orders, and the ledger of the stock that they took.</summary>
internal sealed class HistoryFill(Database database)
{
    private const string Steps = """
        INSERT INTO order_price_steps (order_id, steps)
        SELECT id, (SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object('kind', kind, 'rule', rule,
                'position', position, 'base', base, 'rate', rate, 'exact', exact, 'rounding', 'None', 'amount', exact)))
            FROM (VALUES ('UnitPrice', 'The price', 1, 10.0, NULL, 10.0), ('LineAmount', 'Units × price', 1, 10, 1, 10),
                ('UnitPrice', 'The price', 2, 10, NULL, 10), ('LineAmount', 'Units × price', 2, 10, 1, 10),
                ('Shipping', 'Parcel', NULL, 20, NULL, 4.9), ('Tax', 'VAT', NULL, 24.9, 19, 3.98),
                ('TaxShare', 'VAT', 1, 10, 19, 1.6), ('TaxShare', 'VAT', 2, 10, 19, 1.6),
                ('Total', 'Goods', NULL, 20, NULL, 24.9)) AS step (kind, rule, position, base, rate, exact))
        FROM orders
        """;

    private const string Unpaid = """
        INSERT INTO unpaid_orders (order_id, user_id, guest_key, client_key, units, pay_by)
        SELECT id, user_id, guest_key, CASE WHEN user_id IS NULL THEN sha256((id % 1000)::text::bytea) END, 2, pay_by
        FROM orders WHERE status = 'Pending'
        """;

    private const string Shipments = """
        INSERT INTO shipments (order_id, number, carrier, tracking_number, tracking_key, shipped_at, updated_at,
            version)
        SELECT id, 1, 'Parcel Express', '1Z ' || id, '1z' || id, placed_at + interval '1 day',
            placed_at + interval '1 day', 1
        FROM orders WHERE status IN ('Shipped', 'Delivered')
        """;

    private const string ShipmentLines = """
        INSERT INTO shipment_lines (order_id, shipment_number, position, quantity)
        SELECT s.order_id, 1, n, 1 FROM shipments s CROSS JOIN generate_series(1, 2) n
        """;

    /// <summary>Orders that went on have a timeline of their payment and shipment, and every tenth a note.</summary>
    private const string Events = """
        INSERT INTO order_events (order_id, number, type, author, user_id, happened_at, before, after, subject_id,
            text, is_internal)
        SELECT o.id, row_number() OVER (PARTITION BY o.id ORDER BY e.place), e.type, e.author,
            CASE WHEN e.author = 'Customer' THEN o.user_id END, o.placed_at + e.place * interval '8 hours',
            CASE WHEN e.before IS NOT NULL THEN jsonb_build_object('status', e.before) END,
            CASE WHEN e.after IS NOT NULL THEN jsonb_build_object('status', e.after) END,
            CASE WHEN e.type IN ('InvoiceStatusChanged', 'ShipmentCreated') THEN 1 END, e.text, false
        FROM orders o CROSS JOIN (VALUES
            (0, 'Placed', 'Customer', NULL, 'pending', NULL, 0),
            (1, 'InvoiceStatusChanged', 'Admin', 'pending', 'paid', NULL, 1),
            (2, 'StatusChanged', 'Admin', 'pending', 'processing', NULL, 1),
            (3, 'ShipmentCreated', 'Admin', NULL, NULL, NULL, 2),
            (4, 'StatusChanged', 'Admin', 'processing', 'shipped', NULL, 2),
            (5, 'StatusChanged', 'Admin', 'pending', 'cancelled', NULL, 3),
            (6, 'Note', 'Admin', NULL, NULL, 'The customer asked when it comes.', 4))
            AS e (place, type, author, before, after, text, of)
        WHERE e.of = 0 OR (e.of = 1 AND o.status IN ('Processing', 'Shipped', 'Delivered'))
            OR (e.of = 2 AND o.status IN ('Shipped', 'Delivered')) OR (e.of = 3 AND o.status = 'Cancelled')
            OR (e.of = 4 AND o.id % 10 = 0)
        """;

    /// <summary>
    /// Each product begins with what was sold since and what is left. The ids of a product's sales are those of their
    /// orders, so they have the order of the sales.
    /// </summary>
    private const string Movements = """
        TRUNCATE stock_movements;
        INSERT INTO stock_movements (product_id, id, quantity, balance, reason, reference_type, reference_id)
        SELECT l.product_id, l.order_id + l.position - 1, -1,
            p.quantity - 1 + row_number() OVER (PARTITION BY l.product_id ORDER BY l.order_id DESC, l.position DESC),
            'Sold', 'Order', l.order_id
        FROM order_lines l JOIN orders o ON o.id = l.order_id JOIN product_stock p ON p.product_id = l.product_id
        WHERE o.status <> 'Cancelled';
        INSERT INTO stock_movements (product_id, id, quantity, balance, reason)
        SELECT p.product_id, (extract(epoch FROM date_trunc('second', now()) - interval '370 days'
                - timestamptz '2020-01-01Z')::bigint << 20),
            p.quantity + coalesce(s.sold, 0), p.quantity + coalesce(s.sold, 0), 'Opening'
        FROM product_stock p LEFT JOIN
            (SELECT product_id, count(*)::int AS sold FROM stock_movements GROUP BY product_id) s USING (product_id);
        UPDATE product_stock p SET last_movement_id = m.id
        FROM (SELECT product_id, max(id) AS id FROM stock_movements GROUP BY product_id) m
        WHERE m.product_id = p.product_id
        """;

    public async Task AddAsync()
    {
        foreach (var sql in (string[])[Steps, Unpaid, Shipments, ShipmentLines, Events, Movements])
            await database.ExecuteAsync(sql);
    }
}
