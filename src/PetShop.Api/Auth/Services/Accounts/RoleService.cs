using Microsoft.AspNetCore.Identity;
using PetShop.Api.Auth.Dtos.Accounts;
using PetShop.Api.Auth.Entities.Accounts;
using PetShop.Api.Auth.Repositories;
using PetShop.Api.Auth.Services.Tokens;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Patching;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.Accounts;

/// <summary>
/// Adds and removes roles. A change takes effect with the account's next request, on every node; no session ends.
/// </summary>
public interface IRoleService
{
    /// <param name="ifMatch">The versions that the account may have.</param>
    /// <exception cref="ShopException">404: the role or account does not exist. 409: the account already has the role.
    /// 412: the account was changed.</exception>
    Task<UserResponse> GrantAsync(Actor actor, long userId, string role, ExpectedVersion ifMatch, CancellationToken ct);

    /// <param name="ifMatch">The versions that the account may have.</param>
    /// <exception cref="ShopException">400: it is the account's last role. 404: the role or account does not exist, or
    /// the account does not have the role. 409: it is the last admin. 412: the account was changed.</exception>
    Task<UserResponse> RevokeAsync(
        Actor actor, long userId, string role, ExpectedVersion ifMatch, CancellationToken ct);
}

internal sealed partial class RoleService(
    UserManager<User> identity, UserRepository users, RoleRepository roles, SessionChanges sessions, IUnitOfWork work,
    ILogger<RoleService> logger) : IRoleService
{
    public Task<UserResponse> GrantAsync(
        Actor actor, long userId, string role, ExpectedVersion ifMatch, CancellationToken ct) =>
        ChangeAsync(actor, userId, role, ifMatch, (user, wanted) =>
        {
            if (user.Has(wanted))
                throw new ShopException(AuthProblems.RoleHeld,
                    $"Nothing was changed: the account already has the role {role}.");
            user.Grant(wanted);
            return Task.CompletedTask;
        }, ct);

    public Task<UserResponse> RevokeAsync(
        Actor actor, long userId, string role, ExpectedVersion ifMatch, CancellationToken ct) =>
        ChangeAsync(actor, userId, role, ifMatch, async (user, wanted) =>
        {
            if (!user.Has(wanted))
                throw ShopException.NotFound($"The account does not have the role {role}.");
            if (role == Actor.AdminRole && !await roles.LockOtherAdminsAsync(userId, ct))
                throw AuthProblems.IsLastAdmin();
            if (user.Roles.Count == 1)
                throw new ShopException(AuthProblems.LastRole, "Add another role first, or close the account.");
            users.Remove(user.Revoke(wanted));
        }, ct);

    private async Task<UserResponse> ChangeAsync(
        Actor actor, long userId, string role, ExpectedVersion ifMatch,
        Func<User, Role, Task> change, CancellationToken ct)
    {
        if (!Role.Names.Contains(role))
            throw ShopException.NotFound($"The role does not exist. The roles are: {string.Join(", ", Role.Names)}.");
        return await work.CommitAsync(async () =>
        {
            var user = await users.LockAsync(userId, ct) ?? throw AuthProblems.UserNotFound();
            ifMatch.Require(user.Version);
            var before = await roles.ListAsync(userId, ct);
            await change(user, (await roles.FindAsync(role, ct))!);
            (await identity.UpdateAsync(user)).EnsureSucceeded();
            sessions.RolesChanged(userId);
            var changed = (await users.FindAsync(userId, UserResponse.SeenBy(actor), ct))!;
            work.OnCommitted(
                () => LogChanged(actor.UserId, userId, string.Join('+', before), string.Join('+', changed.Roles)));
            return changed;
        }, ct);
    }

    [LoggerMessage(LogLevel.Warning,
        "Account {ActorId} changed the roles of account {UserId} from {OldRoles} to {NewRoles}")]
    private partial void LogChanged(long actorId, long userId, string oldRoles, string newRoles);
}
