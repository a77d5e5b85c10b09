using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using PetShop.Api.Auth.Dtos.Accounts;
using PetShop.Api.Auth.Dtos.SignIn;
using PetShop.Api.Auth.Entities;
using PetShop.Api.Auth.Repositories;
using PetShop.Api.Auth.Services.Tokens;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.SignIn;

/// <summary>Opens sessions and gives out their tokens.</summary>
internal sealed class SessionTokens(
    SessionRepository sessions, UserRepository users, TokenIssuer issuer, IOptions<TokenOptions> options, TimeProvider clock)
{
    /// <summary>A new session with its first refresh token. Joins the caller's unit of work.</summary>
    public Task<OpenedSession> OpenAsync(long userId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var session = new Session { Id = Guid.CreateVersion7(now), UserId = userId, CreatedAt = now, LastUsedAt = now };
        sessions.Add(session);
        return ContinueAsync(session, ct);
    }

    /// <summary>The next refresh token of a session. Joins the caller's unit of work.</summary>
    public async Task<OpenedSession> ContinueAsync(Session session, CancellationToken ct)
    {
        var secret = RefreshSecret.Make();
        sessions.Add(new RefreshToken
        {
            Hash = RefreshSecret.HashOf(secret),
            SessionId = session.Id,
            ExpiresAt = clock.GetUtcNow() + options.Value.RefreshLifetime,
        });
        var user = await users.FindAsync(session.UserId, UserResponse.FromEntity, ct) ?? throw AuthProblems.NoSuchUser();
        return new(session.Id, secret, user);
    }

    /// <inheritdoc cref="TokenIssuer.PrepareAsync"/>
    public Task<SigningCredentials> PrepareAsync(CancellationToken ct) => issuer.PrepareAsync(ct);

    /// <summary>The answer, with an access token. Call it when the session is committed.</summary>
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

/// <summary>A session and what its holder is about to be given.</summary>
internal sealed record OpenedSession(Guid SessionId, string RefreshSecret, UserResponse User);
