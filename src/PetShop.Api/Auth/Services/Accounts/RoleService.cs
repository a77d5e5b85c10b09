using Microsoft.AspNetCore.Identity;
using PetShop.Api.Auth.Dtos.Accounts;
using PetShop.Api.Auth.Entities;
using PetShop.Api.Auth.Repositories;
using PetShop.Api.Auth.Services.Tokens;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.Accounts;

/// <summary>Giving and taking roles. What changes holds from the account's next request on, on every node; no session ends.</summary>
public interface IRoleService
{
    /// <param name="ifMatch">The edit counters one of which the account must have.</param>
    /// <exception cref="ShopException">404: no such role or account. 409: it has the role already. 412: it has changed.</exception>
    Task<UserResponse> GrantAsync(Actor actor, long userId, string role, ExpectedVersion ifMatch, CancellationToken ct);

    /// <param name="ifMatch">The edit counters one of which the account must have.</param>
    /// <exception cref="ShopException">400: it is the account's last. 404: no such role or account, or it does not have the role. 409: the last admin's. 412: it has changed.</exception>
    Task<UserResponse> RevokeAsync(Actor actor, long userId, string role, ExpectedVersion ifMatch, CancellationToken ct);
}

internal sealed partial class RoleService(
    UserManager<User> identity, UserRepository users, RoleRepository roles, SessionChanges sessions, IUnitOfWork work,
    ILogger<RoleService> logger) : IRoleService
{
    public Task<UserResponse> GrantAsync(Actor actor, long userId, string role, ExpectedVersion ifMatch, CancellationToken ct) => ChangeAsync(actor, userId, role, ifMatch, (user, wanted) =>
    {
        if (user.Has(wanted))
            throw new ShopException(AuthProblems.RoleHeld, $"There is nothing to do: the account has the role {role}.");
        user.Grant(wanted);
        return Task.CompletedTask;
    }, ct);

    public Task<UserResponse> RevokeAsync(Actor actor, long userId, string role, ExpectedVersion ifMatch, CancellationToken ct) => ChangeAsync(actor, userId, role, ifMatch, async (user, wanted) =>
    {
        if (!user.Has(wanted))
            throw ShopException.NotFound($"The account does not have the role {role}.");
        if (role == Actor.AdminRole && !await roles.LockOtherAdminsAsync(userId, ct))
            throw AuthProblems.IsLastAdmin();
        if (user.Roles.Count == 1)
            throw new ShopException(AuthProblems.LastRole, "Give the account another role first, or close it.");
        users.Remove(user.Revoke(wanted));
    }, ct);

    private async Task<UserResponse> ChangeAsync(
        Actor actor, long userId, string role, ExpectedVersion ifMatch, Func<User, Role, Task> change, CancellationToken ct)
    {
        if (!Role.Names.Contains(role))
            throw ShopException.NotFound($"There is no such role. The roles are: {string.Join(", ", Role.Names)}.");
        return await work.CommitAsync(async () =>
        {
            var user = await users.LockAsync(userId, ct) ?? throw AuthProblems.NoSuchUser();
            ifMatch.Require(user.Version);
            var before = await roles.ListAsync(userId, ct);
            await change(user, (await roles.FindAsync(role, ct))!);
            (await identity.UpdateAsync(user)).EnsureSucceeded();
            sessions.RolesChanged(userId);
            var changed = (await users.FindAsync(userId, UserResponse.FromEntity, ct))!;
            work.OnCommitted(() => LogChanged(actor.UserId, userId, string.Join('+', before), string.Join('+', changed.Roles)));
            return changed;
        }, ct);
    }

    [LoggerMessage(LogLevel.Warning, "Account {ActorId} changed the roles of account {UserId} from {OldRoles} to {NewRoles}")]
    private partial void LogChanged(long actorId, long userId, string oldRoles, string newRoles);
}
