using PetShop.Api.Auth.Dtos.Accounts;

namespace PetShop.Api.Auth.Dtos.SignIn;

/// <summary>A pair of tokens and whose they are.</summary>
public sealed record SignInResponse
{
    /// <summary>For people.</summary>
    /// <example>Signed in.</example>
    public required string Message { get; init; }

    public required UserResponse User { get; init; }

    /// <summary>The access token: send it as <c>Authorization: Bearer …</c>.</summary>
    public required string Token { get; init; }

    /// <example>Bearer</example>
    public required string TokenType { get; init; }

    /// <summary>Seconds that the access token is valid for.</summary>
    /// <example>900</example>
    public required int ExpiresIn { get; init; }

    /// <summary>Gets the next pair, once. Keep it secret: it is the session.</summary>
    public required string RefreshToken { get; init; }
}
