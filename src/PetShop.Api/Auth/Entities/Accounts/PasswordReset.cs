namespace PetShop.Api.Auth.Entities.Accounts;

/// <summary>A one-time token that sets a new password. An account has at most one: a new one replaces it.</summary>
public sealed class PasswordReset
{
    public required long UserId { get; init; }

    /// <summary>
    /// SHA-256 of the token. The token itself is never stored; it is 256 random bits, so it needs no slow hash.
    /// </summary>
    public required byte[] TokenHash { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>
    /// The admin who created it; null for the operator on the command line, who alone can do so for an admin.
    /// </summary>
    public long? IssuedBy { get; init; }
}
