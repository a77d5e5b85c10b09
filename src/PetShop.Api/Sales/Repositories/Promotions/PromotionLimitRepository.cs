using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;
using PetShop.Api.Sales.Entities.Promotions;

namespace PetShop.Api.Sales.Repositories.Promotions;

/// <summary>
/// Takes and gives back uses of promotions. A counter is never read, checked and then written: one conditional
/// statement takes all limits of an order. Counters are locked in the order of their keys, so that two orders cannot
/// deadlock.
/// </summary>
internal sealed class PromotionLimitRepository(PetShopDbContext db)
{
    /// <summary>
    /// Records the uses of a new order and takes all limits that they count for. It is added after the order itself and
    /// before its stock.
    /// </summary>
    /// <param name="customer">The key of the customer's limits.</param>
    /// <param name="check">Receives each limit that is used up, after the batch. If there is one, roll back.</param>
    public static void Take(
        StatementBatch batch, long orderId, string customer, IReadOnlyCollection<TakenPromotion> uses,
        DateTimeOffset now, Action<List<LimitFailure>> check)
    {
        var ids = uses.Select(use => use.PromotionId).ToArray();
        var codes = uses.Select(use => use.CodeKey).ToArray();
        var amounts = uses.Select(use => use.Amount).ToArray();
        // The promotions and codes are locked against changes of what is limited. Reading them under the lock, in this
        // statement, makes a new limit hold at once.
        batch.Check($"""
            WITH wanted AS (
                SELECT * FROM unnest({ids}, {codes}::text[], {amounts}) AS w (promotion_id, code_key, amount)),
            held AS MATERIALIZED (
                SELECT id, max_uses,
                    CASE WHEN is_first_order_only THEN 1 ELSE max_uses_per_customer END AS per_customer
                FROM promotions WHERE id = ANY ({ids}) AND is_active ORDER BY id FOR KEY SHARE),
            codes AS MATERIALIZED (
                SELECT key, promotion_id, max_uses FROM promotion_codes
                WHERE key = ANY ({codes}) ORDER BY key FOR KEY SHARE),
            limits AS (
                SELECT id AS promotion_id, {PromotionCounter.Total} AS key, max_uses FROM held
                    WHERE max_uses IS NOT NULL
                UNION ALL
                SELECT id, {customer}, per_customer FROM held WHERE per_customer IS NOT NULL
                UNION ALL
                SELECT c.promotion_id, {PromotionCounter.OfCode} || c.key, c.max_uses
                    FROM wanted w JOIN codes c ON c.key = w.code_key AND c.promotion_id = w.promotion_id
                    WHERE c.max_uses IS NOT NULL),
            taken AS (
                INSERT INTO promotion_counters AS c (promotion_id, key, uses, max_uses)
                SELECT promotion_id, key, 1, max_uses FROM limits ORDER BY promotion_id, key COLLATE "C"
                ON CONFLICT (promotion_id, key) DO UPDATE SET uses = c.uses + 1, max_uses = excluded.max_uses
                    WHERE c.uses < excluded.max_uses
                RETURNING c.promotion_id, c.key),
            used AS (
                INSERT INTO promotion_uses (order_id, promotion_id, customer_key, code_key, amount, used_at)
                SELECT {orderId}, w.promotion_id, {customer}, w.code_key, w.amount, {now}
                FROM wanted w JOIN held ON held.id = w.promotion_id)
            SELECT l.promotion_id, l.key FROM limits l
            WHERE NOT EXISTS (SELECT FROM taken t WHERE t.promotion_id = l.promotion_id AND t.key = l.key)
            UNION ALL
            SELECT w.promotion_id, NULL FROM wanted w
            WHERE NOT EXISTS (SELECT FROM held WHERE held.id = w.promotion_id) OR (w.code_key IS NOT NULL
                AND NOT EXISTS (SELECT FROM codes c WHERE c.key = w.code_key AND c.promotion_id = w.promotion_id))
            """, row => new LimitFailure(row.GetInt64(0), row.TextOrNull(1)), check);
    }

    /// <summary>
    /// Gives back the uses of cancelled orders, each once, whoever calls it how often. The promotions are locked by a
    /// statement of their own: the next one then sees every counter that an admin's change has made meanwhile.
    /// </summary>
    public Task ReleaseAsync(long[] orderIds, DateTimeOffset now, CancellationToken ct)
    {
        var batch = new StatementBatch(db);
        LockPromotions(batch, orderIds);
        batch.Add($"""
            WITH released AS (
                UPDATE promotion_uses SET released_at = {now}
                WHERE order_id = ANY ({orderIds}) AND released_at IS NULL
                RETURNING promotion_id, customer_key, code_key),
            given AS (
                SELECT r.promotion_id, k.key, count(*)::integer AS uses FROM released r CROSS JOIN LATERAL (
                    VALUES ({PromotionCounter.Total}), (r.customer_key), ({PromotionCounter.OfCode} || r.code_key)
                ) AS k (key) WHERE k.key IS NOT NULL GROUP BY r.promotion_id, k.key),
            locked AS MATERIALIZED (
                SELECT c.promotion_id, c.key, g.uses FROM promotion_counters c
                JOIN given g ON g.promotion_id = c.promotion_id AND g.key = c.key
                ORDER BY c.promotion_id, c.key FOR NO KEY UPDATE OF c)
            UPDATE promotion_counters c SET uses = c.uses - l.uses
            FROM locked l WHERE c.promotion_id = l.promotion_id AND c.key = l.key
            """);
        return batch.SendAsync(ct);
    }

