using PetShop.Api.Core.Errors;

namespace PetShop.Api.Products.Services.Catalog;

/// <summary>The catalogue's own refusals.</summary>
internal static class ProductProblems
{
    public static readonly ProblemType DuplicateSku = new("duplicate-sku", "Another product has this SKU.", ProblemKind.Invalid);

    public static readonly ProblemType Duplicate = new("duplicate", "Another one is called the same.", ProblemKind.Conflict);

    public static ShopException NoSuchProduct(long id) => ShopException.NotFound($"There is no product {id}. GET /products lists them.");

    public static ShopException NoSuchProduct(string name) => ShopException.NotFound($"There is no product '{name}'. GET /products lists them.");
}
