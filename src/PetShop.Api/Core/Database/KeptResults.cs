using System.Buffers.Binary;
using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Errors;

namespace PetShop.Api.Core.Database;

/// <summary>The results that are kept under Idempotency-Keys. All of it happens in the caller's transaction.</summary>
internal sealed class KeptResults(PetShopDbContext db, TimeProvider clock)
{
    /// <summary>How long a result is kept; clients are promised half of it.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(48);

    /// <summary>Takes the id for this transaction and looks it up.</summary>
    /// <exception cref="ShopException">409: another transaction has it.</exception>
    public async Task<IdempotencyRecord?> FindAsync(byte[] id, CancellationToken ct)
    {
        // Two statements: under READ COMMITTED the look-up must start after the lock is held, to see what its last holder committed.
        var number = BinaryPrimitives.ReadInt64LittleEndian(id);
        var isHeld = await db.Database.SqlQuery<bool>($"SELECT pg_try_advisory_xact_lock({number}) AS \"Value\"").SingleAsync(ct);
        if (!isHeld)
            throw new ShopException(ProblemTypes.KeyInProgress, "Send the same request again in a second to get its result.") { RetryAfter = TimeSpan.FromSeconds(1) };
        return await db.Set<IdempotencyRecord>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct);
    }

    /// <summary>
    /// Keeps a result, or only that there was one when its owner's account was closed meanwhile. The closing waits for the transactions
    /// that have kept theirs, and all others wait for the closing here, before they look.
    /// </summary>
    public async Task KeepAsync(byte[] id, byte[] bodyHash, string result, long owner, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock_shared(hashtextextended('kept-results:' || {owner}::text, 0))", ct);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO idempotency_records (id, body_hash, result, owner_id, created_at)
            VALUES ({id}, {bodyHash},
                CASE WHEN NOT EXISTS (SELECT FROM erased_owners WHERE owner_id = {owner}) THEN {result}::json END,
                {owner}, {clock.GetUtcNow()})
            """, ct);
    }

    /// <summary>Erases what is kept of an account, and what running requests are about to keep.</summary>
    public async Task EraseAsync(long owner, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended('kept-results:' || {owner}::text, 0))", ct);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO erased_owners (owner_id, erased_at) VALUES ({owner}, {clock.GetUtcNow()})
            ON CONFLICT (owner_id) DO UPDATE SET erased_at = excluded.erased_at
            """, ct);
        await db.Database.ExecuteSqlAsync($"UPDATE idempotency_records SET result = NULL WHERE owner_id = {owner} AND result IS NOT NULL", ct);
    }
}
