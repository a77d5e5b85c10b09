using PetShop.Api.Core.Money;
using PetShop.Api.Core.Patching;
using PetShop.Api.Core.Text;

namespace PetShop.Api.Auth.Dtos.Accounts;

/// <summary>
/// A merge patch (RFC 7396) of a profile: absent fields are unchanged, null clears. A new e-mail address or password
/// requires the current password.
/// </summary>
public sealed record UpdateUserRequest
{
    /// <summary>
    /// Unique, ignoring case. A new address requires <c>current_password</c>. If the shop sends mail, your own new
    /// address becomes <c>pending_email</c> and takes effect when you open the link that is mailed to it within three
    /// days. Your present address withdraws one that waits.
    /// </summary>
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

    /// <summary>
    /// The VAT number of a business, with its country, such as <c>FR40303265045</c>; null clears it. Spaces, dots and
    /// hyphens are ignored. A new number is not verified.
    /// </summary>
    public Optional<string?> VatNumber { get; init; }

    /// <summary>
    /// For admins: when the account's future orders must be paid. Null is the shop's default.
    /// </summary>
    public Optional<PaymentTerms?> PaymentTerms { get; init; }

    /// <summary>The caller's current password, required to change the password or the e-mail address.</summary>
    [Text(TextShape.Verbatim)]
    public string? CurrentPassword { get; init; }

    /// <summary>The new password, 12 to 128 characters of any kind.</summary>
    [Text(TextShape.Verbatim)]
    public string? NewPassword { get; init; }

    /// <summary>The new password again.</summary>
    [Text(TextShape.Verbatim)]
    public string? ConfirmPassword { get; init; }
}
