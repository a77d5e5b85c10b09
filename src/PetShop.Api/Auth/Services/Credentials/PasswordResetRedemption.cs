using PetShop.Api.Auth.Repositories;
using PetShop.Api.Auth.Services.Tokens;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.Credentials;

/// <summary>Setting a new password with a one-time token.</summary>
public interface IPasswordResetRedemption
{
    /// <summary>Sets the password, ends all sessions of the account, and forgets the wrong tries with its names.</summary>
    /// <exception cref="ShopException">400: the token is unknown, used or expired. 503: too many hash passwords at once.</exception>
    Task RedeemAsync(string token, string newPassword, CancellationToken ct);
}

internal sealed class PasswordResetRedemption(
    UserRepository users, PasswordResetRepository resets, PasswordHashing passwords, PasswordReplacement replacement, Lockout lockout, IUnitOfWork work,
    TimeProvider clock) : IPasswordResetRedemption
{
    public async Task RedeemAsync(string token, string newPassword, CancellationToken ct)
    {
        var reset = await resets.FindAsync(RefreshSecret.HashOf(token), clock.GetUtcNow(), ct) ?? throw NotValid();
        var passwordHash = await passwords.HashAsync(newPassword, ct);
        await work.CommitAsync(async () =>
        {
            var user = await users.LockAsync(reset.UserId, ct);
            // Whoever became an admin meanwhile is no longer another admin's to reset.
            if (user is null || !await resets.UseAsync(reset, ct) || (reset.IssuedBy is not null && await users.HasRoleAsync(user.Id, Actor.AdminRole, ct)))
                throw NotValid();
            await replacement.ReplaceAsync(user, passwordHash, except: null, ct);
            await lockout.EraseAsync([user.NormalizedUserName, user.NormalizedEmail], ct);
        }, ct);
    }

    private static ShopException NotValid() => new(AuthProblems.InvalidResetToken, "It is unknown, used or expired. Ask for another.");
}
