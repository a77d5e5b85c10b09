using PetShop.Api.Core.OpenApi;
using PetShop.Api.Core.Text;

namespace PetShop.Api.Auth.Dtos.Accounts;

/// <summary>The caller's current password, for actions for which an access token alone is not enough.</summary>
public sealed record CurrentPasswordRequest
{
    /// <summary>The caller's own password.</summary>
    /// <example>correct horse battery staple</example>
    [NeedsOwnValue]
    [Text(TextShape.Verbatim)]
    public required string CurrentPassword { get; init; }
}

/// <summary>A one-time token that sets a new password. It is shown only once.</summary>
public sealed record PasswordResetResponse
{
    /// <summary>
    /// Give it to the account's owner over a secure channel: anyone who has it can set the password with POST
    /// /auth/password-reset.
    /// </summary>
    /// <example>4vQ1xkM2mZr8tYc0uJ6wHn3bLp5sEaGdFqKzXiVoRyA</example>
    public required string Token { get; init; }

    /// <summary>When the token expires.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>A new password for the account of a one-time token.</summary>
public sealed record RedeemPasswordResetRequest
{
    /// <summary>The one-time token.</summary>
    /// <example>4vQ1xkM2mZr8tYc0uJ6wHn3bLp5sEaGdFqKzXiVoRyA</example>
    [NeedsOwnValue]
    [Text(TextShape.Verbatim)]
    public required string Token { get; init; }

    /// <summary>The new password, 12 to 128 characters of any kind.</summary>
    /// <example>a new horse battery staple</example>
    [Text(TextShape.Verbatim)]
    public required string NewPassword { get; init; }

    /// <summary>The new password again; optional.</summary>
    /// <example>a new horse battery staple</example>
    [Text(TextShape.Verbatim)]
    public string? ConfirmPassword { get; init; }
}
