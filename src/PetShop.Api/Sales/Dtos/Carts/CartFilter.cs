using PetShop.Api.Core.Http;

namespace PetShop.Api.Sales.Dtos.Carts;

/// <summary>The page of a list of carts.</summary>
public sealed record CartFilter : PageQuery;
