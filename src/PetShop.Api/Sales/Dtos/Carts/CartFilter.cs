using PetShop.Api.Core.Http;

namespace PetShop.Api.Sales.Dtos.Carts;

/// <summary>Which page of the carts.</summary>
public sealed record CartFilter : PageQuery;
