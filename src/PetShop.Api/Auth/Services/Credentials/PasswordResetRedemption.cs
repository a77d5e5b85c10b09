using PetShop.Api.Auth.Repositories;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.Credentials;

/// <summary>Sets new passwords with one-time tokens.</summary>
public interface IPasswordResetRedemption
{
    /// <summary>Sets the password, ends all sessions of the account, and deletes its failure counters.</summary>
    /// <remarks>A token that was mailed to a previous address gives the account that address back.</remarks>
    /// <exception cref="ShopException">400: the token is unknown, used or expired. 503: too many concurrent
    /// hashes.</exception>
    Task RedeemAsync(string token, string newPassword, CancellationToken ct);
}

internal sealed class PasswordResetRedemption(
    UserRepository users, AccountTokens tokens, AsyncPasswordHasher passwords,
    PasswordReplacement replacement, Lockout lockout, IUnitOfWork work) : IPasswordResetRedemption
{
    public async Task RedeemAsync(string token, string newPassword, CancellationToken ct)
    {
        var reset = await tokens.FindResetAsync(token, ct) ?? throw NotValid();
        var passwordHash = await passwords.HashAsync(newPassword, ct);
        await work.CommitAsync(async () =>
        {
            var user = await users.LockAsync(reset.UserId, ct);
            if (user is null || !await tokens.UseAsync(reset, ct)
                || !reset.IsFor(user, await users.HasRoleAsync(user.Id, Actor.AdminRole, ct)))
                throw NotValid();
            user.DropPendingEmail();        // perhaps somebody else wanted it, who knew the old password
            var displaced = reset.MovesBack(user) ? user.MoveBack() : null;
            if (reset.Mailed is not null)
                user.ConfirmEmail();
            user.CountEdit();
            await replacement.ReplaceAsync(user, passwordHash, except: null, ct);
            if (reset.IsRecovery)
                await tokens.EndMailedAsync(user.Id, displaced, ct);
            await lockout.EraseAsync([user.NormalizedUserName, user.NormalizedEmail], ct);
        }, ct);
    }

    private static ShopException NotValid() =>
        new(AuthProblems.InvalidResetToken, "The token is unknown, used or expired. Ask for another one.");
}
