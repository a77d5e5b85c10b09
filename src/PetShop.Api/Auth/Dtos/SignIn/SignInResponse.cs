using PetShop.Api.Auth.Dtos.Accounts;

namespace PetShop.Api.Auth.Dtos.SignIn;

/// <summary>A pair of tokens and their account.</summary>
public sealed record SignInResponse
{
    /// <summary>A message to display.</summary>
    /// <example>Signed in.</example>
    public required string Message { get; init; }

    public required UserResponse User { get; init; }

    /// <summary>The access token: send it as <c>Authorization: Bearer …</c>.</summary>
    public required string Token { get; init; }

    /// <example>Bearer</example>
    public required string TokenType { get; init; }

    /// <summary>How many seconds the access token is valid.</summary>
    /// <example>900</example>
    public required int ExpiresIn { get; init; }

    /// <summary>
    /// Can be exchanged once for the next pair. Keep it secret: anyone who has it can use the session.
    /// </summary>
    public required string RefreshToken { get; init; }
}
