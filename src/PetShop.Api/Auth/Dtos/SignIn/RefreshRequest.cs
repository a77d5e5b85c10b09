using PetShop.Api.Core.OpenApi;
using PetShop.Api.Core.Text;

namespace PetShop.Api.Auth.Dtos.SignIn;

/// <summary>The refresh token of the session that is meant.</summary>
public sealed record RefreshRequest
{
    /// <summary>As it was given out last.</summary>
    /// <example>4vQ1xkM2mZr8tYc0uJ6wHn3bLp5sEaGdFqKzXiVoRyA</example>
    [OwnExample]
    [Text(TextShape.Verbatim)]
    public required string RefreshToken { get; init; }
}
