using FluentValidation;
using PetShop.Api.Core.Addresses;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.Validation;
using PetShop.Api.Sales.Dtos.Shipping;
using PetShop.Api.Sales.Entities.Shipping;

namespace PetShop.Api.Sales.Validators.Shipping;

/// <summary>Rules for the fields of shipping zones and methods.</summary>
internal static class ShippingRules
{
    private const string CountriesMessage = "Give ISO 3166-1 codes of two capital letters, such as DE.";
    private const string RegionsMessage = "Give ISO 3166-2 codes in capitals, such as US-CA.";

    public static void IsZoneName<T>(this IRuleBuilder<T, string?> rule) =>
        rule.NotEmpty().IsAtMost(ShippingZone.NameLength);

    public static void AreCountries<T>(this IRuleBuilder<T, IReadOnlyList<string>?> rule) => rule
        .HasSize(0, ShippingZone.MaxCountries, codes => codes!.Count)
        .WithMessage($"Give at most {ShippingZone.MaxCountries} countries.")
        .Must(codes => codes is null || codes.All(Places.IsCountry)).WithMessage(CountriesMessage);

    public static void AreRegions<T>(this IRuleBuilder<T, IReadOnlyList<string>?> rule) => rule
        .HasSize(0, ShippingZone.MaxRegions, codes => codes!.Count)
        .WithMessage($"Give at most {ShippingZone.MaxRegions} regions.")
        .Must(codes => codes is null || codes.All(Places.IsRegion)).WithMessage(RegionsMessage);

    public static IRuleBuilderOptions<T, IReadOnlyList<PostalCodeRangeRequest>?> AreFew<T>(
        this IRuleBuilder<T, IReadOnlyList<PostalCodeRangeRequest>?> rule) => rule
        .HasSize(0, ShippingZone.MaxPostalCodes, ranges => ranges!.Count)
        .WithMessage($"Give at most {ShippingZone.MaxPostalCodes} ranges.")
        .Must(ranges => ranges is null || ranges.All(range => range is not null))
        .WithMessage("A range must be an object: { … }.");

    public static void IsMethodName<T>(this IRuleBuilder<T, string?> rule) =>
        rule.NotEmpty().IsAtMost(ShippingMethod.NameLength);

    public static void IsMethodCode<T>(this IRuleBuilder<T, string?> rule) => rule
        .NotEmpty().IsAtMost(ShippingMethod.CodeLength)
        .Matches(@"^[a-z0-9]+(?:[_-][a-z0-9]+)*\z")
        .WithMessage("Use lower-case ASCII letters and digits, joined by - or _, such as express.");

    public static void IsDescription<T>(this IRuleBuilder<T, string?> rule) =>
        rule.IsAtMost(ShippingMethod.DescriptionLength);

    public static IRuleBuilderOptions<T, IReadOnlyList<ShippingStepRequest>?> AreSteps<T>(
        this IRuleBuilder<T, IReadOnlyList<ShippingStepRequest>?> rule) => rule
        .HasSize(1, ShippingMethod.MaxSteps, steps => steps!.Count)
        .WithMessage($"Give 1 to {ShippingMethod.MaxSteps} steps.")
        .Must(steps => steps is null || steps.All(step => step is not null))
        .WithMessage("A step must be an object: { … }.");

    public static void IsAmount<T>(this IRuleBuilder<T, decimal?> rule, Currency currency) => rule
        .InclusiveBetween(0, ShippingMethod.MaxAmount)
        .Must(amount => amount is null || currency.Fits(amount.Value))
        .WithMessage($"Give at most {currency.Decimals} decimals, as {currency.Code} has.");

    public static void IsWeightLimit<T>(this IRuleBuilder<T, decimal?> rule) => rule
        .GreaterThan(0).LessThanOrEqualTo(ShippingMethod.GreatestMaxWeight)
        .Must(weight => weight is null || decimal.Round(weight.Value, ShippingMethod.WeightDecimals) == weight)
        .WithMessage($"Give kilograms with at most {ShippingMethod.WeightDecimals} decimals.");
}
