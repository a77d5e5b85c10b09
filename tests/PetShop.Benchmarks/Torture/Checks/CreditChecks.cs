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
    ];
}
