namespace PetShop.Api.Core.Security;

/// <summary>Reads a token's session from the database. Implemented by the domain that owns accounts.</summary>
public interface ISessionReader
{
    /// <summary>The session's account with its current roles.</summary>
    /// <returns>Null if the session has ended, its account is closed, or it belongs to another account.</returns>
    Task<Actor?> ReadAsync(TokenSession session, CancellationToken ct);
}

/// <summary>
/// The sessions that this node remembers, without a query: they lag behind other nodes only briefly, and never make a
/// caller an admin. Implemented by the domain that owns accounts.
/// </summary>
public interface ISessionCache
{
    /// <summary>The remembered session, if it is still current.</summary>
    /// <param name="actor">The account, never an admin; null if the session has ended.</param>
    /// <returns>False if the session is not remembered.</returns>
    bool TryGetSession(TokenSession session, out Actor? actor);

    /// <summary>Whether the account may be an admin, so that the database must be queried.</summary>
    ValueTask<bool> MayBeAdminAsync(long userId, CancellationToken ct);
}
