namespace PetShop.Api.Core.Security;

/// <summary>Looks up the session that a token names, in the database. Implemented by the domain that owns accounts.</summary>
public interface ISessionReader
{
    /// <summary>The session's account with its present roles.</summary>
    /// <returns>Null when the session has ended, its account is closed, or it is another account's.</returns>
    Task<Actor?> ReadAsync(NamedSession session, CancellationToken ct);
}

/// <summary>
/// What this node remembers of sessions: at most a moment behind the other nodes, and without a look into the database.
/// It never makes anyone an admin. Implemented by the domain that owns accounts.
/// </summary>
public interface ISessionMemory
{
    /// <summary>What was read of the session a while ago, if it still holds.</summary>
    /// <param name="actor">Who it belongs to, never an admin; null when it has ended.</param>
    /// <returns>False when the session is not known here.</returns>
    bool TryRecall(NamedSession session, out Actor? actor);

    /// <summary>Whether the account may have the admin role, so that the database must be asked.</summary>
    ValueTask<bool> MayBeAdminAsync(long userId, CancellationToken ct);
}
