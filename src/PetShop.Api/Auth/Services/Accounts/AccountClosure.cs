using PetShop.Api.Auth.Entities;
using PetShop.Api.Auth.Repositories;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.Accounts;

/// <summary>Closing an account.</summary>
public interface IAccountClosure
{
    /// <summary>
    /// Erases what is personal, ends all sessions, and has other domains do their part. The row stays, nameless: orders and invoices
    /// point at it.
    /// </summary>
    /// <param name="ifMatch">The edit counters one of which it must have.</param>
    /// <exception cref="ShopException">403: another's account. 404: no such account. 409: the last admin's. 412: it has changed.</exception>
    Task CloseAsync(Actor actor, long id, ExpectedVersion ifMatch, CancellationToken ct);
}

internal sealed partial class AccountClosure(
    UserRepository users, RoleRepository roles, SessionRepository sessions, IAccountClosing elsewhere, IUnitOfWork work, TimeProvider clock,
    ILogger<AccountClosure> logger) : IAccountClosure
{
    public async Task CloseAsync(Actor actor, long id, ExpectedVersion ifMatch, CancellationToken ct)
    {
        actor.EnsureMaySee(id);
        await work.CommitAsync(async () =>
        {
            var user = await users.LockAsync(id, ct) ?? throw AuthProblems.NoSuchUser();
            ifMatch.Require(user.Version);
            await EnsureNotLastAdminAsync(user, ct);
            foreach (var held in user.Roles.ToList())
                users.Remove(held);
            user.Close(clock.GetUtcNow());
            await sessions.EndAllAsync(id, except: null, clock.GetUtcNow(), ct);
            await elsewhere.CloseAsync(actor, id, ct);
            await work.EraseKeptResultsAsync(id, ct);
        }, ct);
        LogClosed(actor.UserId, id);
    }

    private async Task EnsureNotLastAdminAsync(User user, CancellationToken ct)
    {
        var admin = await roles.FindAsync(Actor.AdminRole, ct);
        if (user.Has(admin!) && !await roles.LockOtherAdminsAsync(user.Id, ct))
            throw AuthProblems.IsLastAdmin();
    }

    [LoggerMessage(LogLevel.Warning, "Account {ActorId} closed account {UserId}")]
    private partial void LogClosed(long actorId, long userId);
}
