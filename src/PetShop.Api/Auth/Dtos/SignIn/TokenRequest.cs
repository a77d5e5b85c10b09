using PetShop.Api.Core.Text;

namespace PetShop.Api.Auth.Dtos.SignIn;

/// <summary>
/// A token request in OAuth's form (RFC 6749, 4.3), as Swagger UI sends it. Client id, secret and scope are ignored.
/// </summary>
public sealed record TokenRequest
{
    /// <summary>The only supported grant type.</summary>
    public const string PasswordGrant = "password";

    /// <summary>Always <c>password</c>.</summary>
    /// <example>password</example>
    [Text(TextShape.Verbatim)]
    public string? GrantType { get; init; }

    /// <summary>The user name or the e-mail address.</summary>
    /// <example>rex.owner</example>
    public string? Username { get; init; }

    /// <summary>As typed: spaces are not trimmed.</summary>
    /// <example>correct horse battery staple</example>
    [Text(TextShape.Verbatim)]
    public string? Password { get; init; }

    /// <summary>Ignored.</summary>
    [Text(TextShape.Verbatim)]
    public string? Scope { get; init; }

    /// <summary>Ignored.</summary>
    [Text(TextShape.Verbatim)]
    public string? ClientId { get; init; }

    /// <summary>Ignored.</summary>
    [Text(TextShape.Verbatim)]
    public string? ClientSecret { get; init; }
}
