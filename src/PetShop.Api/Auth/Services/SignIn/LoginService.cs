using Microsoft.AspNetCore.Identity;
using PetShop.Api.Auth.Dtos.SignIn;
using PetShop.Api.Auth.Repositories;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;

namespace PetShop.Api.Auth.Services.SignIn;

/// <summary>Signing in with name and password.</summary>
public interface ILoginService
{
    /// <summary>Opens a session. Words and time are the same whether the account is missing or the password wrong.</summary>
    /// <param name="username">User name or e-mail, whatever the capitals.</param>
    /// <param name="password">As typed.</param>
    /// <exception cref="ShopException">401: wrong. 429: too many wrong tries with this name.</exception>
    Task<SignInResponse> SignInAsync(string username, string password, CancellationToken ct);
}

internal sealed partial class LoginService(
    UserRepository users, Lockout lockout, Passwords passwords, SessionTokens sessions, IUnitOfWork work, ILookupNormalizer names, ILogger<LoginService> logger)
    : ILoginService
{
    /// <summary>The second meets a hash that was made stronger meanwhile; that happens once.</summary>
    private const int Attempts = 2;

    public async Task<SignInResponse> SignInAsync(string username, string password, CancellationToken ct)
    {
        var name = names.NormalizeName(username)!;
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            await EnsureOpenAsync(name, ct);
            var account = await users.FindForSignInAsync(name, ct);
            var check = passwords.Check(account?.PasswordHash, password);
            if (account is null || !check.IsRight)
            {
                LogWrong(account?.Id);
                await lockout.CountWrongAsync(name, ct);
                break;
            }
            if (await TrySignInAsync(name, account, check.IsOutdated ? passwords.Hash(password) : null, ct) is { } signedIn)
                return signedIn;
        }
        throw AuthProblems.WrongCredentials();
    }

    /// <param name="strongerHash">Takes the place of a weak one; null where it is strong enough.</param>
    /// <returns>Null when the password's hash is another by now: changed, or the same password's, which another sign-in has made stronger.</returns>
    private async Task<SignInResponse?> TrySignInAsync(string name, SignInAccount account, string? strongerHash, CancellationToken ct)
    {
        var signing = await sessions.PrepareAsync(ct);
        if (await OpenAsync(name, account, ct) is not { } opened)
            return null;
        LogSignedIn(account.Id, opened.SessionId);
        if (strongerHash is not null)
            await StrengthenAsync(account, strongerHash);
        return sessions.Answer("Signed in.", opened, signing);
    }

    private async Task EnsureOpenAsync(string name, CancellationToken ct)
    {
        try
        {
            await lockout.EnsureOpenAsync(name, ct);
        }
        catch (ShopException)
        {
            LogLocked();
            throw;
        }
    }

    private Task<OpenedSession?> OpenAsync(string name, SignInAccount account, CancellationToken ct) => work.CommitAsync(async () =>
    {
        if (!await users.HoldAsync(account, ct))
            return null;        // before the wrong tries are forgotten: this is no sign-in
        await lockout.ForgetAsync(name, ct);
        return await sessions.OpenAsync(account.Id, ct);
    }, ct);

    /// <summary>The session is open by now: its tokens must reach their owner even if this fails. The next sign-in tries again.</summary>
    private async Task StrengthenAsync(SignInAccount account, string hash)
    {
        try
        {
            await work.CommitAsync(() => users.StrengthenAsync(account, hash, CancellationToken.None), CancellationToken.None);
        }
        catch (Exception e)
        {
            LogNotStrengthened(account.Id, e);
        }
    }

    [LoggerMessage(LogLevel.Information, "Account {UserId} signed in: session {SessionId}")]
    private partial void LogSignedIn(long userId, Guid sessionId);

    [LoggerMessage(LogLevel.Warning, "The hash of account {UserId}'s password could not be made stronger")]
    private partial void LogNotStrengthened(long userId, Exception exception);

    [LoggerMessage(LogLevel.Warning, "A sign-in was refused: wrong password for account {UserId}, or no such account where that is empty")]
    private partial void LogWrong(long? userId);

    [LoggerMessage(LogLevel.Warning, "A sign-in was refused: the name is locked")]
    private partial void LogLocked();
}
