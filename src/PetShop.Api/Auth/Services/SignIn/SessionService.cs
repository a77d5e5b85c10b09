using Microsoft.Extensions.Options;
using PetShop.Api.Auth.Dtos.SignIn;
using PetShop.Api.Auth.Repositories;
using PetShop.Api.Auth.Services.Tokens;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.SignIn;

/// <summary>The caller's sessions.</summary>
public interface ISessionService
{
    /// <summary>All sessions on one page, the most recently used first; there are at most 50.</summary>
    Task<Page<SessionResponse>> ListAsync(Actor actor, CancellationToken ct);

    /// <exception cref="ShopException">404: the caller has no such session, or it has ended.</exception>
    Task<SessionResponse> GetAsync(Actor actor, Guid id, CancellationToken ct);

    /// <summary>Ends one session, which may be the current one.</summary>
    /// <exception cref="ShopException">404: the caller has no such session, or it has ended.</exception>
    Task EndAsync(Actor actor, Guid id, CancellationToken ct);

    /// <summary>Ends all sessions except the current one.</summary>
    Task EndOthersAsync(Actor actor, CancellationToken ct);
}

internal sealed partial class SessionService(
    SessionRepository sessions, SessionChanges changes, IUnitOfWork work, IOptions<TokenOptions> options,
    TimeProvider clock, ILogger<SessionService> logger) : ISessionService
{
    /// <summary>Sessions that were last used earlier have no valid refresh token.</summary>
    private DateTimeOffset UsedSince => clock.GetUtcNow() - options.Value.RefreshLifetime;

    public async Task<Page<SessionResponse>> ListAsync(Actor actor, CancellationToken ct)
    {
        var open = await sessions.ListOpenAsync(actor.UserId, UsedSince, SessionResponse.From(actor.SessionId), ct);
        return new Page<SessionResponse>(open, NextCursor: null, open.Count, TotalIsEstimate: false);
    }

    public async Task<SessionResponse> GetAsync(Actor actor, Guid id, CancellationToken ct) =>
        await sessions.FindOpenAsync(actor.UserId, id, UsedSince, SessionResponse.From(actor.SessionId), ct)
        ?? throw SessionNotFound();

    public async Task EndAsync(Actor actor, Guid id, CancellationToken ct)
    {
        await GetAsync(actor, id, ct);
        await work.CommitAsync(() => changes.EndAsync(id, ct), ct);
        LogEnded(actor.UserId, id);
    }

    public async Task EndOthersAsync(Actor actor, CancellationToken ct)
    {
        var ended = await work.CommitAsync(() => changes.EndAllAsync(actor.UserId, actor.SessionId, ct), ct);
        LogEndedOthers(actor.UserId, ended);
    }

    private static ShopException SessionNotFound() =>
        ShopException.NotFound("You have no session with this id, or it has ended.");

    [LoggerMessage(LogLevel.Information, "Account {UserId} ended its session {SessionId}")]
    private partial void LogEnded(long userId, Guid sessionId);

    [LoggerMessage(LogLevel.Information, "Account {UserId} ended its {Count} other sessions")]
    private partial void LogEndedOthers(long userId, int count);
}
