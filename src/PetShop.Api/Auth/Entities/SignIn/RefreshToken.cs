namespace PetShop.Api.Auth.Entities.SignIn;

/// <summary>
/// An issued refresh token. It can be used once; a later use shows that it was stolen, and ends its session.
/// </summary>
public sealed class RefreshToken
{
    /// <summary>
    /// SHA-256 of the token. The token itself is never stored; it is 256 random bits, so it needs no slow hash.
    /// </summary>
    public required byte[] Hash { get; init; }

    /// <summary>The token family is the session.</summary>
    public required Guid SessionId { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was exchanged for the next token; null until then.</summary>
    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>
    /// The token that it was exchanged for, encrypted with a key derived from the token itself; null until then.
    /// </summary>
    public byte[]? Successor { get; init; }
}
