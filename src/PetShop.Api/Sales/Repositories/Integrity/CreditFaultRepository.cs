using PetShop.Api.Core.Database;
using PetShop.Api.Core.Integrity;

namespace PetShop.Api.Sales.Repositories.Integrity;

/// <summary>Looks for store credits whose data contradict each other, 5,000 credits at a time.</summary>
internal sealed class CreditFaultRepository(PetShopDbContext db)
{
    public Task<CheckedPart> CheckAsync(long from, CancellationToken ct) => db.CheckPartAsync(
        $"SELECT id FROM store_credits WHERE id >= {from} ORDER BY id {ListTotals.Limit(FaultParts.Size)}", Credits,
        id => $"store credit {id}", ct);

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
