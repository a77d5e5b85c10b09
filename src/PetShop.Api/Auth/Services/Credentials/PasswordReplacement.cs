using Microsoft.AspNetCore.Identity;
using PetShop.Api.Auth.Entities.Accounts;
using PetShop.Api.Auth.Services.Mails;
using PetShop.Api.Auth.Services.Tokens;
using PetShop.Api.Core.Database;

namespace PetShop.Api.Auth.Services.Credentials;

/// <summary>
/// Replaces an account's password and its consequences. Joins the caller's unit of work, which must hold the account
/// exclusively.
/// </summary>
internal sealed partial class PasswordReplacement(
    UserManager<User> identity, SessionChanges sessions, AccountTokens tokens, AccountMails mails, IUnitOfWork work,
    ILogger<PasswordReplacement> logger)
{
    /// <summary>
    /// Sets the hash, ends the account's sessions, invalidates pending password resets, and tells the owner.
    /// </summary>
    /// <param name="except">The session to keep; null for none.</param>
    public async Task ReplaceAsync(User user, string passwordHash, Guid? except, CancellationToken ct)
    {
        user.PasswordHash = passwordHash;
        (await identity.UpdateSecurityStampAsync(user)).EnsureSucceeded();
        await tokens.EndResetsAsync(user.Id, ct);
        var ended = await sessions.EndAllAsync(user.Id, except, ct);
        mails.TellNewPassword(user.Id, user.Email!);
        work.OnCommitted(() => LogReplaced(user.Id, ended));
    }

    [LoggerMessage(LogLevel.Information, "The password of account {UserId} was changed; {Count} sessions were ended")]
    private partial void LogReplaced(long userId, int count);
}
