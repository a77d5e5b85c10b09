using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using PetShop.Api.Auth.Dtos.Accounts;
using PetShop.Api.Auth.Dtos.SignIn;
using PetShop.Api.Auth.Entities.SignIn;
using PetShop.Api.Auth.Repositories;
using PetShop.Api.Auth.Services.Tokens;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.SignIn;

/// <summary>Opens sessions and issues their tokens.</summary>
internal sealed class SessionTokens(
    SessionRepository sessions, SessionChanges changes, UserRepository users, TokenIssuer issuer,
    IOptions<TokenOptions> options, TimeProvider clock)
{
    /// <summary>
    /// The maximum number of open sessions of an account: the one that has been unused for longest is ended for a new
    /// one.
    /// </summary>
    private const int MaxSessions = 50;

    /// <summary>
    /// Creates a session with its first refresh token. Joins the caller's unit of work, which must hold the account
    /// exclusively.
    /// </summary>
    public async Task<OpenedSession> OpenAsync(long userId, ClientInfo client, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await changes.EndOldestAsync(userId, keep: MaxSessions - 1, ct);
        var session = new Session
        {
            Id = Guid.CreateVersion7(now),
            UserId = userId,
            CreatedAt = now,
            LastUsedAt = now,
            Network = client.Network,
            UserAgent = client.ShortUserAgent,
        };
        sessions.Add(session);
        return await ContinueAsync(session, RefreshSecret.Create(), ct);
    }

    /// <summary>Adds a refresh token to a session. Joins the caller's unit of work.</summary>
    public async Task<OpenedSession> ContinueAsync(Session session, string secret, CancellationToken ct)
    {
        sessions.Add(new RefreshToken
        {
            Hash = RefreshSecret.HashOf(secret),
            SessionId = session.Id,
            ExpiresAt = clock.GetUtcNow() + options.Value.RefreshLifetime,
        });
        return await RepeatAsync(session, secret, ct);
    }

    /// <summary>Issues a refresh token that the session already has.</summary>
    public async Task<OpenedSession> RepeatAsync(Session session, string secret, CancellationToken ct)
    {
        var user = await users.FindAsync(session.UserId, UserResponse.FromEntity, ct)
            ?? throw AuthProblems.UserNotFound();
        return new(session.Id, secret, user);
    }

    /// <inheritdoc cref="TokenIssuer.PrepareAsync"/>
    public Task<SigningCredentials> PrepareAsync(CancellationToken ct) => issuer.PrepareAsync(ct);

    /// <summary>The response, with an access token. Call it when the session is committed.</summary>
    public SignInResponse Answer(string message, OpenedSession session, SigningCredentials signing) => new()
    {
        Message = message,
        User = session.User,
        Token = issuer.Issue(session.User.Id, session.SessionId, signing),
        TokenType = "Bearer",
        ExpiresIn = issuer.LifetimeSeconds,
        RefreshToken = session.RefreshSecret,
    };
}

/// <summary>A session and its new refresh token.</summary>
internal sealed record OpenedSession(Guid SessionId, string RefreshSecret, UserResponse User);
