using PetShop.Api.Core.Database;
using PetShop.Api.Core.Integrity;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Repositories.Integrity;

/// <summary>
/// Looks for store credits and bought gift cards whose data contradict each other, 5,000 at a time.
/// </summary>
internal sealed class CreditFaultRepository(PetShopDbContext db)
{
    public Task<CheckedPart> CheckAsync(long from, CancellationToken ct) => db.CheckPartAsync(
        $"SELECT id FROM store_credits WHERE id >= {from} ORDER BY id {ListTotals.Limit(FaultParts.Size)}", Credits,
        id => $"store credit {id}", ct);

    /// <summary>By order.</summary>
    public Task<CheckedPart> CheckGiftCardsAsync(long from, CancellationToken ct) => db.CheckPartAsync(
        $"""
        SELECT DISTINCT order_id AS id FROM gift_cards WHERE order_id >= {from}
        ORDER BY id {ListTotals.Limit(FaultParts.Size)}
        """, GiftCards, id => $"gift cards of {OrderNumber.Of(id)}", ct);

    /// <summary>A credit is worth what its gift card cost, and what was refunded was taken back.</summary>
    private static FormattableString GiftCards(List<long> ids)
    {
        // They are few among all orders, so a range of ids would read those of goods too.
        var orders = ids.ToArray();
        return $"""
        SELECT g.order_id, g.amount <> coalesce(l.amount, 0) OR g.count <> coalesce(l.units, 0) OR g.wrong > 0
            OR g.refunded <> coalesce(r.amount, 0)
        FROM (
            SELECT c.order_id, sum(c.amount) AS amount, count(*) AS count,
                coalesce(sum(c.amount) FILTER (WHERE c.refund_number IS NOT NULL), 0) AS refunded,
                count(*) FILTER (WHERE c.store_credit_id IS NOT NULL
                    AND (m.issued IS DISTINCT FROM c.amount
                        OR (c.refund_number IS NOT NULL) IS DISTINCT FROM (m.taken_back = c.amount)
                        OR (c.refund_number IS NULL) IS DISTINCT FROM (m.taken_back = 0))
                    OR c.refund_number IS NOT NULL AND r.number IS NULL) AS wrong
            FROM gift_cards c
            LEFT JOIN LATERAL (
                SELECT coalesce(sum(amount) FILTER (WHERE kind = 'Issued'), 0) AS issued,
                    -coalesce(sum(amount) FILTER (WHERE kind = 'TakenBack'), 0) AS taken_back
                FROM store_credit_movements WHERE credit_id = c.store_credit_id) m ON true
            LEFT JOIN refunds r ON r.order_id = c.order_id AND r.number = c.refund_number
            WHERE c.order_id = ANY ({orders})
            GROUP BY c.order_id) g
        LEFT JOIN (
            SELECT order_id, sum(amount) AS amount, sum(quantity) AS units FROM order_lines
            WHERE order_id = ANY ({orders}) GROUP BY order_id) l ON l.order_id = g.order_id
        LEFT JOIN (
            SELECT order_id, sum(amount) AS amount FROM refunds
            WHERE order_id = ANY ({orders}) AND reason = 'Given' GROUP BY order_id) r ON r.order_id = g.order_id
        """;
    }

    private static FormattableString Credits(List<long> ids) => $"""
        SELECT c.id, c.balance <> coalesce(m.amount, 0) OR c.last_movement <> coalesce(m.movements, 0)
            OR coalesce(m.uneven, 0) > 0 OR coalesce(m.redeemed, 0) <> coalesce(p.captured, 0)
            OR coalesce(m.refunded, 0) <> coalesce(t.amount, 0)
        FROM store_credits c
        LEFT JOIN (
            SELECT credit_id, count(*) AS movements, sum(amount) AS amount,
                count(*) FILTER (WHERE balance <> due) AS uneven,
                -sum(amount) FILTER (WHERE kind = 'Redeemed') AS redeemed,
                sum(amount) FILTER (WHERE kind = 'Refunded') AS refunded
            FROM (SELECT *, sum(amount) OVER (PARTITION BY credit_id ORDER BY number) AS due
                FROM store_credit_movements WHERE credit_id BETWEEN {ids[0]} AND {ids[^1]}) AS summed
            GROUP BY credit_id) m ON m.credit_id = c.id
        LEFT JOIN (
            SELECT store_credit_id, sum(captured_amount) AS captured FROM payments
            WHERE store_credit_id BETWEEN {ids[0]} AND {ids[^1]} GROUP BY store_credit_id) p
            ON p.store_credit_id = c.id
        LEFT JOIN (
            SELECT store_credit_id, sum(amount) AS amount FROM refund_transfers
            WHERE store_credit_id BETWEEN {ids[0]} AND {ids[^1]} GROUP BY store_credit_id) t
            ON t.store_credit_id = c.id
        WHERE c.id BETWEEN {ids[0]} AND {ids[^1]}
        """;
}
