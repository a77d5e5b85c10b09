using FluentValidation;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.Validation;
using PetShop.Api.Products.Entities.Catalog;
using PetShop.Api.Products.Entities.Reference;
using PetShop.Api.Products.Services.Catalog;

namespace PetShop.Api.Products.Validators;

/// <summary>Rules for the fields of a product, in requests that create or change one.</summary>
internal static class ProductRules
{
    private const int WeightDecimals = 3;

    public static void IsName<T>(this IRuleBuilder<T, string?> rule) => rule.NotEmpty().IsAtMost(Product.NameLength);

    public static void IsDescription<T>(this IRuleBuilder<T, string?> rule) => rule.IsAtMost(Product.DescriptionLength);

    public static void IsSupplier<T>(this IRuleBuilder<T, string?> rule) => rule.IsAtMost(Product.SupplierLength);

    public static void IsBrandName<T>(this IRuleBuilder<T, string?> rule) => rule.IsAtMost(ReferenceEntity.NameLength);

    public static void IsCategory<T>(this IRuleBuilderInitial<T, string?> rule) =>
        rule.Cascade(CascadeMode.Stop).NotEmpty().IsCategoryOrNull();

    public static void IsPetType<T>(this IRuleBuilderInitial<T, string?> rule) =>
        rule.Cascade(CascadeMode.Stop).NotEmpty().IsPetTypeOrNull();

    public static IRuleBuilderOptions<T, decimal> IsPrice<T>(this IRuleBuilder<T, decimal> rule, Currency currency) =>
        rule
            .InclusiveBetween(0, Product.MaxPrice)
            .Must(currency.Fits).WithMessage($"Give at most {currency.Decimals} decimals, as {currency.Code} has.");

    public static IRuleBuilderOptions<T, decimal?> IsPriceOrNull<T>(
        this IRuleBuilder<T, decimal?> rule, Currency currency) => rule
            .InclusiveBetween(0, Product.MaxPrice)
            .Must(price => price is null || currency.Fits(price.Value))
            .WithMessage($"Give at most {currency.Decimals} decimals, as {currency.Code} has.");

    public static void IsWeight<T>(this IRuleBuilder<T, decimal?> rule) => rule
        .InclusiveBetween(0, Product.MaxWeight)
        .Must(weight => weight is null || decimal.Round(weight.Value, WeightDecimals) == weight)
        .WithMessage($"Give kilograms with at most {WeightDecimals} decimals.");

    public static void IsLowStockThreshold<T>(this IRuleBuilder<T, int?> rule) =>
        rule.InclusiveBetween(0, Product.MaxStock);

    public static void IsSku<T>(this IRuleBuilder<T, string?> rule) => rule.IsOfLength(1, Product.SkuLength)
        .Matches("^[A-Za-z0-9._-]+$(?!\\n)")
        .WithMessage("Use ASCII letters, digits, dots, hyphens and underscores, such as DOG-FOOD-3F7K2.");

    public static void IsBarcode<T>(this IRuleBuilder<T, string?> rule) => rule
        .Must(code => code is null || Gtin.IsValid(code))
        .WithMessage("Give a GTIN of 8, 12, 13 or 14 digits whose last digit is its check digit.");

    public static void IsImageUrl<T>(this IRuleBuilder<T, string?> rule) =>
        rule.IsWebAddress(Product.ImageUrlLength);
}
