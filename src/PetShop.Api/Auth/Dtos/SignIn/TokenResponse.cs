namespace PetShop.Api.Auth.Dtos.SignIn;

/// <summary>A pair of tokens in OAuth's form (RFC 6749, 5.1).</summary>
public sealed record TokenResponse
{
    public required string AccessToken { get; init; }

    /// <example>Bearer</example>
    public required string TokenType { get; init; }

    /// <summary>How many seconds the access token is valid.</summary>
    /// <example>900</example>
    public required int ExpiresIn { get; init; }

    public required string RefreshToken { get; init; }
}
