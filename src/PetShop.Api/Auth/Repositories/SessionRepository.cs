using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PetShop.Api.Auth.Entities.Accounts;
using PetShop.Api.Auth.Entities.SignIn;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Repositories;

internal sealed class SessionRepository(PetShopDbContext db)
{
    /// <summary>Compiled once, because every request with a token runs it.</summary>
    private static readonly Func<PetShopDbContext, Guid, IAsyncEnumerable<SessionRole>> RolesOf = EF.CompileAsyncQuery(
        (PetShopDbContext context, Guid id) =>
            from session in context.Set<Session>()
            join held in context.Set<UserRole>() on session.UserId equals held.UserId
            where session.Id == id && session.EndedAt == null
            select new SessionRole(session.UserId, held.Role.Name!));

    /// <summary>
    /// The account and its roles, one row per role; none if the session has ended. Every open account has a role.
    /// </summary>
    public async Task<List<SessionRole>> RolesOfAsync(Guid id, CancellationToken ct)
    {
        var roles = new List<SessionRole>(2);
        await foreach (var role in RolesOf(db, id).WithCancellation(ct))
            roles.Add(role);
        return roles;
    }

    public void Add(Session session) => db.Add(session);

    public void Add(RefreshToken token) => db.Add(token);

    /// <summary>
    /// Marks the token as used and stores its successor. False for a token that has expired, and for all concurrent
    /// callers except the first.
    /// </summary>
    public async Task<bool> UseTokenAsync(byte[] hash, byte[] successor, DateTimeOffset now, CancellationToken ct) =>
        await db.Set<RefreshToken>().Where(token => token.Hash == hash && token.UsedAt == null && token.ExpiresAt > now)
            .ExecuteUpdateAsync(
                set => set.SetProperty(token => token.UsedAt, now)
                    .SetProperty(token => token.Successor, successor), ct) > 0;

    /// <summary>Null if the token was never issued, or was cleaned up.</summary>
    public Task<RefreshToken?> FindTokenAsync(byte[] hash, CancellationToken ct) =>
        db.Set<RefreshToken>().AsNoTracking().SingleOrDefaultAsync(token => token.Hash == hash, ct);

    /// <summary>Records that the session was used, and from where; null if it has ended.</summary>
    public async Task<Session?> TouchAsync(Guid id, ClientInfo client, DateTimeOffset now, CancellationToken ct)
    {
        var (network, userAgent) = (client.Network, client.ShortUserAgent);
        var touched = await db.Set<Session>().Where(session => session.Id == id && session.EndedAt == null)
            .ExecuteUpdateAsync(
                set => set.SetProperty(session => session.LastUsedAt, now)
                    .SetProperty(session => session.Network, network)
                    .SetProperty(session => session.UserAgent, userAgent),
                ct);
        return touched == 0
            ? null
            : await db.Set<Session>().AsNoTracking().SingleAsync(session => session.Id == id, ct);
    }

    /// <summary>Ends a session. The end of an ended session is not changed.</summary>
    /// <returns>The session, unless it had already ended.</returns>
    public Task<List<TokenSession>> EndAsync(Guid id, DateTimeOffset now, CancellationToken ct) =>
        ListEndedAsync(
            $"UPDATE sessions SET ended_at = {now} WHERE id = {id} AND ended_at IS NULL RETURNING id, user_id", ct);

    /// <summary>Ends all sessions of an account except one.</summary>
    /// <param name="except">The session to keep; null for none.</param>
    /// <returns>The sessions that were open.</returns>
    public Task<List<TokenSession>> EndAllAsync(long userId, Guid? except, DateTimeOffset now, CancellationToken ct) =>
        ListEndedAsync($"""
            UPDATE sessions SET ended_at = {now}
            WHERE user_id = {userId} AND ended_at IS NULL AND id IS DISTINCT FROM {except}
            RETURNING id, user_id
            """, ct);

    /// <summary>An account's open sessions, the most recently used first.</summary>
    /// <param name="usedSince">Sessions that were last used earlier can no longer be refreshed.</param>
    public Task<List<T>> ListOpenAsync<T>(
        long userId, DateTimeOffset usedSince, Expression<Func<Session, T>> shape, CancellationToken ct) =>
        LastUsedFirst(Open(userId, usedSince)).Select(shape).ToListAsync(ct);

