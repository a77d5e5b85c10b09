using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PetShop.Api.Core.Errors;

namespace PetShop.Api.Core.Security;

/// <summary>
/// Validates access tokens: signature and claims once on each node, then the session. For requests that may change
/// something and for routes for admins, the session is read from the database; other reads use what this node
/// remembers.
/// </summary>
internal sealed partial class JwtSetup(
    IOptions<TokenOptions> tokens, ITokenKeys keys, ValidatedTokenCache validatedTokens, CallerLookup callers,
    TimeProvider clock, ILogger<JwtSetup> logger)
    : IConfigureNamedOptions<JwtBearerOptions>
{
    public void Configure(string? name, JwtBearerOptions options) => Configure(options);

    public void Configure(JwtBearerOptions options)
    {
        options.MapInboundClaims = false;
        options.IncludeErrorDetails = false;
        options.TimeProvider = clock;
        options.ConfigurationManager = new TokenKeySource(keys);
        options.TokenHandlers.Clear();
        options.TokenHandlers.Add(
            new JsonWebTokenHandler { MapInboundClaims = false, MaximumTokenSizeInBytes = AccessToken.MaxLength });
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidIssuer = tokens.Value.Issuer,
            ValidAudience = tokens.Value.Audience,
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            ValidTypes = [AccessToken.Type],
            RequireSignedTokens = true,
            TryAllIssuerSigningKeys = false,
            LifetimeValidator = (notBefore, expires, _, _) => IsCurrent(notBefore, expires),
        };
        options.Events = new JwtBearerEvents
        {
            OnMessageReceived = SkipValidatedAsync,
            OnTokenValidated = AcceptAsync,
            OnAuthenticationFailed = LogFailure,
        };
    }

    /// <summary>No clock skew: the shop's own nodes write and read the times.</summary>
    private bool IsCurrent(DateTime? notBefore, DateTime? expires)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return expires is { } end && now < end && (notBefore is null || notBefore <= now.AddSeconds(5));
    }

    /// <summary>A token that was validated before is not validated again.</summary>
    private Task SkipValidatedAsync(MessageReceivedContext context) =>
        context.HttpContext.Features.Get<ValidatedToken>() is { } token
            ? DecideAsync(context, token.Session)
            : Task.CompletedTask;

    private async Task AcceptAsync(TokenValidatedContext context)
    {
        var token = (JsonWebToken)context.SecurityToken;
        if (AccessToken.Read(token) is not { } session)
        {
            Refuse(context, "its shape is not ours");
            return;
        }
        var known = await keys.ListAsync(context.HttpContext.RequestAborted);
        if (known.Contains(token.SigningKey))       // keys may have been removed since it was validated
            validatedTokens.Add(token.EncodedToken, known, session, token.ValidTo);
        await DecideAsync(context, session);
    }

    /// <summary>The token only contains ids; the account's current roles are looked up.</summary>
    private async Task DecideAsync(ResultContext<JwtBearerOptions> context, TokenSession session)
    {
        var caller = await callers.FindAsync(context.HttpContext, session);
        if (caller.HasEnded)
            Refuse(context, "its session has ended");
        else if (caller.Actor is null)
        {
            context.HttpContext.Features.Set(new UnverifiedCaller(session.UserId));
            context.NoResult();
        }
        else
        {
            context.Principal = new(new ActorIdentity(caller.Actor));
            context.Success();
        }
    }

    private void Refuse(ResultContext<JwtBearerOptions> context, string reason)
    {
        LogRefused(reason);
        CommonResponseHeaders.RefuseToken(context.HttpContext);
        context.Fail(reason);
    }

    /// <summary>
    /// Logs only the type: the text of an exception may quote the token. Any other exception is a bug or a database
    /// failure.
    /// </summary>
    private Task LogFailure(AuthenticationFailedContext context)
    {
        if (context.Exception is SecurityTokenException or ArgumentException)
        {
            LogRefused(context.Exception.GetType().Name);
            CommonResponseHeaders.RefuseToken(context.HttpContext);
        }
        return Task.CompletedTask;
    }

    [LoggerMessage(LogLevel.Information, "An access token was rejected: {Reason}")]
    private partial void LogRefused(string reason);
}
