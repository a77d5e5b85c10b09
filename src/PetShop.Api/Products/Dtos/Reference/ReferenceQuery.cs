using PetShop.Api.Core.Paging;

namespace PetShop.Api.Products.Dtos.Reference;

/// <summary>A page of pet types or brands, by name.</summary>
public sealed record ReferenceQuery : PageQuery;
