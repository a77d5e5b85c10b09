using System.Buffers.Binary;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Errors;

namespace PetShop.Api.Core.Database;

/// <summary>Keeps results under Idempotency-Keys, always in the caller's transaction.</summary>
internal sealed class IdempotencyStore(PetShopDbContext db, TimeProvider clock)
{
    /// <summary>How long a result is kept. Clients are promised half of this time.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromHours(48);

    /// <summary>Locks the id for this transaction and looks up its record.</summary>
    /// <exception cref="ShopException">409: another transaction has locked it.</exception>
    public async Task<IdempotencyRecord?> FindAsync(byte[] id, CancellationToken ct)
    {
        // Two statements: under READ COMMITTED the look-up must start after the lock is held, to see what
        // its last holder committed.
        var batch = new StatementBatch(db);
        var number = BinaryPrimitives.ReadInt64LittleEndian(id);
        var isHeld = batch.Query($"SELECT pg_try_advisory_xact_lock({number})", row => row.GetBoolean(0));
        var kept = batch.Query(
            $"SELECT body_hash, result, owner_id, created_at FROM idempotency_records WHERE id = {id}",
            row => Read(id, row));
        await batch.SendAsync(ct);
        if (!isHeld.Value[0])
            throw new ShopException(
                ProblemTypes.KeyInProgress, "Send the same request again in a second to get its result.")
            {
                RetryAfter = TimeSpan.FromSeconds(1),
            };
        return kept.Value is [var record] ? record : null;
    }

    /// <summary>
    /// Keeps a result or, if its owner's account was closed in the meantime, only the fact that there was one. Closing
    /// the account waits for transactions that have already kept a result. All others wait here until the account is
    /// closed, and only then check whether it was.
    /// </summary>
    public void Keep(StatementBatch batch, byte[] id, byte[] bodyHash, string result, long owner)
    {
        batch.Query(
            $"SELECT pg_advisory_xact_lock_shared(hashtextextended('kept-results:' || {owner}::text, 0))", row => true);
        batch.Add($"""
            INSERT INTO idempotency_records (id, body_hash, result, owner_id, created_at)
            VALUES ({id}, {bodyHash},
                CASE WHEN NOT EXISTS (SELECT FROM erased_owners WHERE owner_id = {owner}) THEN {result}::json END,
                {owner}, {clock.GetUtcNow()})
            """);
    }

    /// <summary>
    /// Erases the results that are kept for an account, including those that running requests are about to keep.
    /// </summary>
    public async Task EraseAsync(long owner, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync(
            $"SELECT pg_advisory_xact_lock(hashtextextended('kept-results:' || {owner}::text, 0))", ct);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO erased_owners (owner_id, erased_at) VALUES ({owner}, {clock.GetUtcNow()})
            ON CONFLICT (owner_id) DO UPDATE SET erased_at = excluded.erased_at
            """, ct);
        await EraseAsync([owner], ct);
    }

    /// <summary>Erases the results that are kept for these owners until now.</summary>
    public Task EraseAsync(long[] owners, CancellationToken ct) => db.Database.ExecuteSqlAsync(
        $"UPDATE idempotency_records SET result = NULL WHERE owner_id = ANY ({owners}) AND result IS NOT NULL", ct);

    private static IdempotencyRecord Read(byte[] id, DbDataReader row) => new()
    {
        Id = id,
        BodyHash = row.GetFieldValue<byte[]>(0),
        Result = row.TextOrNull(1),
        OwnerId = row.GetFieldValue<long?>(2),
        CreatedAt = row.GetFieldValue<DateTimeOffset>(3),
    };
}
