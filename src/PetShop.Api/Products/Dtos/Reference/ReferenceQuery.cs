using PetShop.Api.Core.Http;

namespace PetShop.Api.Products.Dtos;

/// <summary>A page of pet types or brands, by name.</summary>
public sealed record ReferenceQuery : PageQuery;
