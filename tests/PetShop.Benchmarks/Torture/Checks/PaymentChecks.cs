namespace PetShop.Benchmarks.Torture.Checks;

/// <summary>The payment provider's books against those of the shop.</summary>
internal static class PaymentChecks
{
    /// <summary>What was captured, given back, and should have gone back but waits for an admin, by order.</summary>
    private const string Kept = """
        (SELECT p.order_id, sum(p.captured_amount) AS captured, sum(p.refunded_amount) AS refunded,
            coalesce((SELECT sum(t.amount) FROM refund_transfers t
                WHERE t.order_id = p.order_id AND t.status = 'Failed' AND NOT t.is_replaced), 0) AS waiting
        FROM payments p GROUP BY p.order_id)
        """;

    /// <summary>Whether the provider was asked for a transfer.</summary>
    private const string IsSent = """
        t.store_credit_id IS NULL AND (t.reference IS NOT NULL OR EXISTS (SELECT FROM payment_calls c
            WHERE c.order_id = t.order_id AND c.kind = 'Refund' AND c.refund_number = t.refund_number
                AND c.transfer_number = t.number))
        """;

    /// <summary>
    /// Whether all money of a payment is given back, some of it in other ways than at the provider: then what goes back
    /// there as well is lost to the shop, and cannot be booked.
    /// </summary>
    private const string IsUsedUp = $"""
        EXISTS (SELECT FROM payments p JOIN refund_transfers t
            ON t.order_id = p.order_id AND t.payment_number = p.number AND t.status <> 'Failed' AND NOT ({IsSent})
            WHERE p.reference = a.reference AND p.refunded_amount = p.captured_amount)
        """;

    /// <summary>What the provider calls the movement of a transfer, of which it may be a part.</summary>
    private const string Movement = "split_part(t.reference, '/', 1)";

