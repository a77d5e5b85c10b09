using PetShop.Api.Core.Paging;

namespace PetShop.Api.Sales.Dtos.Carts;

/// <summary>The page of a list of carts.</summary>
public sealed record CartFilter : PageQuery;
