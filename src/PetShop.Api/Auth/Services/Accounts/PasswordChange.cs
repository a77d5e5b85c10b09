using Microsoft.AspNetCore.Identity;
using PetShop.Api.Auth.Dtos.Accounts;
using PetShop.Api.Auth.Repositories;
using PetShop.Api.Auth.Services.SignIn;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.Accounts;

/// <summary>Checks that who changes a password knows the present one. The slow hashing is done here, before a transaction is open.</summary>
internal sealed partial class PasswordChange(
    UserRepository users, Lockout lockout, Passwords passwords, ILookupNormalizer names, ILogger<PasswordChange> logger)
{
    /// <returns>The present and the new hash; null when no password is to be changed.</returns>
    public async Task<CheckedPassword?> CheckAsync(Actor actor, long id, UpdateUserRequest request, CancellationToken ct)
    {
        if (request.NewPassword is not { } newPassword)
            return null;
        if (actor.UserId != id)
            throw ShopException.Forbidden("A password is changed by its owner alone.");
        var account = await users.FindAsync(id, user => new { Name = user.UserName!, Hash = user.PasswordHash! }, ct) ?? throw AuthProblems.NoSuchUser();
        // A stolen access token must not be a way to try passwords, so these tries count as those at sign-in do.
        var name = names.NormalizeName(account.Name)!;
        await lockout.EnsureOpenAsync(name, ct);
        if (passwords.Check(account.Hash, request.CurrentPassword!).IsRight)
            return new(name, account.Hash, passwords.Hash(newPassword));
        LogWrong(id);
        await lockout.CountWrongAsync(name, ct);
        throw ShopException.Invalid("current_password", "This is not your present password.");
    }

    /// <summary>
    /// To be called before the change, in its transaction: of tries sent all at once the right one counts only while the name is open.
    /// </summary>
    /// <exception cref="ShopException">429.</exception>
    public Task AcceptAsync(CheckedPassword password, CancellationToken ct) => lockout.ForgetAsync(password.Name, ct);

    [LoggerMessage(LogLevel.Information, "Account {UserId} changed its password; its other sessions are ended")]
    public partial void LogChanged(long userId);

    [LoggerMessage(LogLevel.Warning, "A change of password was refused: wrong present password for account {UserId}")]
    private partial void LogWrong(long userId);
}

/// <param name="Name">Under which wrong tries count: normalised.</param>
/// <param name="PresentHash">What the present password was compared with.</param>
/// <param name="NewHash">Of the password from now on.</param>
internal sealed record CheckedPassword(string Name, string PresentHash, string NewHash);
