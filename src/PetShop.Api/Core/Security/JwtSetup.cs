using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace PetShop.Api.Core.Security;

/// <summary>How an access token is checked: signature by our keys, then the session it names.</summary>
internal sealed class JwtSetup(IOptions<TokenOptions> tokens, ITokenKeys keys, TimeProvider clock) : IConfigureNamedOptions<JwtBearerOptions>
{
    public void Configure(string? name, JwtBearerOptions options) => Configure(options);

    public void Configure(JwtBearerOptions options)
    {
        options.MapInboundClaims = false;
        options.IncludeErrorDetails = false;
        options.TimeProvider = clock;
        options.ConfigurationManager = new KeySource(keys);
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidIssuer = tokens.Value.Issuer,
            ValidAudience = tokens.Value.Audience,
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            ValidTypes = ["at+jwt"],
            ClockSkew = TimeSpan.Zero,
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            TryAllIssuerSigningKeys = false,
            LifetimeValidator = (notBefore, expires, _, _) => IsCurrent(notBefore, expires),
        };
        options.Events = new JwtBearerEvents { OnTokenValidated = ReadSessionAsync };
    }

    private bool IsCurrent(DateTime? notBefore, DateTime? expires)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return expires is { } end && now < end && (notBefore is null || notBefore <= now.AddSeconds(5));
    }

    /// <summary>The token only names a session; who that is, and what they may do, is what the database says now.</summary>
    private static async Task ReadSessionAsync(TokenValidatedContext context)
    {
        var claim = ((JsonWebToken)context.SecurityToken).TryGetPayloadValue<string>(JwtRegisteredClaimNames.Sid, out var sid) ? sid : null;
        if (!Guid.TryParse(claim, out var sessionId))
        {
            context.Fail("The token names no session.");
            return;
        }
        var sessions = context.HttpContext.RequestServices.GetRequiredService<ISessionReader>();
        if (await sessions.FindAsync(sessionId, context.HttpContext.RequestAborted) is { } actor)
            context.Principal = new(new ActorIdentity(actor));
        else
            context.Fail("The session has ended.");
    }

    /// <summary>Gives JwtBearer our keys in the form it asks for.</summary>
    private sealed class KeySource(ITokenKeys keys) : IConfigurationManager<OpenIdConnectConfiguration>
    {
        public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
        {
            var configuration = new OpenIdConnectConfiguration();
            foreach (var key in await keys.ListAsync(cancel))
                configuration.SigningKeys.Add(key);
            return configuration;
        }

        public void RequestRefresh() => keys.Refresh();
    }
}
