namespace PetShop.Benchmarks.Torture.Checks;

/// <summary>What the shop told others is what happened, each exactly once, in order.</summary>
internal static class EventChecks
{
    /// <summary>The event of an entry of the timeline; null if it has none.</summary>
    private const string TypeOfEntry = """
        CASE e.type WHEN 'Placed' THEN 'order.placed'
            WHEN 'StatusChanged' THEN 'order.' || (e.after ->> 'status')
            WHEN 'ItemsChanged' THEN 'order.edited' WHEN 'AddressChanged' THEN 'order.edited'
            WHEN 'EstimatedDeliveryChanged' THEN 'order.edited' WHEN 'PayByChanged' THEN 'order.edited'
            WHEN 'ShipmentCreated' THEN 'shipment.created' WHEN 'TrackingChanged' THEN 'shipment.updated'
            WHEN 'InvoiceIssued' THEN 'invoice.created' WHEN 'InvoiceDueDateChanged' THEN 'invoice.updated'
            WHEN 'InvoiceStatusChanged' THEN CASE e.after ->> 'status' WHEN 'paid' THEN 'order.paid'
                WHEN 'void' THEN 'invoice.voided' ELSE 'invoice.' || (e.after ->> 'status') END
            WHEN 'InvoiceOverdue' THEN 'invoice.overdue' WHEN 'InvoiceReminded' THEN 'invoice.reminded'
            WHEN 'PaymentStatusChanged' THEN 'payment.' || (e.after ->> 'status')
            WHEN 'ReturnRequested' THEN 'return.requested'
            WHEN 'ReturnStatusChanged' THEN 'return.' || (e.after ->> 'status')
            WHEN 'Refunded' THEN 'order.refunded' WHEN 'Note' THEN 'order.note_added' END
        """;

    public static readonly IReadOnlyList<Check> All =
    [
        new("each event has its cursor, without a gap", """
            SELECT format('event %s, cursor %s', key, cursor),
                cursor IS NULL OR cursor <> row_number() OVER (ORDER BY cursor) FROM events
            UNION ALL SELECT format('the last cursor is %s', last),
                last <> (SELECT coalesce(max(cursor), 0) FROM events) FROM event_positions
            """),
        new("an order's events are its timeline, in its order, and its papers", $"""
            SELECT format('order %s: %s instead of %s', order_id, e.types, t.types), e.types IS DISTINCT FROM t.types
            FROM (SELECT order_id, array_agg(type ORDER BY number) AS types
                FROM (SELECT e.order_id, e.number, {TypeOfEntry} AS type FROM order_events e
                    WHERE NOT e.is_internal) n WHERE type IS NOT NULL GROUP BY order_id) t
            FULL JOIN (SELECT (data ->> 'order_id')::bigint AS order_id, array_agg(type::text ORDER BY cursor) AS types
                FROM events WHERE key LIKE 'order:%' AND type NOT IN ('invoice.issued', 'credit_note.issued')
                GROUP BY 1) e USING (order_id)
            """),
        new("each number of an invoice and each credit note was told once", """
            SELECT format('%s %s', type, id), p.known IS NULL OR coalesce(e.n, 0) <> 1
            FROM (SELECT 'invoice.issued' AS type, invoice_id AS id, true AS known FROM invoice_register
                WHERE sequence IS NOT NULL
                UNION ALL SELECT 'credit_note.issued', id, true FROM credit_notes) p
            FULL JOIN (SELECT type::text AS type, (data ->> CASE type WHEN 'invoice.issued' THEN 'invoice_id'
                    ELSE 'credit_note_id' END)::bigint AS id, count(*) AS n
                FROM events WHERE type IN ('invoice.issued', 'credit_note.issued') GROUP BY 1, 2) e USING (type, id)
            """),
        new("each order was placed once; paid, cancelled and refunded ones have the events of that", """
            SELECT format('order %s', o.id), e.placed <> 1 OR e.cancelled <> (o.status = 'Cancelled')::int
                OR e.refunds <> (SELECT count(*) FROM refunds r WHERE r.order_id = o.id)
                OR e.paid < (SELECT count(*) FROM invoices i JOIN invoice_register r ON r.invoice_id = i.id
                    WHERE r.order_id = o.id AND i.status IN ('Paid', 'Refunded'))
            FROM orders o LEFT JOIN LATERAL (
                SELECT count(*) FILTER (WHERE type = 'order.placed') AS placed,
                    count(*) FILTER (WHERE type = 'order.cancelled') AS cancelled,
                    count(*) FILTER (WHERE type = 'order.refunded') AS refunds,
                    count(*) FILTER (WHERE type = 'order.paid') AS paid
                FROM events WHERE key LIKE 'order:%' AND (data ->> 'order_id')::bigint = o.id) e ON true
            """),
        new("GET /events showed each event once, in the order of cursors", """
            SELECT format('event %s, read as %s', e.cursor, r.n), e.cursor IS NULL OR r.cursor IS NULL
                OR r.n <> r.cursor OR r.type <> e.type OR r.key <> e.key OR r.id <> 'evt_' || e.cursor
            FROM events e FULL JOIN torture.read_events r ON r.cursor = e.cursor
            """),
        new("each event was delivered to each subscriber that wants it", """
            SELECT format('event %s, %s, to %s', e.cursor, e.type, s.name), NOT EXISTS (
                SELECT FROM torture.messages m WHERE m.subscriber = s.name AND m.cursor = e.cursor)
            FROM events e JOIN torture.subscribers s
                ON e.cursor > s.since AND (cardinality(s.types) = 0 OR e.type = ANY (s.types))
            """),
        new("each message is an event that is in the database, and wanted by its subscriber", """
            SELECT format('message %s, %s, to %s', m.id, m.type, m.subscriber), e.cursor IS NULL
                OR m.id <> 'evt_' || e.cursor OR m.type <> e.type OR m.key <> e.key OR e.cursor <= s.since
                OR NOT (cardinality(s.types) = 0 OR e.type = ANY (s.types))
            FROM torture.messages m JOIN torture.subscribers s ON s.name = m.subscriber
            LEFT JOIN events e ON e.cursor = m.cursor
            """),
        new("each subscriber got the events of an order in their order", """
            SELECT format('%s: event %s of %s', subscriber, cursor, key),
                n < lag(n) OVER (PARTITION BY subscriber, key ORDER BY cursor)
            FROM (SELECT subscriber, cursor, key, min(n) AS n FROM torture.messages
                GROUP BY subscriber, cursor, key) m
            """),
        new("each delivery is recorded as delivered", """
            SELECT format('event %s to %s is %s', cursor, webhook_id, state), state <> 'Delivered'
            FROM webhook_deliveries
            """),
        new("nothing waits in a queue or was given up", """
            SELECT format('%s %s: %s', queue, key, last_error), true FROM work_items
            """),
    ];
}
