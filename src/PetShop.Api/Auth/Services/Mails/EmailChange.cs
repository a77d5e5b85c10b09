using Microsoft.Extensions.Options;
using PetShop.Api.Auth.Entities.Accounts;
using PetShop.Api.Auth.Repositories.Mails;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.Mails;

/// <summary>
/// Changes the e-mail addresses of accounts. The owner's new address waits until it is verified, so that the answer is
/// the same whether another account has it. Without mail, and if an admin changes another account, it takes effect at
/// once.
/// </summary>
internal sealed class EmailChange(
    AccountMails mails, EmailLinks links, MailedTokenRepository tokens, IOptions<AccountOptions> options,
    TimeProvider clock)
{
    /// <param name="user">Locked.</param>
    /// <exception cref="ShopException">429: too many links to new addresses.</exception>
    public async Task ApplyAsync(Actor actor, User user, string email, CancellationToken ct)
    {
        var (before, isOwner) = (user.Email!, actor.UserId == user.Id);
        if (user.IsAddress(email) || (isOwner && !mails.IsOn))
        {
            user.ChangeEmail(email);
        }
        else if (isOwner)
        {
            await links.SendAsync(actor, user, email, ct);
            mails.TellWantedEmail(user.Id, before);
        }
        else
        {
            // What an admin decides, nobody who reads an earlier address takes back.
            user.ChangeEmail(email);
            user.DropPreviousEmail();
            await tokens.EraseAsync(user.Id, purpose: null, ct);
            mails.TellNewEmail(user.Id, before);
            mails.Verify(user.Id);
        }
    }

    /// <summary>An address was verified: the account's own, or the new one, which becomes it.</summary>
    /// <param name="user">Locked.</param>
    /// <returns>False if the account neither has nor wants it.</returns>
    public bool Complete(User user, string email)
    {
        var now = clock.GetStoredNow();
        if (user.IsAddress(email))
            user.ConfirmEmail();
        else if (user.PendingEmail == email && user.PendingEmailUntil > now)
            mails.TellNewEmail(user.Id, user.MoveToPendingEmail(now, now + options.Value.RecoveryLifetime));
        else
            return false;
        return true;
    }
}
