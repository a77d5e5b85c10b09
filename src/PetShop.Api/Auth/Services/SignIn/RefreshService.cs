using PetShop.Api.Auth.Dtos.SignIn;
using PetShop.Api.Auth.Entities;
using PetShop.Api.Auth.Repositories;
using PetShop.Api.Auth.Services.Tokens;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;

namespace PetShop.Api.Auth.Services.SignIn;

/// <summary>The next pair of tokens for a session.</summary>
public interface IRefreshService
{
    /// <summary>
    /// Exchanges a refresh token, once. Whoever uses it a second time may be a thief, or the owner after a thief: which of them cannot be
    /// told, so the session ends for both, with no time of grace. A client refreshes with one request at a time.
    /// </summary>
    /// <exception cref="ShopException">401: unknown, expired, used before, or of a session that has ended.</exception>
    Task<SignInResponse> RefreshAsync(string refreshToken, CancellationToken ct);
}

internal sealed partial class RefreshService(
    SessionRepository sessions, SessionTokens tokens, IUnitOfWork work, TimeProvider clock, ILogger<RefreshService> logger) : IRefreshService
{
    public async Task<SignInResponse> RefreshAsync(string refreshToken, CancellationToken ct)
    {
        var hash = RefreshSecret.HashOf(refreshToken);
        var signing = await tokens.PrepareAsync(ct);
        // What was found out about a used token must be committed, so it is an outcome here and becomes a refusal afterwards.
        var continued = await work.CommitAsync(() => ExchangeAsync(hash, ct), ct);
        if (continued is null)
            throw new ShopException(AuthProblems.InvalidRefreshToken, "Sign in again: POST /auth/login.");
        return tokens.Answer("Signed in again.", continued, signing);
    }

    private async Task<OpenedSession?> ExchangeAsync(byte[] hash, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var isFirst = await sessions.UseTokenAsync(hash, now, ct);
        if (await sessions.FindTokenAsync(hash, ct) is not { } token)
            return null;
        if (isFirst)
            return await sessions.TouchAsync(token.SessionId, now, ct) is { } session ? await tokens.ContinueAsync(session, ct) : null;
        if (token.UsedAt is not null)
            await EndAsync(token, now, ct);
        return null;
    }

    private async Task EndAsync(RefreshToken token, DateTimeOffset now, CancellationToken ct)
    {
        if (await sessions.EndAsync(token.SessionId, now, ct) > 0)
            work.OnCommitted(() => LogReused(token.SessionId));
    }

    [LoggerMessage(LogLevel.Warning, "A refresh token was used twice: session {SessionId} is ended")]
    private partial void LogReused(Guid sessionId);
}
