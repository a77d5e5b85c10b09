using PetShop.Api.Core.Text;

namespace PetShop.Api.Auth.Dtos.SignIn;

/// <summary>Who signs in.</summary>
public sealed record LoginRequest
{
    /// <summary>The user name or the e-mail address, whatever the capitals.</summary>
    /// <example>rex.owner</example>
    public required string Username { get; init; }

    /// <example>correct horse battery staple</example>
    [Text(TextShape.Verbatim)]
    public required string Password { get; init; }
}
