using PetShop.Api.Core.OpenApi;
using PetShop.Api.Core.Paging;

namespace PetShop.Api.Sales.Dtos.Guests;

/// <summary>Parameters of a list that belongs to a guest's order.</summary>
public sealed record GuestListQuery : PageQuery
{
    /// <summary>The token of the link to the order.</summary>
    [Credential]
    public string? Token { get; init; }
}
