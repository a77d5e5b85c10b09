using Microsoft.AspNetCore.Identity;
using PetShop.Api.Auth.Dtos.SignIn;
using PetShop.Api.Auth.Repositories;
using PetShop.Api.Auth.Services.Credentials;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.SignIn;

/// <summary>Signing in with name and password.</summary>
public interface ILoginService
{
    /// <summary>Opens a session. Words and time are the same whether the account is missing or the password wrong.</summary>
    /// <param name="caller">Where the request comes from: wrong tries count by it too.</param>
    /// <param name="username">User name or e-mail, whatever the capitals.</param>
    /// <param name="password">As typed.</param>
    /// <exception cref="ShopException">401: wrong. 429: too many wrong tries. 503: too many sign in at once.</exception>
    Task<SignInResponse> SignInAsync(Actor caller, string username, string password, CancellationToken ct);
}

internal sealed partial class LoginService(
    UserRepository users, Lockout lockout, PasswordHashing passwords, SessionTokens sessions, IUnitOfWork work, ILookupNormalizer names,
    ILogger<LoginService> logger) : ILoginService
{
    /// <summary>The second meets a hash that was made stronger meanwhile; that happens once.</summary>
    private const int Attempts = 2;

    public async Task<SignInResponse> SignInAsync(Actor caller, string username, string password, CancellationToken ct)
    {
        passwords.EnsureRoom();
        var name = names.NormalizeName(username)!;
        for (var i = 1; i <= Attempts; i++)
        {
            var account = await users.FindForSignInAsync(name, ct);
            var attempt = new SignInTry(account?.Name ?? name, caller.Client.Network);
            await EnsureOpenAsync(attempt, ct);
            var check = await passwords.CheckAsync(account?.PasswordHash, password, ct);
            if (account is null || !check.IsRight)
            {
                LogWrong(account?.Id);
                await lockout.CountWrongAsync(attempt, ct);
                break;
            }
            var strongerHash = check.IsOutdated ? await passwords.HashAsync(password, ct) : null;
            if (await TrySignInAsync(caller.Client, attempt, account, strongerHash, ct) is { } signedIn)
                return signedIn;
        }
        throw AuthProblems.WrongCredentials();
    }

    /// <param name="strongerHash">Takes the place of a weak one; null where it is strong enough.</param>
    /// <returns>Null when the password's hash is another by now: changed, or the same password's, which another sign-in has made stronger.</returns>
    private async Task<SignInResponse?> TrySignInAsync(ClientInfo client, SignInTry attempt, SignInAccount account, string? strongerHash, CancellationToken ct)
    {
        var signing = await sessions.PrepareAsync(ct);
        if (await OpenAsync(client, attempt, account, ct) is not { } opened)
            return null;
        LogSignedIn(account.Id, opened.SessionId);
        if (strongerHash is not null)
            await StrengthenAsync(account, strongerHash);
        return sessions.Answer("Signed in.", opened, signing);
    }

    private async Task EnsureOpenAsync(SignInTry attempt, CancellationToken ct)
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

    private Task<OpenedSession?> OpenAsync(ClientInfo client, SignInTry attempt, SignInAccount account, CancellationToken ct) => work.CommitAsync(async () =>
    {
        if (!await users.HoldAsync(account, ct))
            return null;        // before the wrong tries are forgotten: this is no sign-in
        await lockout.ForgetAsync(attempt, ct);
        await lockout.RememberAsync(account.Id, attempt, ct);
        return await sessions.OpenAsync(account.Id, client, ct);
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
