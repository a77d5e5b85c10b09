using PetShop.Api.Core.Errors;
using PetShop.Api.Products.Entities;

namespace PetShop.Api.Products.Services.Shared;

/// <summary>The catalogue's own refusals.</summary>
internal static class ProductProblems
{
    public const string SkuIsTakenDetail = "Another product has this SKU. Choose another, or leave it out and one is made.";

    public const string BrandIsTakenDetail = "Another brand has this name. Use that one, or choose another name.";

    public static readonly ProblemType DuplicateSku = new("duplicate-sku", "The SKU is taken.", ProblemKind.Invalid)
    {
        Example = SkuIsTakenDetail,
    };
    public static readonly ProblemType DuplicateSlug = new("duplicate-slug", "The slug is taken.", ProblemKind.Invalid)
    {
        Example = "Another category has this slug. Choose another.",
    };
    public static readonly ProblemType DuplicateName = new("duplicate-name", "The name is taken.", ProblemKind.Invalid)
    {
        Example = BrandIsTakenDetail,
    };

    /// <param name="foreignKey">What refused the removal.</param>
    public static ShopException IsInUse(string foreignKey) => new(ProblemTypes.InUse, foreignKey switch
    {
        CategoryConfiguration.OfParent => "Categories stand in this one. Move or remove them first.",
        CategoryConfiguration.OfProduct => "Products stand in this category. Move them to another first.",
        PetTypeConfiguration.OfProduct => "Products are for this pet type. Give them another first.",
        _ => "Products have this brand. Give them another first.",
    });

    public static ShopException SkuIsTaken() => ShopException.Invalid("sku", SkuIsTakenDetail, DuplicateSku);

    public static ShopException NoSuchProduct(long id) => ShopException.NotFound($"There is no product {id}. GET /products lists them.");

    public static ShopException NoSuchProduct(string name) => ShopException.NotFound($"There is no product '{name}'. GET /products lists them.");

    public static ShopException NoSuchName() => ShopException.NotFound("No product can have this SKU or slug. GET /products lists them.");
}