    /// <summary>Null if the session is not this account's, or has ended.</summary>
    /// <inheritdoc cref="ListOpenAsync"/>
    public Task<T?> FindOpenAsync<T>(
        long userId, Guid id, DateTimeOffset usedSince, Expression<Func<Session, T>> shape, CancellationToken ct)
        where T : class =>
        Open(userId, usedSince).Where(session => session.Id == id).Select(shape).SingleOrDefaultAsync(ct);

    /// <summary>Whether the session was signed in to after a time.</summary>
    public Task<bool> StartedAfterAsync(Guid? id, DateTimeOffset than, CancellationToken ct) =>
        db.Set<Session>().AnyAsync(session => session.Id == id && session.CreatedAt > than, ct);

    /// <summary>Ends all open sessions of an account except the most recently used ones.</summary>
    /// <param name="keep">How many sessions to keep.</param>
    /// <returns>The sessions that were open.</returns>
    public Task<List<TokenSession>> EndOldestAsync(long userId, int keep, DateTimeOffset now, CancellationToken ct) =>
        ListEndedAsync($"""
            UPDATE sessions SET ended_at = {now}
            WHERE id IN (SELECT id FROM sessions WHERE user_id = {userId} AND ended_at IS NULL
                ORDER BY last_used_at DESC, id DESC OFFSET {keep})
            RETURNING id, user_id
            """, ct);

    /// <summary>Deletes all sessions of an account, their tokens, and the networks from which it was used.</summary>
    public async Task EraseAsync(long userId, CancellationToken ct)
    {
        await db.Set<RefreshToken>()
            .Where(token => db.Set<Session>().Any(session => session.Id == token.SessionId && session.UserId == userId))
            .ExecuteDeleteAsync(ct);
        await db.Set<Session>().Where(session => session.UserId == userId).ExecuteDeleteAsync(ct);
        await db.Set<SignInNetwork>().Where(network => network.UserId == userId).ExecuteDeleteAsync(ct);
    }

    /// <summary>
    /// Deletes tokens that have expired or whose session ended some time ago, then the sessions without tokens.
    /// </summary>
    /// <param name="endedBefore">Sessions that ended later are kept, so that a recent rejection can still be
    /// explained.</param>
    /// <param name="unusedSince">Sessions that were used later are kept: one that is being created has no token
    /// yet.</param>
    /// <returns>The number of deleted sessions.</returns>
    public async Task<int> RemoveExpiredAsync(
        DateTimeOffset now, DateTimeOffset endedBefore, DateTimeOffset unusedSince, CancellationToken ct)
    {
        await db.Set<RefreshToken>().Where(token => token.ExpiresAt < now).ExecuteDeleteAsync(ct);
        await db.Set<RefreshToken>()
            .Where(token => db.Set<Session>()
                .Any(session => session.Id == token.SessionId && session.EndedAt < endedBefore))
            .ExecuteDeleteAsync(ct);
        return await db.Set<Session>()
            .Where(session => (session.LastUsedAt < unusedSince || session.EndedAt < endedBefore)
                && !db.Set<RefreshToken>().Any(token => token.SessionId == session.Id))
            .ExecuteDeleteAsync(ct);
    }

    private async Task<List<TokenSession>> ListEndedAsync(FormattableString update, CancellationToken ct) =>
        (await db.Database.SqlQuery<EndedSession>(update).ToListAsync(ct))
            .ConvertAll(ended => new TokenSession(ended.Id, ended.UserId));

    private static IQueryable<Session> LastUsedFirst(IQueryable<Session> sessions) =>
        sessions.OrderByDescending(session => session.LastUsedAt).ThenByDescending(session => session.Id);

    private IQueryable<Session> Open(long userId, DateTimeOffset usedSince) =>
        db.Set<Session>().Where(
            session => session.UserId == userId && session.EndedAt == null && session.LastUsedAt > usedSince);
}

/// <summary>A session that has just ended.</summary>
internal sealed record EndedSession(Guid Id, long UserId);

/// <summary>A current role of a session's account.</summary>
internal sealed record SessionRole(long UserId, string Role);
