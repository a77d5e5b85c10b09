using Microsoft.AspNetCore.Identity;
using PetShop.Api.Auth.Entities;
using PetShop.Api.Auth.Repositories;
using PetShop.Api.Auth.Services.Tokens;
using PetShop.Api.Core.Database;

namespace PetShop.Api.Auth.Services.Credentials;

/// <summary>What follows when an account gets another password. Joins the caller's unit of work, which holds the account alone.</summary>
internal sealed partial class PasswordReplacement(
    UserManager<User> identity, SessionChanges sessions, PasswordResetRepository resets, IUnitOfWork work,
    ILogger<PasswordReplacement> logger)
{
    /// <summary>Sets the hash, ends the account's sessions, and makes a reset that was given out useless.</summary>
    /// <param name="except">The session that stays; null for none.</param>
    public async Task ReplaceAsync(User user, string passwordHash, Guid? except, CancellationToken ct)
    {
        user.PasswordHash = passwordHash;
        (await identity.UpdateSecurityStampAsync(user)).EnsureSucceeded();
        await resets.EraseAsync(user.Id, ct);
        var ended = await sessions.EndAllAsync(user.Id, except, ct);
        work.OnCommitted(() => LogReplaced(user.Id, ended));
    }

    [LoggerMessage(LogLevel.Information, "Account {UserId} has another password; {Count} sessions were ended")]
    private partial void LogReplaced(long userId, int count);
}
