using PetShop.Api.Auth.Repositories;
using PetShop.Api.Auth.Services.Tokens;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.Credentials;

/// <summary>Sets new passwords with one-time tokens.</summary>
public interface IPasswordResetRedemption
{
    /// <summary>Sets the password, ends all sessions of the account, and deletes its failure counters.</summary>
    /// <exception cref="ShopException">400: the token is unknown, used or expired. 503: too many concurrent
    /// hashes.</exception>
    Task RedeemAsync(string token, string newPassword, CancellationToken ct);
}

internal sealed class PasswordResetRedemption(
    UserRepository users, PasswordResetRepository resets, AsyncPasswordHasher passwords,
    PasswordReplacement replacement, Lockout lockout, IUnitOfWork work, TimeProvider clock) : IPasswordResetRedemption
{
    public async Task RedeemAsync(string token, string newPassword, CancellationToken ct)
    {
        var reset = await resets.FindAsync(RefreshSecret.HashOf(token), clock.GetUtcNow(), ct) ?? throw NotValid();
        var passwordHash = await passwords.HashAsync(newPassword, ct);
        await work.CommitAsync(async () =>
        {
            var user = await users.LockAsync(reset.UserId, ct);
            // If the account became an admin meanwhile, another admin may no longer reset its password.
            if (user is null || !await resets.UseAsync(reset, ct)
                || (reset.IssuedBy is not null && await users.HasRoleAsync(user.Id, Actor.AdminRole, ct)))
                throw NotValid();
            await replacement.ReplaceAsync(user, passwordHash, except: null, ct);
            await lockout.EraseAsync([user.NormalizedUserName, user.NormalizedEmail], ct);
        }, ct);
    }

    private static ShopException NotValid() =>
        new(AuthProblems.InvalidResetToken, "The token is unknown, used or expired. Ask an admin for another one.");
}
