using PetShop.Api.Core.Cache;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.Tokens;

/// <summary>
/// What this node remembers of sessions. Who ends a session or changes a role drops it with
/// <see cref="SessionChanges"/>. It remembers shoppers and ended sessions, never an admin.
/// </summary>
internal sealed class SessionMemory(INodeMemories memories, AdminAccounts admins) : ISessionMemory
{
    /// <summary>About 500 bytes each.</summary>
    private const int Limit = 20_000;

    /// <summary>For changes that no node makes, such as those by hand.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(30);

    private readonly NodeMemory<NamedSession, Actor?> _sessions = memories.Create<NamedSession, Actor?>(Limit, Life);

    public static string TagOf(long userId) => $"account-sessions:{userId}";

    public bool TryRecall(NamedSession session, out Actor? actor) =>
        _sessions.TryGet(session, out actor);

    public ValueTask<bool> MayBeAdminAsync(long userId, CancellationToken ct) => admins.ContainsAsync(userId, ct);

    /// <summary>Remembers what is read, unless it is an admin or changes meanwhile.</summary>
    public Task<Actor?> ReadAsync(NamedSession session, Func<Task<Actor?>> read) =>
        _sessions.ReadAsync(session, [TagOf(session.UserId)], read, actor => actor is not { IsAdmin: true });

    /// <summary>Remembers sessions that have ended for good.</summary>
    public void NoteEnded(IEnumerable<NamedSession> ended)
    {
        foreach (var session in ended)
            _sessions.Keep(session, [TagOf(session.UserId)], null);
    }
}
