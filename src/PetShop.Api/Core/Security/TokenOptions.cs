namespace PetShop.Api.Core.Security;

/// <summary>Section <c>Tokens</c>.</summary>
public sealed class TokenOptions
{
    public const string Section = "Tokens";

    /// <summary>The token's <c>iss</c>.</summary>
    public string Issuer { get; set; } = "petshop";

    /// <summary>The token's <c>aud</c>.</summary>
    public string Audience { get; set; } = "petshop-api";

    /// <summary>A P-256 private key in PEM for signing; null for a generated one in the database.</summary>
    public string? SigningKey { get; set; }

    /// <summary>How long an access token is valid.</summary>
    public TimeSpan AccessLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a refresh token is valid, and therefore how long an unused session lasts.</summary>
    public TimeSpan RefreshLifetime { get; set; } = TimeSpan.FromDays(30);
}
