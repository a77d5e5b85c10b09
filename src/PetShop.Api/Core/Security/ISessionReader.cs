using Microsoft.IdentityModel.Tokens;

namespace PetShop.Api.Core.Security;

/// <summary>Looks up the session a token names. Implemented by the domain that owns accounts.</summary>
public interface ISessionReader
{
    /// <summary>The session's account with its present roles; null when the session has ended or its account is closed.</summary>
    Task<Actor?> FindAsync(Guid sessionId, CancellationToken ct);
}

/// <summary>The keys that access tokens are signed with, the same on all nodes. Implemented by the domain that issues tokens.</summary>
public interface ITokenKeys
{
    /// <summary>All keys that a token may still be signed with. While they stay the same, it is the same object.</summary>
    ValueTask<IReadOnlyCollection<SecurityKey>> ListAsync(CancellationToken ct);

    /// <summary>A token came that no known key fits: read them again, unless that was done a moment ago.</summary>
    void Refresh();
}
