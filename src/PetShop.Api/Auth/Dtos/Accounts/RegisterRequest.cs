using PetShop.Api.Core.OpenApi;
using PetShop.Api.Core.Security;
using PetShop.Api.Core.Text;

namespace PetShop.Api.Auth.Dtos.Accounts;

/// <summary>The data of a new account.</summary>
public sealed record RegisterRequest
{
    /// <summary>
    /// 3 to 50 ASCII letters, digits, dots, underscores and hyphens; unique, ignoring case, and cannot be changed
    /// later.
    /// </summary>
    /// <example>rex.owner</example>
    public required string Username { get; init; }

    /// <summary>Unique, ignoring case.</summary>
    /// <example>rex.owner@example.com</example>
    public required string Email { get; init; }

    /// <summary>12 to 128 characters of any kind. Only the length is checked.</summary>
    /// <example>correct horse battery staple</example>
    [Text(TextShape.Verbatim)]
    public required string Password { get; init; }

    /// <summary>At most 50 characters; null for none.</summary>
    /// <example>Robin</example>
    public string? FirstName { get; init; }

    /// <summary>At most 50 characters; null for none.</summary>
    /// <example>Barker</example>
    public string? LastName { get; init; }

    /// <summary>International (E.164, <c>+442079460123</c>) or national digits, at most 20; null for none.</summary>
    /// <example>+442079460123</example>
    public string? Phone { get; init; }

    /// <summary>Absent or <c>user</c>; anything else is a 403. Admins can add roles afterwards.</summary>
    /// <example>user</example>
    [NamedValues("Role", Actor.AdminRole, Actor.UserRole)]
    [Text(TextShape.Verbatim)]
    public string? Role { get; init; }

    /// <summary>Like <c>role</c>: absent or <c>["user"]</c>.</summary>
    /// <example>["user"]</example>
    [NamedValues("Role", Actor.AdminRole, Actor.UserRole)]
    public IReadOnlyList<string>? Roles { get; init; }
}
