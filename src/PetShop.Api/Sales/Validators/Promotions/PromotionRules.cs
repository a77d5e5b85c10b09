using FluentValidation;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.Validation;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Promotions;

namespace PetShop.Api.Sales.Validators.Promotions;

/// <summary>Rules for the fields of promotions. Null is valid.</summary>
internal static class PromotionRules
{
    private const int PercentDecimals = 2;

    public static string TooManyDecimals(Currency currency) =>
        $"Give at most {currency.Decimals} decimals, as {currency.Code} has.";

    public static void IsPromotionName<T>(this IRuleBuilder<T, string?> rule) =>
        rule.NotEmpty().IsAtMost(Promotion.NameLength);

    public static void IsPromotionDescription<T>(this IRuleBuilder<T, string?> rule) =>
        rule.IsAtMost(Promotion.DescriptionLength);

    public static void IsPercentOff<T>(this IRuleBuilder<T, decimal?> rule) => rule
        .GreaterThan(0).LessThanOrEqualTo(100)
        .Must(percent => percent is null || decimal.Round(percent.Value, PercentDecimals) == percent)
        .WithMessage($"Give at most {PercentDecimals} decimals.");

    public static void IsAmountOff<T>(this IRuleBuilder<T, decimal?> rule, Currency currency) => rule
        .IsAmountInRange().Must(amount => amount is null || currency.Fits(amount.Value))
        .WithMessage(TooManyDecimals(currency));

    public static IRuleBuilderOptions<T, decimal?> IsAmountInRange<T>(this IRuleBuilder<T, decimal?> rule) =>
        rule.GreaterThan(0).LessThanOrEqualTo(Order.MaxTotal);

    public static void IsPriority<T>(this IRuleBuilder<T, int?> rule) =>
        rule.InclusiveBetween(-Promotion.MaxPriority, Promotion.MaxPriority);

    public static void IsPriority<T>(this IRuleBuilder<T, int> rule) =>
        rule.InclusiveBetween(-Promotion.MaxPriority, Promotion.MaxPriority);

    public static void IsLimit<T>(this IRuleBuilder<T, int?> rule) => rule.InclusiveBetween(1, Promotion.MaxLimit);

    public static void AreIds<T>(this IRuleBuilder<T, IReadOnlyList<long>?> rule, int most) => rule
        .HasSize(0, most, ids => ids!.Count).WithMessage($"Give at most {most} ids.")
        .Must(ids => ids is null || ids.All(id => id > 0)).WithMessage("An id is a positive number.");

    /// <summary>Up to <paramref name="most"/> codes, none of them twice.</summary>
    public static void AreCodes<T>(
        this IRuleBuilderInitial<T, IReadOnlyList<string>?> rule, int least, int most) => rule
        .HasSize(least, most, codes => codes!.Count).WithMessage($"Give {least} to {most} codes.")
        .Custom((codes, context) =>
        {
            var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            for (var i = 0; i < Math.Min(codes?.Count ?? 0, most); i++)
            {
                var code = codes![i] ?? "";
                if (code.Length is < PromotionCode.MinLength or > PromotionCode.MaxLength
                    || !code.All(PromotionCode.IsAllowed))
                    context.AddFailure($"codes[{i}]",
                        $"Use {PromotionCode.MinLength} to {PromotionCode.MaxLength} ASCII letters, digits, hyphens "
                        + "and underscores.");
                else if (!seen.Add(code))
                    context.AddFailure($"codes[{i}]", "This code is given twice. Codes ignore case.");
            }
        });
}
