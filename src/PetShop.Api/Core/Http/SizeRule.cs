using FluentValidation;
using FluentValidation.Validators;

namespace PetShop.Api.Core.Http;

/// <summary>Limits of size that FluentValidation has no words for. The API's description reads them, as it does its own.</summary>
public static class SizeRule
{
    /// <summary>At least <paramref name="min"/> and at most <paramref name="max"/>, as <paramref name="sizeOf"/> counts: items, code points. Null passes.</summary>
    public static IRuleBuilderOptions<T, TProperty> HasSize<T, TProperty>(
        this IRuleBuilder<T, TProperty> rule, int min, int max, Func<TProperty, int> sizeOf) =>
        rule.SetValidator(new SizeValidator<T, TProperty>(min, max, sizeOf));

    private sealed class SizeValidator<T, TProperty>(int min, int max, Func<TProperty, int> sizeOf) : PropertyValidator<T, TProperty>, ILengthValidator
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
