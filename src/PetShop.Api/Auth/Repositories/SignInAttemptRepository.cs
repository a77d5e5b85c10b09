using Microsoft.EntityFrameworkCore;
using PetShop.Api.Auth.Entities;
using PetShop.Api.Core.Database;

namespace PetShop.Api.Auth.Repositories;

internal sealed class SignInAttemptRepository(PetShopDbContext db)
{
    /// <summary>The tries that count now; null for none.</summary>
    public Task<TryCount?> FindAsync(byte[] nameHash, DateTimeOffset now, CancellationToken ct) => db.Set<SignInAttempts>()
        .Where(tries => tries.NameHash == nameHash && tries.ForgetAt > now)
        .Select(tries => new TryCount(tries.Failures, tries.ForgetAt)).SingleOrDefaultAsync(ct);

    /// <summary>
    /// Counts one wrong try in one statement, so that no two count the same number. Those under way when the limit was met are counted
    /// too, and do not prolong the lock.
    /// </summary>
    public async Task<TryCount> CountAsync(byte[] nameHash, int limit, DateTimeOffset now, DateTimeOffset forgetAt, CancellationToken ct)
    {
        var counted = await db.Database.SqlQuery<TryCount>($"""
            INSERT INTO sign_in_attempts AS tries (name_hash, failures, forget_at) VALUES ({nameHash}, 1, {forgetAt})
            ON CONFLICT (name_hash) DO UPDATE SET
                failures = CASE WHEN tries.forget_at <= {now} THEN 1 ELSE tries.failures + 1 END,
                forget_at = CASE WHEN tries.forget_at > {now} AND tries.failures >= {limit} THEN tries.forget_at ELSE {forgetAt} END
            RETURNING failures, forget_at
            """).ToListAsync(ct);
        return counted[0];
    }

    /// <summary>Forgets the tries of a name, unless it is locked.</summary>
    public Task ForgetAsync(byte[] nameHash, int limit, DateTimeOffset now, CancellationToken ct) => db.Set<SignInAttempts>()
        .Where(tries => tries.NameHash == nameHash && (tries.Failures < limit || tries.ForgetAt <= now)).ExecuteDeleteAsync(ct);

    /// <summary>Removes what no longer counts.</summary>
    public Task<int> RemoveOldAsync(DateTimeOffset now, CancellationToken ct) =>
        db.Set<SignInAttempts>().Where(tries => tries.ForgetAt <= now).ExecuteDeleteAsync(ct);
}

/// <summary>How many wrong tries in a row a name has, and when they stop counting.</summary>
internal sealed record TryCount(int Failures, DateTimeOffset ForgetAt);
