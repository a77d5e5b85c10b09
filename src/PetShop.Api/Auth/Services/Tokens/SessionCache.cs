using PetShop.Api.Core.Cache;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.Tokens;

/// <summary>
/// The sessions that this node remembers. <see cref="SessionChanges"/> removes them when a session ends or a role
/// changes. It contains sessions of shoppers and ended sessions, never an admin's.
/// </summary>
internal sealed class SessionCache(ILocalCacheFactory memories, AdminAccounts admins) : ISessionCache
{
    /// <summary>About 500 bytes each.</summary>
    private const int Limit = 20_000;

    /// <summary>Limits the effect of changes that no node makes, such as manual ones.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(30);

    private readonly LocalCache<TokenSession, Actor?> _sessions = memories.Create<TokenSession, Actor?>(Limit, Life);

    public static string TagOf(long userId) => $"account-sessions:{userId}";

    public bool TryGetSession(TokenSession session, out Actor? actor) =>
        _sessions.TryGet(session, out actor);

    public ValueTask<bool> MayBeAdminAsync(long userId, CancellationToken ct) => admins.ContainsAsync(userId, ct);

    /// <summary>Remembers what is read, unless it is an admin's session or changes meanwhile.</summary>
    public Task<Actor?> ReadAsync(TokenSession session, Func<Task<Actor?>> read) =>
        _sessions.ReadAsync(session, [TagOf(session.UserId)], read, actor => actor is not { IsAdmin: true });

    /// <summary>Remembers sessions that have ended.</summary>
    public void NoteEnded(IEnumerable<TokenSession> ended)
    {
        foreach (var session in ended)
            _sessions.Keep(session, [TagOf(session.UserId)], null);
    }
}
