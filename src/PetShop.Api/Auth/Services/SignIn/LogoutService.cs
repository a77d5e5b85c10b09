using PetShop.Api.Auth.Repositories;
using PetShop.Api.Auth.Services.Tokens;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.SignIn;

/// <summary>
/// Ends sessions: their access and refresh tokens are rejected from the next request on, on every node.
/// </summary>
public interface ILogoutService
{
    /// <summary>Ends the session of a refresh token. An unknown or used token is not an error.</summary>
    Task SignOutAsync(string refreshToken, CancellationToken ct);

    /// <summary>Ends all of the caller's sessions, including the current one.</summary>
    Task SignOutEverywhereAsync(Actor actor, CancellationToken ct);
}

internal sealed partial class LogoutService(
    SessionRepository sessions, SessionChanges changes, IUnitOfWork work, ILogger<LogoutService> logger)
    : ILogoutService
{
    public async Task SignOutAsync(string refreshToken, CancellationToken ct)
    {
        if (await sessions.FindTokenAsync(RefreshSecret.HashOf(refreshToken), ct) is not { } token)
            return;
        await work.CommitAsync(() => changes.EndAsync(token.SessionId, ct), ct);
        LogSignedOut(token.SessionId);
    }

    public async Task SignOutEverywhereAsync(Actor actor, CancellationToken ct)
    {
        var ended = await work.CommitAsync(() => changes.EndAllAsync(actor.UserId, except: null, ct), ct);
        LogSignedOutEverywhere(actor.UserId, ended);
    }

    [LoggerMessage(LogLevel.Information, "Session {SessionId} was signed out")]
    private partial void LogSignedOut(Guid sessionId);

    [LoggerMessage(LogLevel.Information, "Account {UserId} signed out of all {Count} sessions")]
    private partial void LogSignedOutEverywhere(long userId, int count);
}
