using PetShop.Api.Core.Http;

namespace PetShop.Api.Auth.Dtos.Accounts;

/// <summary>Which accounts to list.</summary>
public sealed record UserFilter : PageQuery
{
    /// <summary>Only holders of this role: <c>admin</c> or <c>user</c>.</summary>
    /// <example>admin</example>
    public string? Role { get; init; }

    /// <summary>A part of the user name, the e-mail address, the first or the last name, whatever the capitals.</summary>
    public string? Q { get; init; }
}
