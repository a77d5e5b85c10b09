using PetShop.Api.Core.Http;
using PetShop.Api.Core.Text;

namespace PetShop.Api.Auth.Dtos.Accounts;

/// <summary>A merge patch (RFC 7396) of a profile: what is left out stays, null clears. A new e-mail or password needs the present password.</summary>
public sealed record UpdateUserRequest
{
    /// <summary>Unique whatever the capitals; a new one is unverified, and needs <c>current_password</c>.</summary>
    public Optional<string> Email { get; init; }

    /// <summary>At most 50 characters; null clears it.</summary>
    /// <example>Robin</example>
    public Optional<string?> FirstName { get; init; }

    /// <summary>At most 50 characters; null clears it.</summary>
    /// <example>Barker</example>
    public Optional<string?> LastName { get; init; }

    /// <summary>International (E.164) or national digits, at most 20; null clears it.</summary>
    /// <example>+442079460123</example>
    public Optional<string?> Phone { get; init; }

    /// <summary>The caller's present password, to change the password or the e-mail.</summary>
    [Text(TextShape.Verbatim)]
    public string? CurrentPassword { get; init; }

    /// <summary>The password from now on, 12 to 128 characters of any kind.</summary>
    [Text(TextShape.Verbatim)]
    public string? NewPassword { get; init; }

    /// <summary>The new password once more.</summary>
    [Text(TextShape.Verbatim)]
    public string? ConfirmPassword { get; init; }
}
