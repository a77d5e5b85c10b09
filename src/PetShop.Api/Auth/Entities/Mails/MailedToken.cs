namespace PetShop.Api.Auth.Entities.Mails;

/// <summary>
/// A one-time token that was mailed to an address: whoever has it reads what arrives there. An account can have several
/// until one of them is used, because each mail must go on working that was sent again or is opened late.
/// </summary>
public sealed class MailedToken
{
    /// <summary>
    /// SHA-256 of the token. The token itself is never stored; it is 256 random bits, so it needs no slow hash.
    /// </summary>
    public required byte[] TokenHash { get; init; }

    public required long UserId { get; init; }

    public required MailedTokenPurpose Purpose { get; init; }

    /// <summary>Where it was mailed to.</summary>
    public required string Email { get; init; }

    /// <summary>The mail that it was made for. Each attempt to send it makes a token.</summary>
    public required long MailId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>What a mailed token is good for.</summary>
public enum MailedTokenPurpose
{
    /// <summary>Sets a new password. Void if the account has another address.</summary>
    PasswordReset,

    /// <summary>
    /// Proves that the address is the owner's; a new address replaces the account's. Void if the account neither has
    /// nor wants the address.
    /// </summary>
    EmailVerification,

    /// <summary>
    /// Sets a new password, and makes the address the account's again if it is the previous one: the way back for an
    /// owner whose account somebody else moves to another address. Void for other addresses.
    /// </summary>
    Recovery,
}
