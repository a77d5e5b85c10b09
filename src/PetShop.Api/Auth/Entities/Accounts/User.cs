using Microsoft.AspNetCore.Identity;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.Validation;

namespace PetShop.Api.Auth.Entities.Accounts;

/// <summary>
/// An account. Its name, e-mail, password hash and stamps belong to ASP.NET Core Identity. It is never deleted: closing
/// it erases personal data, and orders keep referring to it.
/// </summary>
public sealed class User : IdentityUser<long>
{
    public const int UsernameMinLength = 3;
    public const int UsernameMaxLength = 50;
    public const int EmailMaxLength = EmailRules.MaxLength;
    public const int NameMaxLength = 50;
    public const int PhoneMaxLength = 20;
    public const int VatNumberMaxLength = 15;
    public const int PasswordMinLength = 12;
    public const int PasswordMaxLength = 128;

    private readonly List<UserRole> _roles = [];

    public string? FirstName { get; set; }

    public string? LastName { get; set; }

    /// <summary>When its orders must be paid, as set by an admin; null for the shop's default.</summary>
    public PaymentTerms? PaymentTerms { get; set; }

    /// <summary>The folded user name, e-mail and names, for searches by admins. Null until it is filled.</summary>
    public string? SearchText { get; private set; }

    /// <summary>The VAT number of a business, with its country; null for consumers.</summary>
    public string? VatNumber { get; private set; }

    /// <summary>When an admin verified the VAT number; null if it is not verified.</summary>
    public DateTimeOffset? VatNumberVerifiedAt { get; private set; }

    /// <summary>The admin who verified the VAT number; null if it is not verified.</summary>
    public long? VatNumberVerifiedBy { get; private set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the account was closed; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Edits of profile and roles, for If-Match. Sign-ins do not count.</summary>
    public long Version { get; private set; } = 1;

    public IReadOnlyCollection<UserRole> Roles => _roles;

    public bool Has(Role role) => _roles.Any(held => held.RoleId == role.Id);

    public void Grant(Role role)
    {
        _roles.Add(new UserRole { RoleId = role.Id });
        Version++;
    }

    /// <returns>The assignment's row: it is deleted, not left without an account.</returns>
    public UserRole Revoke(Role role)
    {
        var held = _roles.Single(h => h.RoleId == role.Id);
        _roles.Remove(held);
        Version++;
        return held;
    }

    /// <summary>A new address is unverified; a change of case is not a new address.</summary>
    public void ChangeEmail(string email)
    {
        EmailConfirmed = EmailConfirmed && string.Equals(Email, email, StringComparison.OrdinalIgnoreCase);
        Email = email;
    }

    /// <summary>A new number is not verified.</summary>
    /// <param name="number">Normalized; null for none.</param>
    public void ChangeVatNumber(string? number)
    {
        if (number != VatNumber)
            WithdrawVatVerification();
        VatNumber = number;
    }

    public void VerifyVatNumber(long adminId, DateTimeOffset now) =>
        (VatNumberVerifiedBy, VatNumberVerifiedAt) = (adminId, now);

    public void WithdrawVatVerification() => (VatNumberVerifiedBy, VatNumberVerifiedAt) = (null, null);

    /// <summary>Counts an edit of the profile.</summary>
    public void CountEdit() => Version++;

    /// <summary>
    /// Erases personal data; the caller deletes the rows of the roles. The placeholder contains a colon, which user
    /// names cannot, so it is never taken.
    /// </summary>
    public void Close(DateTimeOffset now)
    {
        UserName = NormalizedUserName = $"CLOSED:{Id}";
        Email = NormalizedEmail = FirstName = LastName = PhoneNumber = PasswordHash = null;
        EmailConfirmed = false;
        ChangeVatNumber(null);
        SecurityStamp = ConcurrencyStamp = Guid.NewGuid().ToString();
        ClosedAt = now;
        Version++;
        FillSearchText();
    }

    /// <summary>Call it before every save of the members that it is derived from.</summary>
    public void FillSearchText() =>
        SearchText = Core.Text.SearchText.Fold($"{UserName} {Email} {FirstName} {LastName}");
}
