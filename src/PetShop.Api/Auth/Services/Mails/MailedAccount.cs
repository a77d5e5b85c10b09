using System.Linq.Expressions;
using PetShop.Api.Auth.Entities.Accounts;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.Mails;

/// <summary>What mails need of an account.</summary>
/// <param name="NormalizedPending">As addresses are compared.</param>
/// <param name="PreviousUntil">Until when the previous address can take the account back.</param>
internal sealed record MailedAccount(
    long Id, bool IsAdmin, string Email, bool IsVerified, string? PendingEmail, string? NormalizedPending,
    string? PreviousEmail, DateTimeOffset? PreviousUntil)
{
    public static readonly Expression<Func<User, MailedAccount>> FromEntity = user => new MailedAccount(
        user.Id, user.Roles.Any(held => held.Role.Name == Actor.AdminRole), user.Email!, user.EmailConfirmed,
        user.PendingEmail, user.NormalizedPendingEmail, user.PreviousEmail, user.PreviousEmailUntil);

    /// <summary>
    /// Until when the owner of an address can keep the account, or take it back; null if that is past.
    /// </summary>
    /// <param name="lifetime">For the account's own address.</param>
    public DateTimeOffset? IsOwnersUntil(string address, DateTimeOffset now, TimeSpan lifetime) =>
        PreviousUntil > now && IsSame(PreviousEmail, address) ? PreviousUntil
            : IsVerified && IsSame(Email, address) ? now + lifetime : null;

    private static bool IsSame(string? one, string other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
