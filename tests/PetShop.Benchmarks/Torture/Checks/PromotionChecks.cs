namespace PetShop.Benchmarks.Torture.Checks;

/// <summary>Promotions are used as often as their limits allow, and given back once.</summary>
internal static class PromotionChecks
{
    private const string Counted = """
        (SELECT u.promotion_id, k.key, count(*) AS uses FROM promotion_uses u
            JOIN promotions p ON p.id = u.promotion_id LEFT JOIN promotion_codes c ON c.key = u.code_key
            CROSS JOIN LATERAL (VALUES ('total', p.max_uses),
                (u.customer_key, CASE WHEN p.is_first_order_only THEN 1 ELSE p.max_uses_per_customer END),
                ('code:' || u.code_key, c.max_uses)) AS k (key, most)
            WHERE u.released_at IS NULL AND k.most IS NOT NULL GROUP BY u.promotion_id, k.key)
        """;

    public static readonly IReadOnlyList<Check> All =
    [
        new("uses = counter ≤ limit: in total, per customer and per code", $"""
            SELECT format('promotion %s, %s: %s uses, counter %s', promotion_id, key, u.uses, c.uses),
                coalesce(u.uses, 0) <> coalesce(c.uses, 0) OR u.uses > c.max_uses
            FROM {Counted} u FULL JOIN promotion_counters c USING (promotion_id, key)
            """),
        new("uses ≤ limit of promotions and codes that were never changed", """
            SELECT format('promotion %s, %s: %s of %s', u.promotion_id, u.what, u.uses, u.most), u.uses > u.most
            FROM (
                SELECT p.id AS promotion_id, 'total' AS what, count(*) AS uses, p.max_uses AS most FROM promotions p
                    JOIN promotion_uses u ON u.promotion_id = p.id AND u.released_at IS NULL
                    WHERE p.version = 1 GROUP BY p.id
                UNION ALL
                SELECT p.id, u.customer_key, count(*), p.max_uses_per_customer FROM promotions p
                    JOIN promotion_uses u ON u.promotion_id = p.id AND u.released_at IS NULL
                    WHERE p.version = 1 GROUP BY p.id, u.customer_key
                UNION ALL
                SELECT c.promotion_id, c.code, count(*), c.max_uses FROM promotion_codes c
                    JOIN promotion_uses u ON u.code_key = c.key AND u.released_at IS NULL GROUP BY c.key) u
            """),
        new("a cancelled order uses no promotion, and every other order those in its price", """
            SELECT format('order %s', o.id),
                (SELECT count(*) FROM promotion_uses u WHERE u.order_id = o.id
                    AND (u.released_at IS NULL) = (o.status = 'Cancelled')) > 0
                OR (SELECT count(*) FROM promotion_uses u WHERE u.order_id = o.id)
                    <> jsonb_array_length(o.pricing -> 'promotions')
            FROM orders o
            """),
    ];
}
