using System.Globalization;
using System.Text.Json.Serialization;
using PetShop.Api.Auth.Entities.Mails;
using PetShop.Api.Core.Mail;
using PetShop.Api.Core.Queue;

namespace PetShop.Api.Auth.Services.Mails;

/// <summary>
/// Puts mails about accounts into the queue, if the shop sends mail. Joins the caller's unit of work. Each is an item
/// of its own: one that is being sent, or cannot be, never stands in the way of the next. Only links that set a new
/// password wait as one: anybody can ask for them.
/// </summary>
internal sealed class AccountMails(IWorkQueue queue, MailSwitch mail)
{
    public const string Kind = "account";

    /// <summary>Whether the shop sends mail.</summary>
    public bool IsOn => mail.IsOn;

    /// <summary>A link that proves that the account's address, or its new one, is the owner's.</summary>
    public void Verify(long userId) => Add(AccountMailKind.Verification, userId);

    /// <summary>A link that sets a new password.</summary>
    public void Reset(long userId) => Add(AccountMailKind.PasswordReset, userId);

    /// <summary>Tells the owner that the password was changed.</summary>
    /// <param name="address">The account's at that time: perhaps it has another when the mail is sent.</param>
    public void TellNewPassword(long userId, string address) =>
        Add(AccountMailKind.PasswordChanged, userId, address);

    /// <summary>Tells the owner that somebody wants to change the address, which is not changed yet.</summary>
    /// <param name="address">The present one.</param>
    public void TellWantedEmail(long userId, string address) =>
        Add(AccountMailKind.EmailChangeWanted, userId, address);

    /// <summary>Tells the owner that the address was changed.</summary>
    /// <param name="address">The one before.</param>
    public void TellNewEmail(long userId, string address) => Add(AccountMailKind.EmailChanged, userId, address);

    /// <summary>Removes what waits, because the account is closed.</summary>
    public void Forget(long userId) => queue.RemoveAll(MailItem.Queue, PrefixOf(userId));

    private void Add(AccountMailKind kind, long userId, string? address = null)
    {
        if (!IsOn)
            return;
        var name = kind == AccountMailKind.PasswordReset ? "reset" : Guid.NewGuid().ToString("N");
        queue.Add(MailItem.Of(Kind, PrefixOf(userId) + name,
            new AccountMail(kind, userId, address), AccountMailJson.Default.AccountMail));
    }

    private static string PrefixOf(long userId) => string.Create(CultureInfo.InvariantCulture, $"{Kind}:{userId}:");
}

/// <param name="Address">
/// Where a notice goes; null for links, which go to the address that the account has when they are sent.
/// </param>
internal sealed record AccountMail(AccountMailKind Kind, long UserId, string? Address);

[JsonSerializable(typeof(AccountMail)), JsonSerializable(typeof(AskedReset))]
internal sealed partial class AccountMailJson : JsonSerializerContext;
