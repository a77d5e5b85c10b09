using Microsoft.AspNetCore.Identity;
using PetShop.Api.Auth.Dtos.Accounts;
using PetShop.Api.Auth.Entities.Accounts;
using PetShop.Api.Auth.Repositories;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Patching;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.Accounts;

/// <summary>Marks the VAT numbers of businesses as verified.</summary>
public interface IVatVerificationService
{
    /// <param name="admin">The admin who checked the number.</param>
    /// <param name="ifMatch">The versions that the account may have.</param>
    /// <exception cref="ShopException">403: the admin's own account. 404: the account does not exist. 409: it has
    /// another number. 412: the account was changed.</exception>
    Task<UserResponse> VerifyAsync(
        Actor admin, long userId, VatVerificationRequest request, ExpectedVersion ifMatch, CancellationToken ct);
}

internal sealed partial class VatVerificationService(
    UserManager<User> identity, UserRepository users, IUnitOfWork work, TimeProvider clock,
    ILogger<VatVerificationService> logger) : IVatVerificationService
{
    public Task<UserResponse> VerifyAsync(
        Actor admin, long userId, VatVerificationRequest request, ExpectedVersion ifMatch, CancellationToken ct)
    {
        if (admin.UserId == userId)
            throw ShopException.Forbidden("Another admin must verify your own VAT number.");
        var (number, isVerified) = (VatNumbers.Normalize(request.VatNumber!), request.Verified!.Value);
        return work.CommitAsync(async () =>
        {
            var user = await users.LockAsync(userId, ct) ?? throw AuthProblems.UserNotFound();
            ifMatch.Require(user.Version);
            if (user.VatNumber != number)
                throw new ShopException(ProblemTypes.EditConflict, user.VatNumber is null
                    ? "The account has no VAT number. Its owner must enter it first."
                    : $"The account's VAT number is {user.VatNumber}. Check that one, and send it.");
            if (isVerified)
                user.VerifyVatNumber(admin.UserId, clock.GetStoredNow());
            else
                user.WithdrawVatVerification();
            user.CountEdit();
            (await identity.UpdateAsync(user)).EnsureSucceeded();
            work.OnCommitted(() => LogSet(admin.UserId, userId, isVerified));
            return (await users.FindAsync(userId, UserResponse.SeenBy(admin), ct))!;
        }, ct);
    }

    [LoggerMessage(LogLevel.Warning,
        "Account {ActorId} set whether the VAT number of account {UserId} is verified: {Verified}")]
    private partial void LogSet(long actorId, long userId, bool verified);
}
