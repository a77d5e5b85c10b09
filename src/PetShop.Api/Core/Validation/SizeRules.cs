using FluentValidation;
using FluentValidation.Validators;

namespace PetShop.Api.Core.Validation;

/// <summary>Size limits that FluentValidation does not have. The OpenAPI document includes them.</summary>
public static class SizeRules
{
    /// <summary>
    /// From <paramref name="min"/> to <paramref name="max"/> of what <paramref name="sizeOf"/> counts: items or code
    /// points. Null is valid.
    /// </summary>
    public static IRuleBuilderOptions<T, TProperty> HasSize<T, TProperty>(
        this IRuleBuilder<T, TProperty> rule, int min, int max, Func<TProperty, int> sizeOf) =>
        rule.SetValidator(new SizeValidator<T, TProperty>(min, max, sizeOf));

    /// <summary>
    /// At most <paramref name="max"/> code points, as the database's columns and JSON Schema count. Null is valid.
    /// </summary>
    public static IRuleBuilderOptions<T, string?> IsAtMost<T>(this IRuleBuilder<T, string?> rule, int max) =>
        rule.IsOfLength(0, max).WithMessage($"Use at most {max} characters.");

    /// <summary><paramref name="min"/> to <paramref name="max"/> code points. Null is valid.</summary>
    public static IRuleBuilderOptions<T, string?> IsOfLength<T>(this IRuleBuilder<T, string?> rule, int min, int max) =>
        rule.HasSize(min, max, CodePoints).WithMessage($"Use {min} to {max} characters.");

    private static int CodePoints(string? text) => text!.Length - text.Count(char.IsLowSurrogate);

    private sealed class SizeValidator<T, TProperty>(int min, int max, Func<TProperty, int> sizeOf)
        : PropertyValidator<T, TProperty>, ILengthValidator
    {
        public override string Name => "SizeValidator";

        public int Min => min;

        public int Max => max;

        public override bool IsValid(ValidationContext<T> context, TProperty value)
        {
            if (value is null)
                return true;
            var size = sizeOf(value);
            return size >= min && size <= max;
        }

        protected override string GetDefaultMessageTemplate(string errorCode) => $"Give {min} to {max}.";
    }
}
