using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using PetShop.Api.Auth.Entities.Mails;
using PetShop.Api.Auth.Repositories;
using PetShop.Api.Auth.Services.Mails.Limits;
using PetShop.Api.Core.Mail;
using PetShop.Api.Core.Mail.Content;

namespace PetShop.Api.Auth.Services.Mails;

/// <summary>
/// Writes the mails about accounts. Tokens are made here, when a mail is about to be sent: neither the queue nor a log
/// ever contains one. No mail contains what somebody has entered: anyone can have it sent to a stranger's address.
/// </summary>
internal sealed class AccountMailComposer(
    UserRepository users, MailedTokens tokens, RecipientLimit limit, MailFormats formats,
    IOptions<AccountOptions> options, TimeProvider clock) : IMailComposer
{
    public string Kind => AccountMails.Kind;

    /// <summary>Whoever waits for a link asks again, and what a mailbox refuses, no admin can change.</summary>
    public bool IsKept => false;

    public async Task<MailDraft?> ComposeAsync(MailRequest request, CancellationToken ct)
    {
        var asked = request.Data.Deserialize(AccountMailJson.Default.AccountMail)!;
        if (await users.FindAsync(asked.UserId, MailedAccount.FromEntity, ct) is not { } account)
            return null;        // closed
        var letter = new Letter(request, asked.Kind, account);
        return asked.Kind switch
        {
            AccountMailKind.Verification => await VerifyAsync(letter, ct),
            AccountMailKind.PasswordReset => await ResetAsync(letter, ct),
            AccountMailKind.PasswordChanged => await TellAsync(letter, asked.Address!, "password-changed", ct),
            AccountMailKind.EmailChangeWanted => await RecoverAsync(letter, asked.Address!, "email-change-wanted", ct),
            _ => await RecoverAsync(letter, asked.Address!, "email-changed", ct),
        };
    }

    /// <summary>
    /// Whoever asks for links to an address that another account has sees no difference: a token is made, and counts,
    /// but is not mailed. It counts before the limit of the address does, so that the account's own limit never depends
    /// on others' mails.
    /// </summary>
    private async Task<MailDraft?> VerifyAsync(Letter letter, CancellationToken ct)
    {
        var account = letter.Account;
        var address = account.PendingEmail ?? (account.IsVerified ? null : account.Email);
        if (address is null
            || await MakeAsync(letter, MailedTokenPurpose.EmailVerification, address, ct) is not { } token
            || !await MaySendAsync(letter, address, ct))
            return null;
        return account.NormalizedPending is { } pending && await users.IsTakenAsync(pending, clock.GetUtcNow(), ct)
            ? letter.To(address, "email-in-use")
            : letter.To(address, "email-verification", "/verify-email#token=" + token);
    }

    /// <summary>The passwords of admins are reset by the operator alone.</summary>
    private async Task<MailDraft?> ResetAsync(Letter letter, CancellationToken ct)
    {
        var account = letter.Account;
        if (clock.GetUtcNow() - letter.Request.AskedAt >= options.Value.PasswordResetLifetime)
            return null;        // nobody waits for it any more
        if (!await MaySendAsync(letter, account.Email, ct))
            return null;
        if (account.IsAdmin)
            return letter.To(account.Email, "password-reset-admin");
        return await MakeAsync(letter, MailedTokenPurpose.PasswordReset, account.Email, ct) is { } token
            ? letter.To(account.Email, "password-reset", "/reset-password#token=" + token) : null;
    }

    private async Task<MailDraft?> TellAsync(Letter letter, string address, string text, CancellationToken ct) =>
        await MaySendAsync(letter, address, ct) ? letter.To(address, text) : null;

    /// <summary>
    /// Tells an address of its account's change to another one, with the way back if the address was proved to be the
    /// owner's.
    /// </summary>
    private async Task<MailDraft?> RecoverAsync(Letter letter, string address, string text, CancellationToken ct)
    {
        if (!await MaySendAsync(letter, address, ct))
            return null;
        var (account, lifetime) = (letter.Account, options.Value.RecoveryLifetime);
        if (account.IsAdmin || account.IsOwnersUntil(address, clock.GetUtcNow(), lifetime) is not { } until)
            return letter.To(address, text);
        return await MakeAsync(letter, MailedTokenPurpose.Recovery, address, ct) is { } token
            ? letter.To(address, text, "/reset-password#token=" + token, formats.Date(until.AddDays(-1))) : null;
    }

    private Task<bool> MaySendAsync(Letter letter, string address, CancellationToken ct) =>
        limit.TakeAsync(letter.Request.Id, address, letter.Kind, ct);

    private Task<string?> MakeAsync(
        Letter letter, MailedTokenPurpose purpose, string address, CancellationToken ct) =>
        tokens.MakeAsync(letter.Account.Id, purpose, address, letter.Request.Id, ct);

    private readonly record struct Letter(MailRequest Request, AccountMailKind Kind, MailedAccount Account)
    {
        /// <param name="until">The last day of the link, if the text says so.</param>
        public MailDraft To(string address, string text, string? link = null, string? until = null) => new()
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"account_{Request.Id}"),
            To = address,
            Text = text,
            Values = new Dictionary<string, string?> { ["until"] = until },
            Link = link,
        };
    }
}
