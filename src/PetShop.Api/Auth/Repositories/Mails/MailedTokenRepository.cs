using Microsoft.EntityFrameworkCore;
using PetShop.Api.Auth.Entities.Mails;
using PetShop.Api.Core.Database;

namespace PetShop.Api.Auth.Repositories.Mails;

internal sealed class MailedTokenRepository(PetShopDbContext db)
{
    /// <summary>
    /// How many there are at most for each mail: a new one ends the oldest. So the tries to send a mail to a server
    /// that does not take it leave few.
    /// </summary>
    public const int Most = 3;

    /// <summary>Stores a token. Lock the account first.</summary>
    public async Task AddAsync(MailedToken token, CancellationToken ct)
    {
        db.Add(token);
        await db.SaveChangesAsync(ct);
        await db.Database.ExecuteSqlAsync($"""
            DELETE FROM mailed_tokens WHERE token_hash IN (
                SELECT token_hash FROM mailed_tokens
                WHERE user_id = {token.UserId} AND purpose = {token.Purpose.ToString()} AND mail_id = {token.MailId}
                ORDER BY created_at DESC, token_hash OFFSET {Most})
            """, ct);
    }

    /// <summary>Null if the token does not exist or has expired.</summary>
    public Task<MailedToken?> FindAsync(byte[] tokenHash, DateTimeOffset now, CancellationToken ct) =>
        db.Set<MailedToken>().AsNoTracking().SingleOrDefaultAsync(
            token => token.TokenHash == tokenHash && token.ExpiresAt > now, ct);

    /// <summary>Deletes it. Of concurrent callers, only the first one gets true.</summary>
    public async Task<bool> UseAsync(byte[] tokenHash, CancellationToken ct) =>
        await db.Set<MailedToken>().Where(token => token.TokenHash == tokenHash).ExecuteDeleteAsync(ct) > 0;

    /// <summary>For how many mails the account's tokens were made since then, without those that were used.</summary>
    public Task<int> CountAsync(long userId, MailedTokenPurpose purpose, DateTimeOffset since, CancellationToken ct) =>
        db.Set<MailedToken>()
            .Where(token => token.UserId == userId && token.Purpose == purpose && token.CreatedAt > since)
            .Select(token => token.MailId).Distinct().CountAsync(ct);

    /// <param name="purpose">Null for all.</param>
    public Task EraseAsync(long userId, MailedTokenPurpose? purpose, CancellationToken ct) =>
        db.Set<MailedToken>().Where(token => token.UserId == userId && (purpose == null || token.Purpose == purpose))
            .ExecuteDeleteAsync(ct);

    public Task<int> RemoveExpiredAsync(DateTimeOffset now, CancellationToken ct) =>
        db.Set<MailedToken>().Where(token => token.ExpiresAt <= now).ExecuteDeleteAsync(ct);
}
