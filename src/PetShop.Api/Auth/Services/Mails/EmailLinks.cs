using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using PetShop.Api.Auth.Entities.Accounts;
using PetShop.Api.Auth.Services.Mails.Limits;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.Mails;

/// <summary>Mails links that verify addresses to owners of accounts, not too many of them.</summary>
internal sealed class EmailLinks(
    AccountMails mails, MailedTokens tokens, MailRequestLimit limit, ILookupNormalizer normalizer,
    IOptions<AccountOptions> options, TimeProvider clock)
{
    /// <summary>Whether the shop sends mail.</summary>
    public bool IsOn => mails.IsOn;

    /// <summary>
    /// A link to the account's address, or to its new one, which waits from now on for as long as the link works. Joins
    /// the caller's unit of work.
    /// </summary>
    /// <param name="user">Locked.</param>
    /// <param name="wanted">Another address; null for the present one, or the new one that waits already.</param>
    /// <exception cref="ShopException">429: too many mails of this network, or links of this account.</exception>
    public async Task SendAsync(Actor caller, User user, string? wanted, CancellationToken ct)
    {
        limit.Count(caller);
        await tokens.RequireFewAsync(user.Id, ct);
        if ((wanted ?? user.PendingEmail) is { } email)
            user.WantEmail(email, normalizer.NormalizeEmail(email)!,
                until: clock.GetStoredNow() + options.Value.EmailVerificationLifetime);
        mails.Verify(user.Id);
    }
}
