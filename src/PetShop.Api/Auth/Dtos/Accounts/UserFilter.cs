using PetShop.Api.Core.Http;
using PetShop.Api.Core.OpenApi;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Dtos.Accounts;

/// <summary>Which accounts to list.</summary>
public sealed record UserFilter : PageQuery
{
    /// <summary>Only holders of this role.</summary>
    /// <example>admin</example>
    [NamedValues("Role", Actor.AdminRole, Actor.UserRole)]
    public string? Role { get; init; }

    /// <summary>A part of the user name, the e-mail address, the first or the last name, whatever the capitals.</summary>
    public string? Q { get; init; }
}
