using PetShop.Api.Core.Database;
using PetShop.Api.Core.Integrity;

namespace PetShop.Api.Sales.Repositories.Integrity;

/// <summary>Looks for store credits whose data contradict each other, 5,000 credits at a time.</summary>
internal sealed class CreditFaultRepository(PetShopDbContext db)
{
    private const int PartSize = 5_000;

    public async Task<CheckedPart> CheckAsync(long from, CancellationToken ct)
    {
        var ids = await db.ReadAsync(
            $"SELECT id FROM store_credits WHERE id >= {from} ORDER BY id {ListTotals.Limit(PartSize)}",
            row => row.GetInt64(0), ct);
        if (ids.Count == 0)
            return new(0, 0, [], Next: null);
        var (first, last) = (ids[0], ids[^1]);
        return (await db.ReadAsync($"""
            SELECT count(*), count(*) FILTER (WHERE wrong), (array_agg(id ORDER BY id) FILTER (WHERE wrong))[:20]
            FROM (
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
                        FROM store_credit_movements WHERE credit_id BETWEEN {first} AND {last}) AS summed
                    GROUP BY credit_id) m ON m.credit_id = c.id
                LEFT JOIN (
                    SELECT store_credit_id, sum(captured_amount) AS captured FROM payments
                    WHERE store_credit_id BETWEEN {first} AND {last} GROUP BY store_credit_id) p
                    ON p.store_credit_id = c.id
                LEFT JOIN (
                    SELECT store_credit_id, sum(amount) AS amount FROM refund_transfers
                    WHERE store_credit_id BETWEEN {first} AND {last} GROUP BY store_credit_id) t
                    ON t.store_credit_id = c.id
                WHERE c.id BETWEEN {first} AND {last}) AS checked (id, wrong)
            """, row => new CheckedPart(
                row.GetInt64(0), row.GetInt64(1),
                row.IsDBNull(2) ? []
                    : Array.ConvertAll(row.GetFieldValue<long[]>(2), id => $"store credit {id}"),
                ids.Count == PartSize ? last + 1 : null), ct)).Single();
    }
}
