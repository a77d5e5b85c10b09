using PetShop.Api.Auth.Repositories;
using PetShop.Api.Auth.Services.Credentials;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Patching;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.Closing;

/// <summary>Closes accounts permanently.</summary>
public interface IAccountClosureService
{
    /// <summary>Closes an account without a password: by an admin, or by its owner after a recent sign-in.</summary>
    /// <param name="ifMatch">The versions that the account may have.</param>
    /// <exception cref="ShopException">403: another user's account, or the caller's own and the sign-in is too old.
    /// 404: the account does not exist. 409: it is the last admin, or another domain needs it open. 412: the account
    /// was changed.</exception>
    Task CloseAsync(Actor actor, long id, ExpectedVersion ifMatch, CancellationToken ct);

    /// <summary>Closes an account with the caller's password.</summary>
    /// <param name="currentPassword">The caller's own.</param>
    /// <param name="ifMatch">The versions that the account may have.</param>
    /// <exception cref="ShopException">400: the password is wrong. 403: another user's account. 404: the account does
    /// not exist. 409: it is the last admin, or another domain needs it open. 412: the account was changed. 429: too
    /// many wrong passwords.</exception>
    Task CloseAsync(Actor actor, long id, string currentPassword, ExpectedVersion ifMatch, CancellationToken ct);
}

internal sealed partial class AccountClosureService(
    AccountErasure erasure, UserRepository users, SessionRepository sessions, CurrentPasswordCheck present,
    IUnitOfWork work, TimeProvider clock, ILogger<AccountClosureService> logger) : IAccountClosureService
{
    /// <summary>The maximum age of a sign-in that replaces the password.</summary>
    private static readonly TimeSpan RecentSignIn = TimeSpan.FromMinutes(5);

    public async Task CloseAsync(Actor actor, long id, ExpectedVersion ifMatch, CancellationToken ct)
    {
        actor.EnsureMaySee(id);
        if (actor.UserId == id && !await HasSignedInRecentlyAsync(actor, ct))
            throw new ShopException(
                AuthProblems.SignInTooOld, "Sign in again and repeat the request within five minutes, or send your "
                    + $"password to POST /auth/users/{id}/close.");
        await CloseAsync(actor, id, proof: null, ifMatch, ct);
    }

    public async Task CloseAsync(
        Actor actor, long id, string currentPassword, ExpectedVersion ifMatch, CancellationToken ct)
    {
        actor.EnsureMaySee(id);
        await CloseAsync(actor, id, await present.CheckAsync(actor, currentPassword, ct), ifMatch, ct);
    }

    private async Task CloseAsync(
        Actor actor, long id, VerifiedPassword? proof, ExpectedVersion ifMatch, CancellationToken ct)
    {
        await work.CommitAsync(async () =>
        {
            if (proof is not null && !await present.AcceptAsync(proof, ct))
                throw CurrentPasswordCheck.Changed();
            var user = await users.LockAsync(id, ct) ?? throw AuthProblems.UserNotFound();
            ifMatch.Require(user.Version);
            await erasure.EraseAsync(actor, user, ct);
            await work.EraseKeptResultsAsync(id, ct);
        }, ct);
        LogClosed(actor.UserId, id);
    }

    private Task<bool> HasSignedInRecentlyAsync(Actor actor, CancellationToken ct) =>
        sessions.StartedAfterAsync(actor.SessionId, clock.GetUtcNow() - RecentSignIn, ct);

    [LoggerMessage(LogLevel.Warning, "Account {ActorId} closed account {UserId}")]
    private partial void LogClosed(long actorId, long userId);
}
