using PetShop.Api.Core.OpenApi;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Core.Text;

namespace PetShop.Api.Auth.Dtos.Accounts;

/// <summary>Filters of a list of accounts.</summary>
public sealed record UserFilter : PageQuery
{
    /// <summary>Only accounts with this role.</summary>
    /// <example>admin</example>
    [NamedValues("Role", Actor.AdminRole, Actor.UserRole)]
    [Text(TextShape.Verbatim)]
    public string? Role { get; init; }

    /// <summary>
    /// A part of the user name, the e-mail address, or the first or last name. Case, accents and punctuation are
    /// ignored.
    /// </summary>
    [Text(TextShape.Search)]
    public string? Q { get; init; }
}
