using PetShop.Api.Core.OpenApi;
using PetShop.Api.Core.Text;

namespace PetShop.Api.Auth.Dtos.SignIn;

/// <summary>A session's refresh token.</summary>
public sealed record RefreshRequest
{
    /// <summary>The session's latest refresh token.</summary>
    /// <example>4vQ1xkM2mZr8tYc0uJ6wHn3bLp5sEaGdFqKzXiVoRyA</example>
    [NeedsOwnValue]
    [Text(TextShape.Verbatim)]
    public required string RefreshToken { get; init; }
}
