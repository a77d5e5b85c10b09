using Microsoft.AspNetCore.Identity;
using PetShop.Api.Auth.Dtos.Accounts;
using PetShop.Api.Auth.Entities;
using PetShop.Api.Auth.Repositories;
using PetShop.Api.Auth.Services.Credentials;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.Accounts;

/// <summary>Changing a profile, and one's password.</summary>
public interface IProfileService
{
    /// <summary>
    /// Changes what is given. Another e-mail or password needs the caller's present password. A new password ends one's other sessions.
    /// </summary>
    /// <param name="ifMatch">The edit counters one of which it must have.</param>
    /// <exception cref="ShopException">
    /// 400: the present password is missing or wrong. 403: another's account, or another's password. 404: no such account. 409: the e-mail is
    /// taken. 412: it has changed. 429: too many wrong passwords.
    /// </exception>
    Task<UserResponse> UpdateAsync(Actor actor, long id, UpdateUserRequest request, ExpectedVersion ifMatch, CancellationToken ct);
}

internal sealed class ProfileService(
    UserManager<User> identity, UserRepository users, PresentPassword present, PasswordHashing hashing, PasswordReplacement replacement, IUnitOfWork work)
    : IProfileService
{
    /// <summary>The second meets a hash that a sign-in has made stronger meanwhile, or another password: then it is the wrong one.</summary>
    private const int Attempts = 2;

    public async Task<UserResponse> UpdateAsync(Actor actor, long id, UpdateUserRequest request, ExpectedVersion ifMatch, CancellationToken ct)
    {
        actor.EnsureMaySee(id);
        if (request.NewPassword is not null && actor.UserId != id)
            throw ShopException.Forbidden("A password is changed by its owner alone.");
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var proof = request.CurrentPassword is { } given ? await present.CheckAsync(actor, given, ct) : null;
            var newHash = request.NewPassword is { } wanted ? await hashing.HashAsync(wanted, ct) : null;
            if (await TryUpdateAsync(actor, id, new(request, proof, newHash), ifMatch, ct) is { } updated)
                return updated;
        }
        throw PresentPassword.Changed();
    }

    /// <returns>Null when the password's hash is no longer the one that was checked.</returns>
    private Task<UserResponse?> TryUpdateAsync(Actor actor, long id, Change change, ExpectedVersion ifMatch, CancellationToken ct) => work.CommitAsync(async () =>
    {
        if (change.Proof is not null && !await present.AcceptAsync(change.Proof, ct))
            return null;
        var user = await users.LockAsync(id, ct) ?? throw AuthProblems.NoSuchUser();
        ifMatch.Require(user.Version);
        Apply(change, user);
        if (change.NewHash is not null)
            await replacement.ReplaceAsync(user, change.NewHash, except: actor.SessionId, ct);
        (await identity.UpdateAsync(user)).EnsureSucceeded();
        return await users.FindAsync(id, UserResponse.FromEntity, ct);
    }, ct);

    private void Apply(Change change, User user)
    {
        var request = change.Request;
        if (request.Email is { IsSet: true, Value: { } email })
        {
            // Whoever has the e-mail can have the password reset: a stolen access token must not be enough.
            if (change.Proof is null && identity.NormalizeEmail(email) != user.NormalizedEmail)
                throw ShopException.Invalid(PresentPassword.Field, "Give your present password to change the e-mail address.");
            user.ChangeEmail(email);
        }
        user.FirstName = request.FirstName.Or(user.FirstName);
        user.LastName = request.LastName.Or(user.LastName);
        user.PhoneNumber = request.Phone.Or(user.PhoneNumber);
        user.CountEdit();
    }

    /// <param name="Request">What the caller wants.</param>
    /// <param name="Proof">That the caller knows their password; null where they did not give it.</param>
    /// <param name="NewHash">Of the password from now on; null for the present one.</param>
    private sealed record Change(UpdateUserRequest Request, ProvenPassword? Proof, string? NewHash);
}
