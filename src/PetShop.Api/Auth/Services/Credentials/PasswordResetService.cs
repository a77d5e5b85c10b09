using Microsoft.Extensions.Options;
using PetShop.Api.Auth.Dtos.Accounts;
using PetShop.Api.Auth.Entities.Accounts;
using PetShop.Api.Auth.Repositories;
using PetShop.Api.Auth.Services.Tokens;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.Credentials;

/// <summary>Creates one-time tokens that set a new password.</summary>
public interface IPasswordResetService
{
    /// <summary>
    /// Creates a token for a user who forgot their password and is not an admin. It replaces an earlier one.
    /// </summary>
    /// <param name="currentPassword">The admin's own password.</param>
    /// <exception cref="ShopException">400: the admin's password is wrong. 403: the account is an admin's. 404: the
    /// account does not exist. 409: the admin's password was changed meanwhile. 429: too many wrong
    /// passwords.</exception>
    Task<PasswordResetResponse> IssueAsync(Actor actor, long userId, string currentPassword, CancellationToken ct);
}

internal sealed partial class PasswordResetService(
    UserRepository users, PasswordResetRepository resets, CurrentPasswordCheck present, IUnitOfWork work,
    IOptions<AccountOptions> options, TimeProvider clock, ILogger<PasswordResetService> logger) : IPasswordResetService
{
    public async Task<PasswordResetResponse> IssueAsync(
        Actor actor, long userId, string currentPassword, CancellationToken ct)
    {
        var password = await present.CheckAsync(actor, currentPassword, ct);
        return await work.CommitAsync(async () =>
        {
            if (!await present.AcceptAsync(password, ct))
                throw CurrentPasswordCheck.Changed();
            var user = await users.LockAsync(userId, ct) ?? throw AuthProblems.UserNotFound();
            if (await users.HasRoleAsync(user.Id, Actor.AdminRole, ct))
                throw ShopException.Forbidden("The account is an admin's. "
                    + "Only the shop's operator can reset its password, with the command reset-admin.");
            return await IssueAsync(user.Id, issuedBy: actor.UserId, ct);
        }, ct);
    }

    /// <summary>The same for an admin, by the operator on the command line.</summary>
    /// <param name="name">The normalized user name or e-mail.</param>
    /// <returns>Null if the account does not exist or is not an admin's.</returns>
    public Task<PasswordResetResponse?> IssueForAdminAsync(string name, CancellationToken ct) =>
        work.CommitAsync(async () =>
        {
            var found = await users.FindForSignInAsync(name, ct);
            var user = found is null ? null : await users.LockAsync(found.Id, ct);
            return user is not null && await users.HasRoleAsync(user.Id, Actor.AdminRole, ct)
                ? await IssueAsync(user.Id, issuedBy: null, ct)
                : null;
        }, ct);

    private async Task<PasswordResetResponse> IssueAsync(long userId, long? issuedBy, CancellationToken ct)
    {
        var (token, expiresAt) = (RefreshSecret.Create(), clock.GetStoredNow() + options.Value.PasswordResetLifetime);
        await resets.ReplaceAsync(new PasswordReset
        {
            UserId = userId,
            TokenHash = RefreshSecret.HashOf(token),
            ExpiresAt = expiresAt,
            IssuedBy = issuedBy,
        }, ct);
        work.OnCommitted(() => LogIssued(issuedBy is { } id ? $"Account {id}" : "The operator", userId, expiresAt));
        return new PasswordResetResponse { Token = token, ExpiresAt = expiresAt };
    }

    [LoggerMessage(LogLevel.Warning, "{Issuer} created a password reset for account {UserId}, valid until {ExpiresAt}")]
    private partial void LogIssued(string issuer, long userId, DateTimeOffset expiresAt);
}
