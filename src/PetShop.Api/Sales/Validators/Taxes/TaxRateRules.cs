using FluentValidation;
using PetShop.Api.Core.Addresses;
using PetShop.Api.Core.Validation;
using PetShop.Api.Sales.Entities.Taxes;

namespace PetShop.Api.Sales.Validators.Taxes;

/// <summary>Rules for the fields of a tax rate.</summary>
internal static class TaxRateRules
{
    private const string PercentMessage = "Give a percentage from 0 to 100 with at most 4 decimals, such as 8.1.";

    private static readonly DateOnly FirstDay = new(1900, 1, 1);
    private static readonly DateOnly LastDay = new(2999, 12, 31);

    /// <summary>Null, or the code of a country.</summary>
    public static IRuleBuilderOptions<T, string?> IsCountry<T>(this IRuleBuilder<T, string?> rule) => rule
        .Must(code => code is null || Places.IsCountry(code))
        .WithMessage("Give an ISO 3166-1 code of two capital letters, such as DE.");

    /// <summary>Null, or a region's part of its code.</summary>
    public static IRuleBuilderOptions<T, string?> IsRegion<T>(this IRuleBuilder<T, string?> rule) => rule
        .Matches(Places.RegionPattern)
        .WithMessage("Give the part of the ISO 3166-2 code after the hyphen, such as CA of US-CA.");

    public static void IsPercent<T>(this IRuleBuilder<T, decimal> rule) => rule
        .InclusiveBetween(0, TaxRate.MaxPercent).WithMessage(PercentMessage)
        .Must(HasFewDecimals).WithMessage(PercentMessage);

    public static void IsPercent<T>(this IRuleBuilder<T, decimal?> rule) => rule
        .InclusiveBetween(0, TaxRate.MaxPercent).WithMessage(PercentMessage)
        .Must(percent => percent is null || HasFewDecimals(percent.Value)).WithMessage(PercentMessage);

    public static void IsTaxName<T>(this IRuleBuilder<T, string?> rule) =>
        rule.NotEmpty().IsAtMost(TaxRate.NameLength);

    public static void IsSource<T>(this IRuleBuilder<T, string?> rule) => rule.IsAtMost(TaxRate.SourceLength);

    public static void IsDay<T>(this IRuleBuilder<T, DateOnly> rule) => rule
        .InclusiveBetween(FirstDay, LastDay).WithMessage("Give a day from 1900-01-01 to 2999-12-31.");

    public static void IsDay<T>(this IRuleBuilder<T, DateOnly?> rule) => rule
        .InclusiveBetween(FirstDay, LastDay).WithMessage("Give a day from 1900-01-01 to 2999-12-31.");

    private static bool HasFewDecimals(decimal percent) =>
        decimal.Round(percent, TaxRate.PercentDecimals) == percent;
}
