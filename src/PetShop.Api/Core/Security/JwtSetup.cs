using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PetShop.Api.Core.Errors;

namespace PetShop.Api.Core.Security;

/// <summary>How an access token is checked: signature by our keys, then its shape, then the session it names.</summary>
internal sealed partial class JwtSetup(IOptions<TokenOptions> tokens, ITokenKeys keys, TimeProvider clock, ILogger<JwtSetup> logger)
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
        options.TokenHandlers.Add(new JsonWebTokenHandler { MapInboundClaims = false, MaximumTokenSizeInBytes = AccessToken.MaxLength });
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
        options.Events = new JwtBearerEvents { OnMessageReceived = LoadKeysAsync, OnTokenValidated = ReadSessionAsync, OnAuthenticationFailed = NoteFailure };
    }

    /// <summary>No skew: the shop's nodes write and read the times themselves.</summary>
    private bool IsCurrent(DateTime? notBefore, DateTime? expires)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return expires is { } end && now < end && (notBefore is null || notBefore <= now.AddSeconds(5));
    }

    /// <summary>Here a database that cannot be reached is a 503; inside the library's check it would be an invalid token.</summary>
    private async Task LoadKeysAsync(MessageReceivedContext context)
    {
        if (context.Request.Headers.Authorization.Count > 0)
            await keys.ListAsync(context.HttpContext.RequestAborted);
    }

    /// <summary>The token only names a session; who that is, and what they may do, is what the database says now.</summary>
    private async Task ReadSessionAsync(TokenValidatedContext context)
    {
        if (AccessToken.Read((JsonWebToken)context.SecurityToken, clock.GetUtcNow()) is not { } named)
        {
            Refuse(context, "its shape is not ours");
            return;
        }
        var sessions = context.HttpContext.RequestServices.GetRequiredService<ISessionReader>();
        var actor = await sessions.FindAsync(named.SessionId, context.HttpContext.RequestAborted);
        if (actor is null)
            Refuse(context, "its session has ended");
        else if (actor.UserId != named.UserId)
            Refuse(context, "its session is another account's");
        else
            context.Principal = new(new ActorIdentity(actor));
    }

    private void Refuse(TokenValidatedContext context, string reason)
    {
        LogRefused(reason);
        ResponseMarks.RefuseToken(context.HttpContext);
        context.Fail(reason);
    }

    /// <summary>Logs the kind alone: an exception's text may quote the token. Any other exception is a fault of ours or the database's.</summary>
    private Task NoteFailure(AuthenticationFailedContext context)
    {
        if (context.Exception is SecurityTokenException or ArgumentException)
        {
            LogRefused(context.Exception.GetType().Name);
            ResponseMarks.RefuseToken(context.HttpContext);
        }
        return Task.CompletedTask;
    }

    [LoggerMessage(LogLevel.Information, "An access token was refused: {Reason}")]
    private partial void LogRefused(string reason);
}
