using FluentValidation;
using FluentValidation.Validators;
using PetShop.Api.Products.Services.Reference;

namespace PetShop.Api.Products.Validators;

/// <summary>
/// A rule that needs reference data. If a request has one, the data is read before the request is validated.
/// </summary>
internal interface IReferenceRule;

/// <summary>Names that must exist. Null is left to other rules.</summary>
/// <param name="namesIn">The names in a value that is not null.</param>
/// <param name="describe">The message for a name that does not exist.</param>
internal sealed class ReferenceExistsRule<T, TValue>(
    Func<TValue, IEnumerable<string>> namesIn, Func<ReferenceSnapshot, string, bool> isKnown,
    Func<string, string> describe)
    : PropertyValidator<T, TValue>, IReferenceRule
{
    private const string Message = nameof(Message);

    public override string Name => "ReferenceExistsRule";

    public override bool IsValid(ValidationContext<T> context, TValue value)
    {
        if (value is null)
            return true;
        var names = context.ReferenceData();
        if (namesIn(value).FirstOrDefault(name => !isKnown(names, name)) is not { } unknown)
            return true;
        context.MessageFormatter.AppendArgument(Message, describe(unknown));
        return false;
    }

    protected override string GetDefaultMessageTemplate(string errorCode) => $"{{{Message}}}";
}

/// <summary>The reference data for the validation of a request.</summary>
internal static class ReferenceContext
{
    private const string Key = "reference-data";

    public static void SetReferenceData(this IValidationContext context, ReferenceSnapshot names) =>
        context.RootContextData[Key] = names;

    public static ReferenceSnapshot ReferenceData(this IValidationContext context) =>
        (ReferenceSnapshot)context.RootContextData[Key];
}