    public static readonly IReadOnlyList<Check> All =
    [
        new("each payment at the provider is one payment of its order", """
            SELECT format('%s for payment %s of order %s', a.reference, a.payment_number, a.order_id),
                p.order_id IS NULL
            FROM torture.provider_payments a
            LEFT JOIN payments p ON p.reference = a.reference AND p.order_id = a.order_id AND p.provider = 'stripe'
            """),
        new("the provider was asked for each payment once", """
            SELECT format('call %s for payment %s of order %s', call_id, min(payment_number), min(order_id)),
                count(*) > 1
            FROM torture.provider_payments GROUP BY call_id
            """),
        new("captured and given back at the provider = in the books, for each payment", $"""
            SELECT format('payment %s of order %s: %s captured, %s given back; %s at the provider: %s, %s, %s lost',
                p.number, p.order_id, p.captured_amount, t.sent, a.reference, a.captured, a.refunded, a.disputed),
                p.captured_amount IS DISTINCT FROM a.captured
                    OR coalesce(t.sent, 0) NOT BETWEEN o.own AND a.refunded + a.disputed
                    OR (coalesce(t.sent, 0) IS DISTINCT FROM a.refunded + a.disputed AND NOT {IsUsedUp})
            FROM (SELECT * FROM payments WHERE provider = 'stripe' AND (reference IS NOT NULL OR captured_amount > 0)) p
            FULL JOIN torture.provider_payments a ON a.reference = p.reference
            LEFT JOIN LATERAL (SELECT sum(t.amount) AS sent FROM refund_transfers t WHERE t.order_id = p.order_id
                AND t.payment_number = p.number AND t.status <> 'Failed' AND {IsSent}) t ON true
            LEFT JOIN LATERAL (SELECT coalesce(sum(r.amount), 0) AS own FROM torture.provider_refunds r
                WHERE r.payment = a.reference AND r.status <> 'failed' AND r.call_id IS NOT NULL) o ON true
            """),
        new("each captured payment at the provider has an order that stands, or went back", """
            SELECT format('%s of order %s: %s captured, %s given back', a.reference, a.order_id, a.captured,
                p.refunded_amount),
                o.id IS NULL OR (o.status = 'Cancelled' AND a.captured <> p.refunded_amount + coalesce((
                    SELECT sum(t.amount) FROM refund_transfers t WHERE t.order_id = p.order_id
                        AND t.payment_number = p.number AND t.status = 'Failed' AND NOT t.is_replaced), 0))
            FROM torture.provider_payments a LEFT JOIN orders o ON o.id = a.order_id
            LEFT JOIN payments p ON p.reference = a.reference WHERE a.captured > 0
            """),
        new("no more is kept of an order than it costs, and nothing of a cancelled one", $"""
            SELECT format('order %s: %s captured, %s given back, %s waiting, of %s', o.id, k.captured, k.refunded,
                k.waiting, o.total_amount), k.captured - k.refunded - k.waiting
                > CASE WHEN o.status = 'Cancelled' THEN 0 ELSE o.total_amount END
            FROM {Kept} k JOIN orders o ON o.id = k.order_id
            """),
        new("an order is paid when its payments cover it, and only then", $"""
            SELECT format('order %s, %s: %s captured, %s given back, of %s', o.id, i.status, k.captured, k.refunded,
                i.total_amount), CASE i.status
                WHEN 'Pending' THEN k.captured - k.refunded - k.waiting >= i.total_amount
                WHEN 'Void' THEN false ELSE coalesce(k.captured, 0) < i.total_amount END
            FROM orders o JOIN invoice_register r ON r.order_id = o.id JOIN invoices i ON i.id = r.invoice_id
            LEFT JOIN {Kept} k ON k.order_id = o.id WHERE i.total_amount > 0
            """),
        new("what is kept of a paid order is what its invoice was paid with, minus what was refunded of it", $"""
            SELECT format('order %s, %s: %s captured, %s given back, %s waiting; invoice of %s, %s refunded', o.id,
                i.status, k.captured, k.refunded, k.waiting, i.total_amount, i.refunded_amount),
                k.captured - k.refunded - k.waiting IS DISTINCT FROM i.total_amount - i.refunded_amount
            FROM orders o JOIN invoice_register r ON r.order_id = o.id AND NOT r.is_void
            JOIN invoices i ON i.id = r.invoice_id AND i.status IN ('Paid', 'Refunded') AND i.total_amount > 0
            JOIN {Kept} k ON k.order_id = o.id
            """),
        new("Σ refunds of an order ≤ Σ captured, and each refund = Σ its transfers", $"""
            SELECT format('refund %s of order %s', r.number, r.order_id), r.amount IS DISTINCT FROM t.amount
                OR s.amount > k.captured OR k.captured IS NULL
            FROM refunds r
            LEFT JOIN LATERAL (SELECT sum(amount) AS amount FROM refund_transfers t
                WHERE t.order_id = r.order_id AND t.refund_number = r.number AND NOT t.is_replaced) t ON true
            JOIN (SELECT order_id, sum(amount) AS amount FROM refunds GROUP BY order_id) s ON s.order_id = r.order_id
            LEFT JOIN {Kept} k ON k.order_id = r.order_id
            """),
        new("given back = Σ transfers that did not fail ≤ captured, for each payment", """
            SELECT format('payment %s of order %s', p.number, p.order_id), p.refunded_amount > p.captured_amount
                OR p.refunded_amount <> coalesce((SELECT sum(t.amount) FROM refund_transfers t
                    WHERE t.order_id = p.order_id AND t.payment_number = p.number AND t.status <> 'Failed'), 0)
            FROM payments p
            """),
        new("each refund at the provider is the transfers that stand for it, and each transfer is of one refund", $"""
            SELECT format('transfers %s of order %s, refund %s', t.numbers, t.order_id, r.reference),
                r.reference IS NULL OR coalesce(t.amount, 0) > r.amount
                    OR (coalesce(t.amount, 0) < r.amount
                        AND (r.call_id IS NOT NULL OR (r.status <> 'failed' AND NOT {IsUsedUp})))
                    OR (t.order_id IS NOT NULL AND t.status IS DISTINCT FROM r.status)
                    OR t.payments > 1 OR (t.count > 1 AND NOT t.is_foreign)
            FROM (SELECT {Movement} AS reference, min(t.order_id) AS order_id, sum(t.amount) AS amount,
                    count(*) AS count, count(DISTINCT (t.order_id, t.payment_number)) AS payments,
                    string_agg(format('%s/%s', t.refund_number, t.number), ', ') AS numbers,
                    CASE WHEN min(t.status) = max(t.status) THEN lower(min(t.status)) END AS status,
                    bool_and(NOT EXISTS (SELECT FROM payment_calls c WHERE c.order_id = t.order_id AND c.kind = 'Refund'
                        AND c.refund_number = t.refund_number AND c.transfer_number = t.number)) AS is_foreign
                FROM refund_transfers t
                WHERE {IsSent} AND (t.reference IS NOT NULL OR t.status <> 'Failed')
                    AND coalesce(t.reference, '') NOT LIKE 'dispute of %'
                GROUP BY coalesce({Movement}, format('%s/%s/%s', t.order_id, t.refund_number, t.number)),
                    {Movement}) t
            FULL JOIN torture.provider_refunds r ON r.reference = t.reference
            LEFT JOIN torture.provider_payments a ON a.reference = r.payment
            """),
        new("what was lost in disputes is booked, and nothing else as that", $"""
            SELECT format('dispute of %s: %s booked, %s lost', coalesce(a.reference, t.reference), t.amount,
                a.disputed), coalesce(t.amount, 0) > coalesce(a.disputed, 0)
                    OR (coalesce(t.amount, 0) < a.disputed AND NOT {IsUsedUp})
            FROM (SELECT substr({Movement}, length('dispute of ') + 1) AS reference, sum(t.amount) AS amount
                FROM refund_transfers t WHERE t.reference LIKE 'dispute of %' AND t.status = 'Succeeded'
                GROUP BY 1) t
            FULL JOIN (SELECT * FROM torture.provider_payments WHERE disputed > 0) a ON a.reference = t.reference
            """),
        new("each call to the provider is decided, and so is each payment", """
            SELECT format('call %s of payment %s of order %s', c.kind, c.payment_number, c.order_id),
                c.state = 'Open' OR p.status = 'Processing'
            FROM payment_calls c LEFT JOIN payments p ON p.order_id = c.order_id AND p.number = c.payment_number
            """),
        new("a payment's status says what is captured and given back, and what the provider holds", """
            SELECT format('payment %s of order %s is %s', p.number, p.order_id, p.status), CASE p.status
                WHEN 'Captured' THEN p.captured_amount = 0 OR p.refunded_amount > 0
                WHEN 'PartiallyRefunded' THEN p.refunded_amount NOT BETWEEN 0.01 AND p.captured_amount - 0.01
                WHEN 'Refunded' THEN p.refunded_amount <> p.captured_amount
                ELSE p.captured_amount > 0 END OR (p.status = 'Authorised') <> (coalesce(a.authorised, 0) > 0)
            FROM payments p LEFT JOIN torture.provider_payments a ON a.reference = p.reference
            """),
        new("each message of the provider was handled", """
            SELECT format('%s: %s', event_id, type), handled_at IS NULL FROM payment_notifications
            """),
    ];
}
