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

    /// <summary>The address that replaces the present one once it is verified; null if none waits.</summary>
    public string? PendingEmail { get; private set; }

    /// <summary>The same as addresses are compared.</summary>
    public string? NormalizedPendingEmail { get; private set; }

    /// <summary>Until when it waits; null if none does.</summary>
    public DateTimeOffset? PendingEmailUntil { get; private set; }

    /// <summary>
    /// The verified address that its owner's account was moved away from, with whose mails the owner can take it back;
    /// null if there is none. Further moves keep it: they may be a thief's.
    /// </summary>
    public string? PreviousEmail { get; private set; }

    /// <summary>The same as addresses are compared.</summary>
    public string? NormalizedPreviousEmail { get; private set; }

    /// <summary>Until when the account can be taken back; null if there is no previous address.</summary>
    public DateTimeOffset? PreviousEmailUntil { get; private set; }

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
        DropPendingEmail();
    }

    /// <summary>Whether this is the present address, in any case.</summary>
    public bool IsAddress(string email) => string.Equals(Email, email, StringComparison.OrdinalIgnoreCase);

    /// <summary>The owner has proved that the present address is theirs.</summary>
    public void ConfirmEmail() => EmailConfirmed = true;

    /// <summary>Wants another address, which has to be verified first.</summary>
    /// <param name="normalized">As addresses are compared.</param>
    /// <param name="until">Then the present one stays.</param>
    public void WantEmail(string email, string normalized, DateTimeOffset until) =>
        (PendingEmail, NormalizedPendingEmail, PendingEmailUntil) = (email, normalized, until);

    /// <summary>The new address was verified.</summary>
    /// <param name="recoverableUntil">Until when the address before can take the account back.</param>
    /// <returns>The address before.</returns>
    public string MoveToPendingEmail(DateTimeOffset now, DateTimeOffset recoverableUntil)
    {
        var (before, after) = (Email!, PendingEmail!);
        if (EmailConfirmed && !(PreviousEmailUntil > now))
            (PreviousEmail, NormalizedPreviousEmail, PreviousEmailUntil) = (before, NormalizedEmail, recoverableUntil);
        ChangeEmail(after);
        ConfirmEmail();
        return before;
    }

    /// <summary>The account gets its previous address back.</summary>
    /// <returns>The address before.</returns>
    public string MoveBack()
    {
        var (before, after) = (Email!, PreviousEmail!);
        ChangeEmail(after);
        ConfirmEmail();
        DropPreviousEmail();
        return before;
    }

    /// <summary>Whether the account can be taken back with this address.</summary>
    public bool IsRecoverableBy(string email, DateTimeOffset now) => PreviousEmailUntil > now
        && string.Equals(PreviousEmail, email, StringComparison.OrdinalIgnoreCase);

    /// <summary>Nobody can take the account back any more.</summary>
    public void DropPreviousEmail()
    {
        PreviousEmail = NormalizedPreviousEmail = null;
        PreviousEmailUntil = null;
    }

    /// <summary>The present address stays.</summary>
    public void DropPendingEmail()
    {
        PendingEmail = NormalizedPendingEmail = null;
        PendingEmailUntil = null;
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
        DropPendingEmail();
        DropPreviousEmail();
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
