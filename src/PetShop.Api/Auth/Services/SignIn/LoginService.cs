using Microsoft.AspNetCore.Identity;
using PetShop.Api.Auth.Dtos.SignIn;
using PetShop.Api.Auth.Repositories;
using PetShop.Api.Auth.Services.Credentials;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.SignIn;

/// <summary>Sign-in with name and password.</summary>
public interface ILoginService
{
    /// <summary>
    /// Opens a session. The message and the time are the same for an unknown account and a wrong password.
    /// </summary>
    /// <param name="caller">The origin of the request, by which failures are counted too.</param>
    /// <param name="username">The user name or e-mail, ignoring case.</param>
    /// <param name="password">As typed.</param>
    /// <exception cref="ShopException">401: wrong name or password. 429: too many failures. 503: too many concurrent
    /// sign-ins.</exception>
    Task<SignInResponse> SignInAsync(Actor caller, string username, string password, CancellationToken ct);
}

internal sealed partial class LoginService(
    UserRepository users, Lockout lockout, AsyncPasswordHasher passwords, SessionTokens sessions, IUnitOfWork work,
    ILookupNormalizer names, ILogger<LoginService> logger) : ILoginService
{
    /// <summary>A second attempt meets a hash that was made stronger meanwhile; that happens only once.</summary>
    private const int Attempts = 2;

    public async Task<SignInResponse> SignInAsync(Actor caller, string username, string password, CancellationToken ct)
    {
        passwords.EnsureRoom();
        var name = names.NormalizeName(username)!;
        for (var i = 1; i <= Attempts; i++)
        {
            var account = await users.FindForSignInAsync(name, ct);
            var attempt = new SignInAttempt(account?.Name ?? name, caller.Client.Network);
            await EnsureOpenAsync(attempt, ct);
            var check = await passwords.CheckAsync(account?.PasswordHash, password, ct);
            if (account is null || !check.IsRight)
            {
                LogWrong(account?.Id);
                await lockout.RecordFailureAsync(attempt, ct);
                break;
            }
            var strongerHash = check.IsOutdated ? await passwords.HashAsync(password, ct) : null;
            if (await TrySignInAsync(caller.Client, attempt, account, strongerHash, ct) is { } signedIn)
                return signedIn;
        }
        throw AuthProblems.WrongCredentials();
    }

    /// <param name="strongerHash">Replaces a weak hash; null if it is strong enough.</param>
    /// <returns>Null if the password's hash has changed meanwhile: another password, or a stronger hash of the same
    /// one.</returns>
    private async Task<SignInResponse?> TrySignInAsync(
        ClientInfo client, SignInAttempt attempt, SignInAccount account, string? strongerHash, CancellationToken ct)
    {
        var signing = await sessions.PrepareAsync(ct);
        if (await OpenAsync(client, attempt, account, ct) is not { } opened)
            return null;
        LogSignedIn(account.Id, opened.SessionId);
        if (strongerHash is not null)
            await UpgradeHashAsync(account, strongerHash);
        return sessions.Answer("Signed in.", opened, signing);
    }

    private async Task EnsureOpenAsync(SignInAttempt attempt, CancellationToken ct)
    {
        try
        {
            await lockout.EnsureOpenAsync(attempt, ct);
        }
        catch (ShopException)
        {
            LogLocked();
            throw;
        }
    }

    private Task<OpenedSession?> OpenAsync(
        ClientInfo client, SignInAttempt attempt, SignInAccount account, CancellationToken ct) =>
        work.CommitAsync(async () =>
        {
            if (!await users.LockIfUnchangedAsync(account, ct))
                return null;        // before the failures are reset: this is not a successful sign-in
            await lockout.ForgetAsync(attempt, ct);
            await lockout.RememberAsync(account.Id, attempt, ct);
            return await sessions.OpenAsync(account.Id, client, ct);
        }, ct);

    /// <summary>
    /// The session is open by now: its tokens must reach their owner even if this fails. The next sign-in tries again.
    /// </summary>
    private async Task UpgradeHashAsync(SignInAccount account, string hash)
    {
        try
        {
            await work.CommitAsync(
                () => users.UpgradeHashAsync(account, hash, CancellationToken.None), CancellationToken.None);
        }
        catch (Exception e)
        {
            LogHashNotUpgraded(account.Id, e);
        }
    }

    [LoggerMessage(LogLevel.Information, "Account {UserId} signed in: session {SessionId}")]
    private partial void LogSignedIn(long userId, Guid sessionId);

    [LoggerMessage(LogLevel.Warning, "The password hash of account {UserId} could not be strengthened")]
    private partial void LogHashNotUpgraded(long userId, Exception exception);

    [LoggerMessage(LogLevel.Warning,
        "A sign-in failed: wrong password for account {UserId} (empty if there is no such account)")]
    private partial void LogWrong(long? userId);

    [LoggerMessage(LogLevel.Warning, "A sign-in was refused because the name is locked")]
    private partial void LogLocked();
}