    /// <summary>
    /// Counts the uses of orders under another key of their customer. Orders that are placed meanwhile under the old
    /// key stay counted there. The promotions are locked as by <see cref="ReleaseAsync"/>, and all counters of the
    /// orders in their order, because the transaction may give back uses afterwards.
    /// </summary>
    /// <param name="to">A new key.</param>
    public Task RenameCustomerAsync(long[] orderIds, string from, string to, CancellationToken ct)
    {
        var batch = new StatementBatch(db);
        LockPromotions(batch, orderIds);
        batch.Query($"""
            SELECT c.promotion_id FROM promotion_counters c
            JOIN (SELECT DISTINCT u.promotion_id, k.key FROM promotion_uses u CROSS JOIN LATERAL (
                    VALUES ({PromotionCounter.Total}), (u.customer_key), ({PromotionCounter.OfCode} || u.code_key)
                ) AS k (key) WHERE u.order_id = ANY ({orderIds})) counted
                ON counted.promotion_id = c.promotion_id AND counted.key = c.key
            ORDER BY c.promotion_id, c.key FOR NO KEY UPDATE OF c
            """, ReadId);
        batch.Add($"""
            WITH moved AS (
                UPDATE promotion_uses SET customer_key = {to} WHERE order_id = ANY ({orderIds})
                RETURNING promotion_id, released_at),
            given AS (
                SELECT promotion_id, count(*)::integer AS uses FROM moved WHERE released_at IS NULL
                GROUP BY promotion_id),
            locked AS MATERIALIZED (
                SELECT c.promotion_id, g.uses FROM promotion_counters c JOIN given g USING (promotion_id)
                WHERE c.key = {from} ORDER BY c.promotion_id FOR NO KEY UPDATE OF c),
            taken AS (
                UPDATE promotion_counters c SET uses = c.uses - l.uses
                FROM locked l WHERE c.promotion_id = l.promotion_id AND c.key = {from}
                RETURNING c.promotion_id, l.uses, c.max_uses)
            INSERT INTO promotion_counters (promotion_id, key, uses, max_uses)
            SELECT promotion_id, {to}, uses, max_uses FROM taken
            """);
        batch.Add($"""
            DELETE FROM promotion_counters WHERE key = {from} AND uses = 0
                AND promotion_id IN (SELECT promotion_id FROM promotion_uses WHERE order_id = ANY ({orderIds}))
            """);
        return batch.SendAsync(ct);
    }

    /// <summary>Sets what promotions take off an order.</summary>
    public Task SetAmountsAsync(
        long orderId, IReadOnlyCollection<(long PromotionId, decimal Amount)> uses, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"""
            UPDATE promotion_uses u SET amount = w.amount
            FROM unnest({uses.Select(use => use.PromotionId).ToArray()},
                {uses.Select(use => use.Amount).ToArray()}) AS w (promotion_id, amount)
            WHERE u.order_id = {orderId} AND u.promotion_id = w.promotion_id
            """, ct);

    /// <summary>
    /// Makes the counters agree with the limits of a promotion, after a limit was added or removed. The promotion must
    /// be locked for it: then no order takes or gives back a use meanwhile.
    /// </summary>
    public Task CountAgainAsync(Promotion promotion, bool total, bool customers, CancellationToken ct)
    {
        var batch = new StatementBatch(db);
        var (id, all, each) = (promotion.Id, promotion.MaxUses, promotion.LimitPerCustomer);
        if (total)
        {
            batch.Add($"DELETE FROM promotion_counters WHERE promotion_id = {id} AND key = {PromotionCounter.Total}");
            if (all is not null)
                batch.Add($"""
                    INSERT INTO promotion_counters (promotion_id, key, uses, max_uses)
                    SELECT {id}, {PromotionCounter.Total}, count(*), greatest(count(*), {all}) FROM promotion_uses
                    WHERE promotion_id = {id} AND released_at IS NULL HAVING count(*) > 0
                    """);
        }
        if (customers)
        {
            batch.Add($"""
                DELETE FROM promotion_counters WHERE promotion_id = {id} AND key <> {PromotionCounter.Total}
                    AND NOT starts_with(key, {PromotionCounter.OfCode})
                """);
            if (each is not null)
                batch.Add($"""
                    INSERT INTO promotion_counters (promotion_id, key, uses, max_uses)
                    SELECT {id}, customer_key, count(*), greatest(count(*), {each}) FROM promotion_uses
                    WHERE promotion_id = {id} AND released_at IS NULL GROUP BY customer_key
                    """);
        }
        return batch.SendAsync(ct);
    }

    /// <summary>Whether any order, even a cancelled one, used the promotion.</summary>
    public async Task<bool> IsUsedAsync(long promotionId, CancellationToken ct) => (await db.ReadAsync(
        $"SELECT promotion_id FROM promotion_uses WHERE promotion_id = {promotionId} LIMIT 1", ReadId, ct)).Count > 0;

    private static void LockPromotions(StatementBatch batch, long[] orderIds) => batch.Query($"""
        SELECT p.id FROM promotions p
        WHERE p.id IN (SELECT promotion_id FROM promotion_uses WHERE order_id = ANY ({orderIds}))
        ORDER BY p.id FOR KEY SHARE
        """, ReadId);

    private static long ReadId(DbDataReader row) => row.GetInt64(0);
}

/// <summary>A promotion that an order uses.</summary>
/// <param name="CodeKey">The code in its comparable form; null if it applied without one.</param>
internal sealed record TakenPromotion(long PromotionId, string? CodeKey, decimal Amount);

/// <summary>A limit that could not be taken.</summary>
/// <param name="Key">The counter; null if the promotion or its code is no longer offered.</param>
internal sealed record LimitFailure(long PromotionId, string? Key);
