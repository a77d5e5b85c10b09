using PetShop.Api.Core.Text;

namespace PetShop.Api.Auth.Dtos.SignIn;

/// <summary>The credentials of a sign-in.</summary>
public sealed record LoginRequest
{
    /// <summary>The user name or e-mail address, ignoring case.</summary>
    /// <example>rex.owner</example>
    public required string Username { get; init; }

    /// <example>correct horse battery staple</example>
    [Text(TextShape.Verbatim)]
    public required string Password { get; init; }
}
