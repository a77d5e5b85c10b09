using System.Globalization;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.Tokens;

/// <summary>
/// Issues access tokens. They contain the ids of an account and a session, but no roles, which are read when the token
/// is used, and no personal data.
/// </summary>
internal sealed class TokenIssuer(SigningKeys keys, IOptions<TokenOptions> options, TimeProvider clock)
{
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    public int LifetimeSeconds => (int)options.Value.AccessLifetime.TotalSeconds;

    /// <summary>
    /// Reads the keys. Call it before anything is committed: a used refresh token must not be lost because the keys
    /// cannot be read.
    /// </summary>
    public async Task<SigningCredentials> PrepareAsync(CancellationToken ct) => await keys.CurrentAsync(ct);

    public string Issue(long userId, Guid sessionId, SigningCredentials signing)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = AccessToken.Type,
            Issuer = options.Value.Issuer,
            Audience = options.Value.Audience,
            IssuedAt = now,
            Expires = now + options.Value.AccessLifetime,
            SigningCredentials = signing,
            Claims = new Dictionary<string, object>
            {
                [JwtRegisteredClaimNames.Sub] = userId.ToString(CultureInfo.InvariantCulture),
                [JwtRegisteredClaimNames.Sid] = sessionId.ToString(),
                [JwtRegisteredClaimNames.Jti] = Guid.NewGuid().ToString("N"),
            },
        });
    }
}
