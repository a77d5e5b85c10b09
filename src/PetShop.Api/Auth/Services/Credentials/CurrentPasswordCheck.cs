using PetShop.Api.Auth.Repositories;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.Credentials;

/// <summary>
/// Checks that a signed-in caller knows their password, for actions for which a stolen access token must not be enough.
/// Failures count like failed sign-ins; otherwise, the token could be used to guess passwords. The slow hashing is done
/// before a transaction is open.
/// </summary>
internal sealed partial class CurrentPasswordCheck(
    UserRepository users, Lockout lockout, AsyncPasswordHasher passwords, ILogger<CurrentPasswordCheck> logger)
{
    /// <summary>The name of the request's member, for errors.</summary>
    public const string Field = "current_password";

    /// <param name="actor">The caller.</param>
    /// <param name="password">As typed.</param>
    /// <exception cref="ShopException">400: the password is wrong. 404: the account was closed. 429: too many
    /// failures.</exception>
    public async Task<VerifiedPassword> CheckAsync(Actor actor, string password, CancellationToken ct)
    {
        passwords.EnsureRoom();
        var account = await users.FindAsync(
            actor.UserId, user => new SignInAccount(user.Id, user.NormalizedUserName!, user.PasswordHash!), ct)
            ?? throw AuthProblems.UserNotFound();
        var attempt = new SignInAttempt(account.Name, actor.Client.Network);
        await lockout.EnsureOpenAsync(attempt, ct);
        if ((await passwords.CheckAsync(account.PasswordHash, password, ct)).IsRight)
            return new(attempt, account);
        LogWrong(actor.UserId);
        await lockout.RecordFailureAsync(attempt, ct);
        throw ShopException.Invalid(Field, "This is not your current password.");
    }

    /// <summary>
    /// Call it in the transaction of the protected action, before the action: of concurrent attempts, the correct one
    /// counts only while the counters are not locked.
    /// </summary>
    /// <returns>False if the password's hash has changed meanwhile: another password, or a stronger hash of the same
    /// one.</returns>
    /// <exception cref="ShopException">429.</exception>
    public async Task<bool> AcceptAsync(VerifiedPassword password, CancellationToken ct)
    {
        if (!await users.LockIfUnchangedAsync(password.Account, ct))
            return false;
        await lockout.ForgetAsync(password.Attempt, ct);
        return true;
    }

    /// <summary>The error when <see cref="AcceptAsync"/> returns false.</summary>
    public static ShopException Changed() =>
        new(ProblemTypes.EditConflict, "Your password was changed at the same time. Send the request again.");

    [LoggerMessage(LogLevel.Warning, "A change was refused: wrong current password for account {UserId}")]
    private partial void LogWrong(long userId);
}

/// <param name="Attempt">The attempt under which failures count.</param>
/// <param name="Account">The account and the hash that the password was compared with.</param>
internal sealed record VerifiedPassword(SignInAttempt Attempt, SignInAccount Account);
