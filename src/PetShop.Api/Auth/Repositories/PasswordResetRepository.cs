using Microsoft.EntityFrameworkCore;
using PetShop.Api.Auth.Entities.Accounts;
using PetShop.Api.Core.Database;

namespace PetShop.Api.Auth.Repositories;

internal sealed class PasswordResetRepository(PetShopDbContext db)
{
    /// <summary>Stores the account's reset; an earlier one becomes invalid.</summary>
    public Task ReplaceAsync(PasswordReset reset, CancellationToken ct) => db.Database.ExecuteSqlAsync($"""
        INSERT INTO password_resets (user_id, token_hash, expires_at, issued_by)
            VALUES ({reset.UserId}, {reset.TokenHash}, {reset.ExpiresAt}, {reset.IssuedBy})
        ON CONFLICT (user_id) DO UPDATE SET token_hash = excluded.token_hash, expires_at = excluded.expires_at,
            issued_by = excluded.issued_by
        """, ct);

    /// <summary>Null if the reset does not exist or has expired.</summary>
    public Task<PasswordReset?> FindAsync(byte[] tokenHash, DateTimeOffset now, CancellationToken ct) =>
        db.Set<PasswordReset>().AsNoTracking()
            .SingleOrDefaultAsync(reset => reset.TokenHash == tokenHash && reset.ExpiresAt > now, ct);

    /// <summary>Deletes it. Of concurrent callers, only the first one gets true.</summary>
    public async Task<bool> UseAsync(PasswordReset reset, CancellationToken ct) =>
        await db.Set<PasswordReset>().Where(kept => kept.UserId == reset.UserId && kept.TokenHash == reset.TokenHash)
            .ExecuteDeleteAsync(ct) > 0;

    public Task EraseAsync(long userId, CancellationToken ct) =>
        db.Set<PasswordReset>().Where(reset => reset.UserId == userId).ExecuteDeleteAsync(ct);

    public Task<int> RemoveExpiredAsync(DateTimeOffset now, CancellationToken ct) =>
        db.Set<PasswordReset>().Where(reset => reset.ExpiresAt <= now).ExecuteDeleteAsync(ct);
}
