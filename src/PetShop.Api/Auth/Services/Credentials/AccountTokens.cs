using PetShop.Api.Auth.Entities.Accounts;
using PetShop.Api.Auth.Entities.Mails;
using PetShop.Api.Auth.Repositories;
using PetShop.Api.Auth.Repositories.Mails;
using PetShop.Api.Auth.Services.Mails;
using PetShop.Api.Auth.Services.Tokens;

namespace PetShop.Api.Auth.Services.Credentials;

/// <summary>One-time tokens of accounts, whoever made them: an admin, the operator, or a mail.</summary>
internal sealed class AccountTokens(
    PasswordResetRepository resets, MailedTokenRepository mailed, AccountMails mails, TimeProvider clock)
{
    /// <summary>Null if the token is unknown, used or expired.</summary>
    public async Task<ResetToken?> FindResetAsync(string token, CancellationToken ct)
    {
        var (hash, now) = (RefreshSecret.HashOf(token), clock.GetUtcNow());
        if (await resets.FindAsync(hash, now, ct) is { } reset)
            return new(reset.UserId, reset, Mailed: null, now);
        return await mailed.FindAsync(hash, now, ct) is { } sent && sent.Purpose != MailedTokenPurpose.EmailVerification
            ? new(sent.UserId, Issued: null, sent, now) : null;
    }

    /// <summary>Deletes it. Of concurrent callers, only the first one gets true.</summary>
    public Task<bool> UseAsync(ResetToken token, CancellationToken ct) => token.Issued is { } issued
        ? resets.UseAsync(issued, ct) : mailed.UseAsync(token.Mailed!.TokenHash, ct);

    /// <summary>
    /// Ends all that could set another password, but the way back: whoever has stolen the account could end it so.
    /// </summary>
    public async Task EndResetsAsync(long userId, CancellationToken ct)
    {
        await resets.EraseAsync(userId, ct);
        await mailed.EraseAsync(userId, MailedTokenPurpose.PasswordReset, ct);
    }

    /// <summary>Ends all that was mailed to others, because the owner has kept the account, or taken it back.</summary>
    /// <param name="displaced">The address that it had; null if it had no other.</param>
    public async Task EndMailedAsync(long userId, string? displaced, CancellationToken ct)
    {
        await mailed.EraseAsync(userId, purpose: null, ct);
        if (displaced is not null)
            mails.TellNewEmail(userId, displaced);
    }

    /// <summary>Erases all tokens and mails of an account that is closed.</summary>
    public async Task EraseAsync(long userId, CancellationToken ct)
    {
        await resets.EraseAsync(userId, ct);
        await mailed.EraseAsync(userId, purpose: null, ct);
        mails.Forget(userId);
    }
}

/// <summary>A token that sets a new password: one that somebody issued, or one that was mailed.</summary>
/// <param name="Now">When it was found.</param>
internal sealed record ResetToken(long UserId, PasswordReset? Issued, MailedToken? Mailed, DateTimeOffset Now)
{
    /// <summary>
    /// Whether it may set this account's password. Nobody but the operator resets an admin's, and a mailed token is for
    /// the owner of the address that the account still has, or had before somebody else changed it.
    /// </summary>
    public bool IsFor(User user, bool isAdmin) => Issued is { } issued
        ? issued.IssuedBy is null || !isAdmin
        : !isAdmin && (user.IsAddress(Mailed!.Email) || MovesBack(user));

    /// <summary>Whether it ends all that was mailed to others.</summary>
    public bool IsRecovery => Mailed?.Purpose == MailedTokenPurpose.Recovery;

    /// <summary>Whether the account gets its previous address back, to which the token was mailed.</summary>
    public bool MovesBack(User user) => IsRecovery && user.IsRecoverableBy(Mailed!.Email, Now);
}
