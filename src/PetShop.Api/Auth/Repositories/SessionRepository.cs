using Microsoft.EntityFrameworkCore;
using PetShop.Api.Auth.Entities;
using PetShop.Api.Core.Database;

namespace PetShop.Api.Auth.Repositories;

internal sealed class SessionRepository(PetShopDbContext db)
{
    /// <summary>Compiled once: every request with a token runs it.</summary>
    private static readonly Func<PetShopDbContext, Guid, IAsyncEnumerable<SessionRole>> RolesOf = EF.CompileAsyncQuery(
        (PetShopDbContext context, Guid id) =>
            from session in context.Set<Session>()
            join held in context.Set<UserRole>() on session.UserId equals held.UserId
            where session.Id == id && session.EndedAt == null
            select new SessionRole(session.UserId, held.Role.Name!));

    /// <summary>The account and its roles, a row a role; none when the session has ended. Every open account has a role.</summary>
    public async Task<List<SessionRole>> RolesOfAsync(Guid id, CancellationToken ct)
    {
        var roles = new List<SessionRole>(2);
        await foreach (var role in RolesOf(db, id).WithCancellation(ct))
            roles.Add(role);
        return roles;
    }

    public void Add(Session session) => db.Add(session);

    public void Add(RefreshToken token) => db.Add(token);

    /// <summary>Marks the token as used. False for all but the first of those that try, and for one that has expired.</summary>
    public async Task<bool> UseTokenAsync(byte[] hash, DateTimeOffset now, CancellationToken ct) =>
        await db.Set<RefreshToken>().Where(token => token.Hash == hash && token.UsedAt == null && token.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(token => token.UsedAt, now), ct) > 0;

    /// <summary>Null when no such token was ever given out, or it was cleaned away.</summary>
    public Task<RefreshToken?> FindTokenAsync(byte[] hash, CancellationToken ct) =>
        db.Set<RefreshToken>().AsNoTracking().SingleOrDefaultAsync(token => token.Hash == hash, ct);

    /// <summary>Notes that the session was used; null when it has ended.</summary>
    public async Task<Session?> TouchAsync(Guid id, DateTimeOffset now, CancellationToken ct)
    {
        var touched = await db.Set<Session>().Where(session => session.Id == id && session.EndedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(session => session.LastUsedAt, now), ct);
        return touched == 0 ? null : await db.Set<Session>().AsNoTracking().SingleAsync(session => session.Id == id, ct);
    }

    /// <summary>Ends a session. Ended ones keep their time.</summary>
    public Task<int> EndAsync(Guid id, DateTimeOffset now, CancellationToken ct) =>
        db.Set<Session>().Where(session => session.Id == id && session.EndedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(session => session.EndedAt, now), ct);

    /// <summary>Ends all sessions of an account but one.</summary>
    /// <param name="except">The one that stays; null for none.</param>
    public Task<int> EndAllAsync(long userId, Guid? except, DateTimeOffset now, CancellationToken ct) =>
        db.Set<Session>().Where(session => session.UserId == userId && session.EndedAt == null && session.Id != except)
            .ExecuteUpdateAsync(set => set.SetProperty(session => session.EndedAt, now), ct);

    /// <summary>Removes tokens that have expired, then the sessions that no token is left of.</summary>
    /// <param name="unusedSince">Sessions used later stay: one that is just being opened has no token yet.</param>
    /// <returns>How many sessions went.</returns>
    public async Task<int> RemoveExpiredAsync(DateTimeOffset now, DateTimeOffset unusedSince, CancellationToken ct)
    {
        await db.Set<RefreshToken>().Where(token => token.ExpiresAt < now).ExecuteDeleteAsync(ct);
        return await db.Set<Session>()
            .Where(session => session.LastUsedAt < unusedSince && !db.Set<RefreshToken>().Any(token => token.SessionId == session.Id))
            .ExecuteDeleteAsync(ct);
    }
}

/// <summary>A role that a session's account has now.</summary>
internal sealed record SessionRole(long UserId, string Role);
