using Microsoft.AspNetCore.Identity;
using PetShop.Api.Auth.Dtos.Accounts;
using PetShop.Api.Auth.Entities.Accounts;
using PetShop.Api.Auth.Repositories;
using PetShop.Api.Auth.Services.Credentials;
using PetShop.Api.Auth.Services.Mails;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Patching;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.Accounts;

/// <summary>Changes profiles and passwords.</summary>
public interface IProfileService
{
    /// <summary>
    /// Applies a patch. A new e-mail address or password requires the caller's current password. A new password ends
    /// the owner's other sessions.
    /// </summary>
    /// <param name="ifMatch">The versions that the account may have.</param>
    /// <exception cref="ShopException">
    /// 400: the current password is missing or wrong. 403: another user's account or password, or payment terms from a
    /// caller who is not an admin. 404: the account does not exist. 409: the e-mail address is taken. 412: the account
    /// was changed. 429: too many wrong passwords, or links to new addresses.
    /// </exception>
    Task<UserResponse> UpdateAsync(
        Actor actor, long id, UpdateUserRequest request, ExpectedVersion ifMatch, CancellationToken ct);
}

internal sealed class ProfileService(
    UserManager<User> identity, UserRepository users, CurrentPasswordCheck present, AsyncPasswordHasher hashing,
    PasswordReplacement replacement, EmailChange emails, IUnitOfWork work)
    : IProfileService
{
    /// <summary>
    /// A second attempt meets a hash that a sign-in has made stronger meanwhile, or another password: then the password
    /// is wrong.
    /// </summary>
    private const int Attempts = 2;

    public async Task<UserResponse> UpdateAsync(
        Actor actor, long id, UpdateUserRequest request, ExpectedVersion ifMatch, CancellationToken ct)
    {
        actor.EnsureMaySee(id);
        if (request.NewPassword is not null && actor.UserId != id)
            throw ShopException.Forbidden("Only the account's owner can change the password.");
        if (request.PaymentTerms.IsSet && !actor.IsAdmin)
            throw ShopException.Forbidden("Only an admin can change payment_terms. Leave it out.");
        if (request.PaymentTerms.IsSet && actor.UserId == id)
            throw ShopException.Forbidden("Another admin must change your own payment_terms. Leave it out.");
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var proof = request.CurrentPassword is { } given ? await present.CheckAsync(actor, given, ct) : null;
            var newHash = request.NewPassword is { } wanted ? await hashing.HashAsync(wanted, ct) : null;
            if (await TryUpdateAsync(actor, id, new(request, proof, newHash), ifMatch, ct) is { } updated)
                return updated;
        }
        throw CurrentPasswordCheck.Changed();
    }

    /// <returns>Null if the password's hash is no longer the one that was checked.</returns>
    private Task<UserResponse?> TryUpdateAsync(
        Actor actor, long id, Change change, ExpectedVersion ifMatch, CancellationToken ct) =>
        work.CommitAsync(async () =>
        {
            if (change.Proof is not null && !await present.AcceptAsync(change.Proof, ct))
                return null;
            var user = await users.LockAsync(id, ct) ?? throw AuthProblems.UserNotFound();
            ifMatch.Require(user.Version);
            await ApplyAsync(actor, change, user, ct);
            if (change.NewHash is not null)
                await replacement.ReplaceAsync(user, change.NewHash, except: actor.SessionId, ct);
            (await identity.UpdateAsync(user)).EnsureSucceeded();
            return await users.FindAsync(id, UserResponse.SeenBy(actor), ct);
        }, ct);

    private async Task ApplyAsync(Actor actor, Change change, User user, CancellationToken ct)
    {
        var request = change.Request;
        if (change.NewHash is not null)
            user.DropPendingEmail();        // perhaps somebody else wanted it, who knew the old password
        if (request.Email is { IsSet: true, Value: { } email })
        {
            // With the e-mail address, the password can be reset: a stolen access token must not be enough.
            if (change.Proof is null && identity.NormalizeEmail(email) != user.NormalizedEmail)
                throw ShopException.Invalid(CurrentPasswordCheck.Field,
                    "Give your current password to change the e-mail address.");
            await emails.ApplyAsync(actor, user, email, ct);
        }
        user.FirstName = request.FirstName.Or(user.FirstName);
        user.LastName = request.LastName.Or(user.LastName);
        user.PhoneNumber = request.Phone.Or(user.PhoneNumber);
        user.PaymentTerms = request.PaymentTerms.Or(user.PaymentTerms);
        if (request.VatNumber.IsSet)
            user.ChangeVatNumber(VatNumbers.Normalize(request.VatNumber.Value));
        user.CountEdit();
    }

    /// <param name="Request">The requested changes.</param>
    /// <param name="Proof">Proves that the caller knows the password; null if it was not given.</param>
    /// <param name="NewHash">The hash of the new password; null to keep the current one.</param>
    private sealed record Change(UpdateUserRequest Request, VerifiedPassword? Proof, string? NewHash);
}
