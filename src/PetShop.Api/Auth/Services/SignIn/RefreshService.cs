using PetShop.Api.Auth.Dtos.SignIn;
using PetShop.Api.Auth.Entities.SignIn;
using PetShop.Api.Auth.Repositories;
using PetShop.Api.Auth.Services.Credentials;
using PetShop.Api.Auth.Services.Tokens;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.SignIn;

/// <summary>Exchanges refresh tokens for the next pair of tokens.</summary>
public interface IRefreshService
{
    /// <summary>
    /// Exchanges a refresh token. If it is used again within ten seconds, for instance by two browser tabs, it returns
    /// the same successor. A later use comes from a thief, or from the owner after a thief. These cannot be
    /// distinguished, so the session ends for both.
    /// </summary>
    /// <param name="caller">The origin of the request; the token identifies the account.</param>
    /// <param name="refreshToken">The token as issued.</param>
    /// <exception cref="ShopException">401: the token is unknown, expired or used, or its session has
    /// ended.</exception>
    Task<SignInResponse> RefreshAsync(Actor caller, string refreshToken, CancellationToken ct);
}

internal sealed partial class RefreshService(
    SessionRepository sessions, SessionChanges changes, SessionTokens tokens, Lockout lockout, IUnitOfWork work,
    TimeProvider clock, ILogger<RefreshService> logger)
    : IRefreshService
{
    /// <summary>How long a second use of a token counts as the same use.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(10);

    public async Task<SignInResponse> RefreshAsync(Actor caller, string refreshToken, CancellationToken ct)
    {
        var signing = await tokens.PrepareAsync(ct);
        // What is found out about a used token must be committed, so it is a result here and becomes an exception
        // afterwards.
        var continued = await work.CommitAsync(() => ExchangeAsync(caller.Client, refreshToken, ct), ct);
        if (continued is null)
            throw new ShopException(AuthProblems.InvalidRefreshToken, "Sign in again: POST /auth/login.");
        return tokens.Answer("Signed in again.", continued, signing);
    }

    private async Task<OpenedSession?> ExchangeAsync(ClientInfo client, string refreshToken, CancellationToken ct)
    {
        var (hash, now, successor) = (RefreshSecret.HashOf(refreshToken), clock.GetUtcNow(), RefreshSecret.Create());
        var isFirst = await sessions.UseTokenAsync(hash, RefreshSecret.Seal(successor, refreshToken), now, ct);
        if (await sessions.FindTokenAsync(hash, ct) is not { } token)
            return null;
        if (!isFirst && !IsRepeated(token, now))
        {
            await EndAsync(token, ct);
            return null;
        }
        if (isFirst)
            // before the session, as sign-ins do
            await lockout.KeepKnownAsync(token.SessionId, client.Network, ct);
        if (await sessions.TouchAsync(token.SessionId, client, now, ct) is not { } session)
            return null;
        return isFirst
            ? await tokens.ContinueAsync(session, successor, ct)
            : await tokens.RepeatAsync(session, RefreshSecret.Open(token.Successor, refreshToken), ct);
    }

    private static bool IsRepeated(RefreshToken token, DateTimeOffset now) =>
        token.Successor is not null && now < token.UsedAt + Overlap;

    /// <summary>A token that expired unused is not a sign of theft.</summary>
    private async Task EndAsync(RefreshToken token, CancellationToken ct)
    {
        if (token.UsedAt is not null && await changes.EndAsync(token.SessionId, ct))
            work.OnCommitted(() => LogReused(token.SessionId));
    }

    [LoggerMessage(LogLevel.Warning, "A refresh token was used twice; session {SessionId} was ended")]
    private partial void LogReused(Guid sessionId);
}
