namespace PetShop.Api.Auth.Entities.Tokens;

/// <summary>
/// A key that signs access tokens, shared by all nodes. The newest one without an expiry signs; all others only verify.
/// </summary>
public sealed class SigningKey
{
    /// <summary>The tokens' <c>kid</c>: the public key's thumbprint (RFC 7638).</summary>
    public required string Id { get; init; }

    /// <summary>
    /// The P-256 private key in PKCS #8, encrypted by Data Protection; unencrypted if an older version stored it and
    /// nobody has read it since.
    /// </summary>
    public required byte[] PrivateKey { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>
    /// From this time on, its tokens are rejected; null for a key in use. Setting it retires the key: the nodes create
    /// the next one.
    /// </summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
