using PetShop.Api.Core.OpenApi;
using PetShop.Api.Core.Text;

namespace PetShop.Api.Auth.Dtos.Accounts;

/// <summary>One's present password, for what an access token alone is not enough for.</summary>
public sealed record CurrentPasswordRequest
{
    /// <summary>The caller's own.</summary>
    /// <example>correct horse battery staple</example>
    [OwnExample]
    [Text(TextShape.Verbatim)]
    public required string CurrentPassword { get; init; }
}

/// <summary>A one-time token that sets a new password. It is shown this once.</summary>
public sealed record PasswordResetResponse
{
    /// <summary>Give it to the account's owner by a safe way: who has it sets the password. POST /auth/password-reset takes it.</summary>
    /// <example>4vQ1xkM2mZr8tYc0uJ6wHn3bLp5sEaGdFqKzXiVoRyA</example>
    public required string Token { get; init; }

    /// <summary>From when on it is refused.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>A new password for the account that a one-time token was given out for.</summary>
public sealed record RedeemPasswordResetRequest
{
    /// <summary>As it was given out.</summary>
    /// <example>4vQ1xkM2mZr8tYc0uJ6wHn3bLp5sEaGdFqKzXiVoRyA</example>
    [OwnExample]
    [Text(TextShape.Verbatim)]
    public required string Token { get; init; }

    /// <summary>The password from now on, 12 to 128 characters of any kind.</summary>
    /// <example>a new horse battery staple</example>
    [Text(TextShape.Verbatim)]
    public required string NewPassword { get; init; }

    /// <summary>The new password once more; may be left out.</summary>
    /// <example>a new horse battery staple</example>
    [Text(TextShape.Verbatim)]
    public string? ConfirmPassword { get; init; }
}
