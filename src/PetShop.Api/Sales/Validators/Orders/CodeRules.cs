using FluentValidation;
using PetShop.Api.Core.Validation;

namespace PetShop.Api.Sales.Validators.Orders;

/// <summary>Rules for promotion codes that customers type.</summary>
internal static class CodeRules
{
    private const int MostCodes = 10;

    /// <summary>More than any code has, because blanks do not count.</summary>
    private const int MaxLength = 100;

    public static void AreCodes<T>(this IRuleBuilder<T, IReadOnlyList<string>?> rule) => rule
        .HasSize(0, MostCodes, codes => codes!.Count).WithMessage($"Give at most {MostCodes} codes.")
        .Must(codes => codes is null || codes.All(code => !string.IsNullOrWhiteSpace(code)
            && code.Length <= MaxLength)).WithMessage($"Give codes of 1 to {MaxLength} characters.")
        .Must(codes => codes is null || codes.Distinct(StringComparer.Ordinal).Count() == codes.Count)
        .WithMessage("Give each code once.");
}
