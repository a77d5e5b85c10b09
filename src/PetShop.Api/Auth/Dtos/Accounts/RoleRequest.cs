namespace PetShop.Api.Auth.Dtos.Accounts;

/// <summary>A role to give or take.</summary>
public sealed record RoleRequest
{
    /// <summary><c>admin</c> or <c>user</c>.</summary>
    /// <example>admin</example>
    public required string Role { get; init; }
}
