using PetShop.Api.Core.Errors;
using PetShop.Api.Products.Entities.Reference;

namespace PetShop.Api.Products.Services.Shared;

/// <summary>The problems of the catalogue.</summary>
internal static class ProductProblems
{
    public const string SkuIsTakenDetail =
        "Another product has this SKU. Choose another, or leave it out to have one generated.";

    public const string BrandIsTakenDetail = "Another brand has this name. Use that one, or choose another name.";

    public const string WorthlessGiftCard = "A gift card is worth its price, so give a price above 0.";

    public const string GiftCardOnPreorder = "A gift card can be used as soon as it is paid, so leave this out.";

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

    public static readonly ProblemType BackorderLimitTooLow =
        new("backorder-limit-exceeded", "More units are on back-order.", ProblemKind.Conflict)
        {
            Example = "7 units are on back-order. Give a limit of at least 7, or receive stock first.",
        };

    /// <param name="units">Units that were sold and are not on hand.</param>
    public static ShopException BackorderLimitExceeded(int units) => new(BackorderLimitTooLow,
        $"{units} units are on back-order. Give a limit of at least {units}, or receive stock first.");

    /// <param name="foreignKey">The constraint that prevented the removal.</param>
    public static ShopException IsInUse(string foreignKey) => new(ProblemTypes.InUse, foreignKey switch
    {
        CategoryConfiguration.OfParent => "This category has subcategories. Move or remove them first.",
        CategoryConfiguration.OfProduct => "This category contains products. Move them to another one first.",
        PetTypeConfiguration.OfProduct => "Products have this pet type. Give them another one first.",
        _ => "Products have this brand. Give them another one first.",
    });

    public static ShopException SkuIsTaken() => ShopException.Invalid("sku", SkuIsTakenDetail, DuplicateSku);

    public static ShopException ProductNotFound(long id) =>
        ShopException.NotFound($"There is no product {id}. GET /products lists them.");

    public static ShopException ProductNotFound(string name) =>
        ShopException.NotFound($"There is no product '{name}'. GET /products lists them.");

    public static ShopException ProductNameNotFound() =>
        ShopException.NotFound("No product can have this SKU or slug. GET /products lists them.");
}
