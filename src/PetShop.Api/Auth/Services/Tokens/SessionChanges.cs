using PetShop.Api.Auth.Repositories;
using PetShop.Api.Core.Cache;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.Tokens;

/// <summary>
/// Ends sessions and reports changed roles, so that no node uses outdated memory: this one from the commit on, the
/// others within 100 ms. Joins the caller's unit of work.
/// </summary>
internal sealed class SessionChanges(
    SessionRepository sessions, SessionCache memory, IShopCache cache, IUnitOfWork work, TimeProvider clock)
{
    /// <returns>Whether the session was open.</returns>
    public async Task<bool> EndAsync(Guid id, CancellationToken ct) =>
        Forget(await sessions.EndAsync(id, clock.GetUtcNow(), ct)) > 0;

    /// <param name="except">The session to keep; null for none.</param>
    /// <returns>The number of sessions that were open.</returns>
    public async Task<int> EndAllAsync(long userId, Guid? except, CancellationToken ct) =>
        Forget(await sessions.EndAllAsync(userId, except, clock.GetUtcNow(), ct));

    /// <summary>Ends all sessions of an account except the most recently used ones.</summary>
    public async Task EndOldestAsync(long userId, int keep, CancellationToken ct) =>
        Forget(await sessions.EndOldestAsync(userId, keep, clock.GetUtcNow(), ct));

    /// <summary>Ends all sessions of an account that is being closed, and deletes where they were used.</summary>
    public async Task EraseAsync(long userId, CancellationToken ct)
    {
        await EndAllAsync(userId, except: null, ct);        // first, so that none can be refreshed
        await sessions.EraseAsync(userId, ct);
    }

    /// <summary>The account's roles have changed.</summary>
    public void RolesChanged(long userId) =>
        work.InvalidateAfterCommit(() => cache.RemoveAsync([SessionCache.TagOf(userId), AdminAccounts.Tag]));

    private int Forget(List<TokenSession> ended)
    {
        if (ended.Count == 0)
            return 0;
        string[] tags = [.. ended.Select(session => SessionCache.TagOf(session.UserId)).Distinct()];
        work.InvalidateAfterCommit(() => cache.RemoveAsync(tags));
        work.OnCommitted(() => memory.NoteEnded(ended));
        return ended.Count;
    }
}
