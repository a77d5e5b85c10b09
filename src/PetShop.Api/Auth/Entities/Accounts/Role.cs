using Microsoft.AspNetCore.Identity;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Entities.Accounts;

/// <summary>A role of accounts. There are two: <c>user</c>, which every account has, and <c>admin</c>.</summary>
public sealed class Role : IdentityRole<long>
{
    /// <summary>All roles, as written in requests and responses.</summary>
    public static readonly IReadOnlyList<string> Names = [Actor.AdminRole, Actor.UserRole];
}

/// <summary>The assignment of a role to an account.</summary>
public sealed class UserRole : IdentityUserRole<long>
{
    public Role Role { get; init; } = null!;
}
