using Microsoft.AspNetCore.Identity;
using PetShop.Api.Auth.Dtos.Accounts;
using PetShop.Api.Auth.Entities;
using PetShop.Api.Auth.Repositories;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.Accounts;

/// <summary>Changing a profile, and one's password.</summary>
public interface IProfileService
{
    /// <summary>Changes what is given. A new password ends one's other sessions.</summary>
    /// <param name="ifMatch">The edit counters one of which it must have.</param>
    /// <exception cref="ShopException">
    /// 400: the present password is wrong. 403: another's account, or another's password. 404: no such account. 409: the e-mail is taken.
    /// 412: it has changed. 429: too many wrong passwords.
    /// </exception>
    Task<UserResponse> UpdateAsync(Actor actor, long id, UpdateUserRequest request, ExpectedVersion ifMatch, CancellationToken ct);
}

internal sealed class ProfileService(
    UserManager<User> identity, UserRepository users, SessionRepository sessions, PasswordChange passwords, IUnitOfWork work, TimeProvider clock)
    : IProfileService
{
    /// <summary>The second meets a hash that a sign-in has made stronger meanwhile, or another password: then it is the wrong one.</summary>
    private const int Attempts = 2;

    public async Task<UserResponse> UpdateAsync(Actor actor, long id, UpdateUserRequest request, ExpectedVersion ifMatch, CancellationToken ct)
    {
        actor.EnsureMaySee(id);
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var password = await passwords.CheckAsync(actor, id, request, ct);
            if (await TryUpdateAsync(actor, id, request, password, ifMatch, ct) is { } updated)
                return updated;
        }
        throw new ShopException(ProblemTypes.EditConflict, "The account was changed at the same time, and again. Send the request once more.");
    }

    /// <returns>Null when the password's hash is no longer the one that was checked.</returns>
    private Task<UserResponse?> TryUpdateAsync(
        Actor actor, long id, UpdateUserRequest request, CheckedPassword? password, ExpectedVersion ifMatch, CancellationToken ct) =>
        work.CommitAsync(async () =>
        {
            var user = await users.LockAsync(id, ct) ?? throw AuthProblems.NoSuchUser();
            if (password is not null && password.PresentHash != user.PasswordHash)
                return null;
            if (password is not null)
                await passwords.AcceptAsync(password, ct);
            ifMatch.Require(user.Version);
            Apply(request, user);
            if (password is not null)
                await ChangeAsync(actor, user, password, ct);
            (await identity.UpdateAsync(user)).EnsureSucceeded();
            return await users.FindAsync(id, UserResponse.FromEntity, ct);
        }, ct);

    private static void Apply(UpdateUserRequest request, User user)
    {
        if (request.Email is { IsSet: true, Value: { } email })
            user.ChangeEmail(email);
        user.FirstName = request.FirstName.Or(user.FirstName);
        user.LastName = request.LastName.Or(user.LastName);
        user.PhoneNumber = request.Phone.Or(user.PhoneNumber);
        user.CountEdit();
    }

    private async Task ChangeAsync(Actor actor, User user, CheckedPassword password, CancellationToken ct)
    {
        user.PasswordHash = password.NewHash;
        (await identity.UpdateSecurityStampAsync(user)).EnsureSucceeded();
        await sessions.EndAllAsync(user.Id, actor.SessionId, clock.GetUtcNow(), ct);
        work.OnCommitted(() => passwords.LogChanged(user.Id));
    }
}
