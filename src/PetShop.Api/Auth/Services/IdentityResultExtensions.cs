using Microsoft.AspNetCore.Identity;
using PetShop.Api.Core.Errors;

namespace PetShop.Api.Auth.Services;

/// <summary>Converts Identity's errors into the shop's.</summary>
internal static class IdentityResultExtensions
{
    /// <exception cref="ShopException">409: the user name or e-mail address is taken, or the account was changed
    /// concurrently.</exception>
    public static void EnsureSucceeded(this IdentityResult result)
    {
        if (result.Succeeded)
            return;
        var codes = result.Errors.Select(error => error.Code).ToHashSet();
        if (codes.Contains(nameof(IdentityErrorDescriber.ConcurrencyFailure)))
            throw new ShopException(ProblemTypes.EditConflict, "Read it again and repeat your change.");
        var isEmailTaken = codes.Contains(nameof(IdentityErrorDescriber.DuplicateEmail));
        if (codes.Contains(nameof(IdentityErrorDescriber.DuplicateUserName)))
            throw Taken(AuthProblems.UsernameTaken, AuthProblems.UsernameTakenDetail, isEmailTaken);
        if (isEmailTaken)
            throw Taken(AuthProblems.EmailTaken, AuthProblems.EmailTakenDetail, isEmailTaken);
        throw new InvalidOperationException(
            $"Identity rejected values that our own rules accept: {string.Join(", ", codes)}.");
    }

    private static ShopException Taken(ProblemType type, string detail, bool isEmailTaken)
    {
        var errors = new Dictionary<string, string[]>();
        if (type == AuthProblems.UsernameTaken)
            errors["username"] = [AuthProblems.UsernameTakenDetail];
        if (isEmailTaken)
            errors["email"] = [AuthProblems.EmailTakenDetail];
        return new ShopException(type, detail) { Errors = errors };
    }
}
