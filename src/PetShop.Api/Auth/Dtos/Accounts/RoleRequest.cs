using PetShop.Api.Core.OpenApi;
using PetShop.Api.Core.Security;
using PetShop.Api.Core.Text;

namespace PetShop.Api.Auth.Dtos.Accounts;

/// <summary>A role to add or remove.</summary>
public sealed record RoleRequest
{
    /// <summary>The role.</summary>
    /// <example>admin</example>
    [NamedValues("Role", Actor.AdminRole, Actor.UserRole)]
    [Text(TextShape.Verbatim)]
    public required string Role { get; init; }
}
