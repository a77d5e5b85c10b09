using Microsoft.AspNetCore.Identity;
using PetShop.Api.Auth.Entities.Accounts;
using PetShop.Api.Auth.Entities.Mails;
using PetShop.Api.Auth.Repositories;
using PetShop.Api.Auth.Repositories.Mails;
using PetShop.Api.Auth.Services.Tokens;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.Mails;

/// <summary>Proves that the addresses of accounts are their owners'.</summary>
public interface IEmailVerificationService
{
    /// <summary>Mails another link, to the new address if one waits for it. Nothing if the address is verified.
    /// </summary>
    /// <exception cref="ShopException">404: the account was closed. 429: too many links. 503: the shop sends no mail.
    /// </exception>
    Task AskAsync(Actor actor, CancellationToken ct);

    /// <summary>Verifies the address that the token was mailed to. A new address becomes the account's.</summary>
    /// <exception cref="ShopException">400: the token is unknown, used or expired. 409: another account has the
    /// address by now.</exception>
    Task RedeemAsync(string token, CancellationToken ct);
}

internal sealed class EmailVerificationService(
    UserManager<User> identity, UserRepository users, MailedTokenRepository tokens, EmailLinks links,
    EmailChange changes, IUnitOfWork work, TimeProvider clock) : IEmailVerificationService
{
    public async Task AskAsync(Actor actor, CancellationToken ct)
    {
        if (!links.IsOn)
            throw AuthProblems.SendsNoMail();
        await work.CommitAsync(async () =>
        {
            var user = await users.LockAsync(actor.UserId, ct) ?? throw AuthProblems.UserNotFound();
            if (user.PendingEmail is not null || !user.EmailConfirmed)
                await links.SendAsync(actor, user, wanted: null, ct);
        }, ct);
    }

    public async Task RedeemAsync(string token, CancellationToken ct)
    {
        var hash = RefreshSecret.HashOf(token);
        if (await tokens.FindAsync(hash, clock.GetUtcNow(), ct) is not
            { Purpose: MailedTokenPurpose.EmailVerification } mailed)
            throw AuthProblems.IsNoEmailToken();
        await work.CommitAsync(async () =>
        {
            if (await users.LockAsync(mailed.UserId, ct) is not { } user || !await tokens.UseAsync(hash, ct)
                || !changes.Complete(user, mailed.Email))
                throw AuthProblems.IsNoEmailToken();
            user.CountEdit();
            (await identity.UpdateAsync(user)).EnsureSucceeded();
        }, ct);
    }
}
