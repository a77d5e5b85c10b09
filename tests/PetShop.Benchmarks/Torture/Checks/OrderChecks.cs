namespace PetShop.Benchmarks.Torture.Checks;

/// <summary>Orders are whole, and what they took and gave back agrees with their status.</summary>
internal static class OrderChecks
{
    private const string Lines = """
        (SELECT order_id, product_id, sum(quantity) AS quantity FROM order_lines GROUP BY order_id, product_id)
        """;

    public static readonly IReadOnlyList<Check> All =
    [
        new("no order is partly there: lines, invoice, price steps, first entry of the timeline", """
            SELECT format('order %s', o.id),
                NOT EXISTS (SELECT FROM order_lines l WHERE l.order_id = o.id)
                OR NOT EXISTS (SELECT FROM order_price_steps s WHERE s.order_id = o.id)
                OR NOT EXISTS (SELECT FROM order_events e
                    WHERE e.order_id = o.id AND e.number = 1 AND e.type = 'Placed')
                OR NOT EXISTS (SELECT FROM invoice_register r JOIN invoices i ON i.id = r.invoice_id
                    WHERE r.order_id = o.id AND i.order_id = o.id
                        AND (i.total_amount = o.total_amount OR o.status = 'Cancelled'))
            FROM orders o
            """),
        new("nothing is left of orders that do not exist", """
            SELECT format('%s of order %s', what, order_id), NOT EXISTS (SELECT FROM orders o WHERE o.id = order_id)
            FROM (
                SELECT 'lines', order_id FROM order_lines UNION SELECT 'invoice', order_id FROM invoice_register
                UNION SELECT 'event', order_id FROM order_events UNION SELECT 'unpaid', order_id FROM unpaid_orders
                UNION SELECT 'promotion', order_id FROM promotion_uses
                UNION SELECT 'movement', reference_id FROM stock_movements
                    WHERE reference_type = 'Order') AS f (what, order_id)
            """),
        new("what an order took and gave back is what is on it, and nothing once it is cancelled", $"""
            SELECT format('order %s, product %s: %s of %s', order_id, product_id, coalesce(m.quantity, 0),
                coalesce(l.quantity, 0)), coalesce(m.quantity, 0) <> coalesce(l.quantity, 0)
            FROM (SELECT l.* FROM {Lines} l JOIN orders o ON o.id = l.order_id AND o.status <> 'Cancelled') l
            FULL JOIN (SELECT reference_id AS order_id, product_id, -sum(quantity) AS quantity FROM stock_movements
                WHERE reason IN ('Sold', 'Released') GROUP BY reference_id, product_id) m USING (order_id, product_id)
            """),
        new("each line of an order that was not edited took its quantity from stock once", Moved("Sold", "", sign: -1)),
        new("each line of a cancelled order that was not edited gave its stock back once, and no other",
            Moved("Released", " AND o.status = 'Cancelled'", sign: 1)),
        new("each line of a restocked return came back once, and no other", """
            SELECT format('return %s, product %s', coalesce(l.id, m.id), product_id),
                coalesce(m.quantity, 0) <> coalesce(l.quantity, 0)
            FROM (SELECT r.id, l.product_id, sum(l.quantity) AS quantity FROM returns r
                    JOIN return_lines l ON l.return_id = r.id WHERE r.is_restocked GROUP BY r.id, l.product_id) l
                FULL JOIN (SELECT reference_id AS id, product_id, sum(quantity) AS quantity FROM stock_movements
                    WHERE reason = 'Returned' GROUP BY reference_id, product_id) m USING (product_id, id)
            """),
        new("returned units ≤ ordered units", $"""
            SELECT format('order %s, product %s', o.order_id, product_id), r.quantity > o.quantity OR o.quantity IS NULL
            FROM (SELECT r.order_id, l.product_id, sum(l.quantity) AS quantity
                FROM returns r JOIN return_lines l ON l.return_id = r.id
                WHERE r.status NOT IN ('Rejected', 'Withdrawn') GROUP BY r.order_id, l.product_id) r
            LEFT JOIN {Lines} o USING (order_id, product_id)
            """),
        new("unpaid orders are neither paid, authorised nor confirmed; they have their units and deadline", $"""
            SELECT format('order %s: %s units until %s, counted as %s until %s', coalesce(o.id, u.order_id), o.units,
                o.pay_by, u.units, u.pay_by), o.id IS NULL OR u.order_id IS NULL
                OR u.units <> o.units OR u.user_id IS DISTINCT FROM o.user_id
                OR u.guest_key IS DISTINCT FROM o.guest_key OR u.pay_by IS DISTINCT FROM o.pay_by
            FROM (SELECT o.id, o.user_id, o.guest_key, o.pay_by, (SELECT sum(quantity) FROM order_lines
                WHERE order_id = o.id) AS units
                FROM orders o WHERE o.status = 'Pending' AND (o.total_amount > 0 OR o.user_id IS NULL)
                    AND NOT EXISTS (SELECT FROM invoices i
                        WHERE i.order_id = o.id AND i.status IN ('Paid', 'Refunded'))
                    AND NOT EXISTS (SELECT FROM payments p WHERE p.order_id = o.id
                        HAVING bool_or(p.status = 'Authorised') AND sum(CASE p.status WHEN 'Authorised' THEN p.amount
                            ELSE p.captured_amount - p.refunded_amount END) >= o.total_amount)) o
            FULL JOIN (SELECT * FROM unpaid_orders WHERE cancelled_at IS NULL) u ON u.order_id = o.id
            """),
        new("no unpaid order is past its deadline", """
            SELECT format('order %s, due %s', order_id, pay_by), pay_by < now() - interval '20 seconds'
            FROM unpaid_orders WHERE cancelled_at IS NULL
            """),
        new("nothing personal is left where the accounting records do not need it of guests that were erased", """
            SELECT format('order %s', o.id), customer_email IS NOT NULL OR ship_to ->> 'phone' IS NOT NULL
                OR search_text LIKE '%@%' OR u.order_id IS NOT NULL
                OR (o.status = 'Cancelled' AND o.ship_to IS NOT NULL AND NOT EXISTS (SELECT FROM invoice_register r
                    WHERE r.order_id = o.id AND NOT r.is_void))
                OR EXISTS (SELECT FROM order_events e
                    WHERE e.order_id = o.id AND e.type = 'Note' AND e.text NOT LIKE 'Erased: %'
                        AND e.number < (SELECT number FROM order_events g
                            WHERE g.order_id = o.id AND g.type = 'GuestErased'))
            FROM orders o LEFT JOIN unpaid_orders u ON u.order_id = o.id
            WHERE starts_with(o.guest_key, 'erased:')
            """),
        new("timelines are numbered without gaps and end with the order's status", """
            SELECT format('order %s', o.id), e.last <> e.count OR e.status IS DISTINCT FROM
                    lower(regexp_replace(o.status, '(?<=.)([A-Z])', '_\1'))
            FROM orders o JOIN LATERAL (SELECT max(number) AS last, count(*) AS count,
                coalesce((array_agg(after ->> 'status' ORDER BY number DESC)
                    FILTER (WHERE type = 'StatusChanged'))[1], 'pending') AS status
                FROM order_events WHERE order_id = o.id) e ON true
            """),
    ];

    /// <summary>Movements of a reason against the lines of the orders that must have them.</summary>
    private static string Moved(string reason, string condition, int sign) => $"""
        SELECT format('order %s, product %s: %s of %s', coalesce(l.order_id, m.order_id), product_id,
            coalesce(m.quantity, 0), coalesce(l.quantity, 0)),
            coalesce(m.quantity, 0) <> {sign} * coalesce(l.quantity, 0) OR m.movements > 1
        FROM (SELECT l.order_id, l.product_id, l.quantity FROM {Lines} l
            JOIN orders o ON o.id = l.order_id{condition} WHERE {NotEdited("l.order_id")}) l
            FULL JOIN (SELECT reference_id AS order_id, product_id, sum(quantity) AS quantity, count(*) AS movements
                FROM stock_movements WHERE reason = '{reason}' AND {NotEdited("reference_id")}
                GROUP BY reference_id, product_id) m USING (order_id, product_id)
        """;

    private static string NotEdited(string orderId) => $"""
        NOT EXISTS (SELECT FROM order_events e WHERE e.order_id = {orderId} AND e.type = 'ItemsChanged')
        """;
}
