using PetShop.Api.Auth.Repositories;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.Credentials;

/// <summary>
/// Checks that a signed-in caller knows their password, for what a stolen access token must not be enough for. Wrong tries count as those at
/// sign-in do, or the token would be a way to try passwords. The slow hashing is done before a transaction is open.
/// </summary>
internal sealed partial class PresentPassword(
    UserRepository users, Lockout lockout, PasswordHashing passwords, ILogger<PresentPassword> logger)
{
    /// <summary>The member of requests that is blamed.</summary>
    public const string Field = "current_password";

    /// <param name="actor">Whose password it is.</param>
    /// <param name="password">As typed.</param>
    /// <exception cref="ShopException">400: it is wrong. 404: the account was closed. 429: too many wrong tries.</exception>
    public async Task<ProvenPassword> CheckAsync(Actor actor, string password, CancellationToken ct)
    {
        passwords.EnsureRoom();
        var account = await users.FindAsync(
            actor.UserId, user => new SignInAccount(user.Id, user.NormalizedUserName!, user.PasswordHash!), ct) ?? throw AuthProblems.NoSuchUser();
        var attempt = new SignInTry(account.Name, actor.Client.Network);
        await lockout.EnsureOpenAsync(attempt, ct);
        if ((await passwords.CheckAsync(account.PasswordHash, password, ct)).IsRight)
            return new(attempt, account);
        LogWrong(actor.UserId);
        await lockout.CountWrongAsync(attempt, ct);
        throw ShopException.Invalid(Field, "This is not your present password.");
    }

    /// <summary>
    /// To be called in the transaction of what it is asked for, before it: of tries sent all at once the right one counts only while the
    /// counters are open.
    /// </summary>
    /// <returns>False when the password's hash is another by now: changed, or the same password's, which a sign-in has made stronger.</returns>
    /// <exception cref="ShopException">429.</exception>
    public async Task<bool> AcceptAsync(ProvenPassword password, CancellationToken ct)
    {
        if (!await users.HoldAsync(password.Account, ct))
            return false;
        await lockout.ForgetAsync(password.Attempt, ct);
        return true;
    }

    /// <summary>What the caller is told when <see cref="AcceptAsync"/> says no.</summary>
    public static ShopException Changed() => new(ProblemTypes.EditConflict, "Your password was changed at the same time. Send the request once more.");

    [LoggerMessage(LogLevel.Warning, "A change was refused: wrong present password of account {UserId}")]
    private partial void LogWrong(long userId);
}

/// <param name="Attempt">Under which wrong tries count.</param>
/// <param name="Account">The account and the hash that the password was compared with.</param>
internal sealed record ProvenPassword(SignInTry Attempt, SignInAccount Account);
