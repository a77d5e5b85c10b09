using PetShop.Api.Core.Http;
using PetShop.Api.Core.OpenApi;
using PetShop.Api.Core.Security;
using PetShop.Api.Core.Text;

namespace PetShop.Api.Auth.Dtos.Accounts;

/// <summary>Which accounts to list.</summary>
public sealed record UserFilter : PageQuery
{
    /// <summary>Only holders of this role.</summary>
    /// <example>admin</example>
    [NamedValues("Role", Actor.AdminRole, Actor.UserRole)]
    [Text(TextShape.Verbatim)]
    public string? Role { get; init; }

    /// <summary>
    /// A part of the user name, the e-mail address, the first or the last name. Case, accents and punctuation make no
    /// difference.
    /// </summary>
    [Text(TextShape.Search)]
    public string? Q { get; init; }
}
