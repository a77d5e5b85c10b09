namespace PetShop.Benchmarks.Torture.Checks;

/// <summary>Store credit is what its movements say, and was spent once.</summary>
internal static class CreditChecks
{
    public static readonly IReadOnlyList<Check> All =
    [
        new("store credit = Σ movements ≥ 0, in their order", """
            SELECT format('credit %s', c.id), c.balance IS DISTINCT FROM coalesce(m.amount, 0) OR c.balance < 0
                OR c.last_movement <> coalesce(m.count, 0) OR m.last <> m.count OR m.uneven > 0
            FROM store_credits c LEFT JOIN (
                SELECT credit_id, sum(amount) AS amount, count(*) AS count, max(number) AS last,
                    count(*) FILTER (WHERE balance <> due OR balance < 0) AS uneven
                FROM (SELECT *, sum(amount) OVER (PARTITION BY credit_id ORDER BY number) AS due
                    FROM store_credit_movements) s
                GROUP BY credit_id) m ON m.credit_id = c.id
            """),
        new("each payment with store credit took its amount from it once", """
            SELECT format('payment %s of order %s: %s, credit %s', number, order_id, p.captured_amount, -m.amount),
                p.captured_amount IS DISTINCT FROM -m.amount OR p.store_credit_id IS DISTINCT FROM m.credit_id
                    OR m.count > 1
            FROM (SELECT * FROM payments WHERE method = 'StoreCredit') p
            FULL JOIN (SELECT order_id, payment_number AS number, sum(amount) AS amount, min(credit_id) AS credit_id,
                    count(*) AS count FROM store_credit_movements WHERE kind = 'Redeemed'
                GROUP BY order_id, payment_number) m USING (order_id, number)
            """),
        new("each refund to store credit came to it once", """
            SELECT format('transfer %s/%s of order %s', refund_number, number, order_id),
                t.amount IS DISTINCT FROM m.amount OR t.store_credit_id IS DISTINCT FROM m.credit_id
                    OR t.status <> 'Succeeded' OR m.count > 1
            FROM (SELECT * FROM refund_transfers WHERE store_credit_id IS NOT NULL) t
            FULL JOIN (SELECT order_id, refund_number, transfer_number AS number, sum(amount) AS amount,
                    min(credit_id) AS credit_id, count(*) AS count
                FROM store_credit_movements WHERE kind = 'Refunded'
                GROUP BY order_id, refund_number, transfer_number) m USING (order_id, refund_number, number)
            """),
        new("each unit of an order of gift cards is one, whose credit was opened with its price once", """
            SELECT format('gift card %s of order %s', number, coalesce(g.order_id, m.order_id)),
                g.order_id IS NULL OR (g.store_credit_id IS NOT NULL AND m.amount IS DISTINCT FROM g.amount)
                    OR m.count > 1 OR g.number > l.units
            FROM gift_cards g
            FULL JOIN (SELECT credit_id, order_id, sum(amount) AS amount, count(*) AS count
                FROM store_credit_movements WHERE kind = 'Issued' AND order_id IS NOT NULL
                GROUP BY credit_id, order_id) m ON m.credit_id = g.store_credit_id
            LEFT JOIN (SELECT order_id, sum(quantity) AS units FROM order_lines GROUP BY order_id) l
                ON l.order_id = g.order_id
            """),
        new("a gift card that was refunded was taken back once, and no other", """
            SELECT format('gift card %s of order %s', g.number, g.order_id),
                (g.refund_number IS NOT NULL AND g.store_credit_id IS NOT NULL) <> (m.credit_id IS NOT NULL)
                    OR m.amount <> -g.amount OR m.count > 1
            FROM gift_cards g
            LEFT JOIN (SELECT credit_id, order_id, sum(amount) AS amount, count(*) AS count
                FROM store_credit_movements WHERE kind = 'TakenBack' GROUP BY credit_id, order_id) m
                ON m.credit_id = g.store_credit_id AND m.order_id = g.order_id
            """),
        new("gift cards with codes are worth at most what their order paid, minus what the shop gave back", """
            SELECT format('order %s: %s of %s', g.order_id, g.worth, p.captured - coalesce(r.given, 0)),
                g.worth > coalesce(p.captured, 0) - coalesce(r.given, 0)
            FROM (SELECT order_id, sum(amount) AS worth FROM gift_cards
                WHERE store_credit_id IS NOT NULL AND refund_number IS NULL GROUP BY order_id) g
            LEFT JOIN (SELECT order_id, sum(captured_amount) AS captured FROM payments GROUP BY order_id) p
                USING (order_id)
            LEFT JOIN (SELECT order_id, sum(amount) AS given FROM refunds
                WHERE reason NOT IN ('DisputeLost', 'MadeAtProvider') GROUP BY order_id) r USING (order_id)
            """),
        new("an order of gift cards is delivered as soon as it is paid, and not before", """
            SELECT format('order %s: %s', o.id, o.status), (o.status = 'Delivered') IS DISTINCT FROM EXISTS (
                SELECT FROM invoices i WHERE i.order_id = o.id AND i.status IN ('Paid', 'Refunded'))
            FROM orders o WHERE EXISTS (SELECT FROM gift_cards g WHERE g.order_id = o.id)
            """),
    ];
}
