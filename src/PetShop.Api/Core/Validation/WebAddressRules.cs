using FluentValidation;

namespace PetShop.Api.Core.Validation;

/// <summary>Rules for addresses on the web.</summary>
public static class WebAddressRules
{
    /// <summary>An absolute http or https URL. Null is valid.</summary>
    public static IRuleBuilderOptions<T, string?> IsWebAddress<T>(this IRuleBuilder<T, string?> rule, int maxLength) =>
        rule.IsAtMost(maxLength)
            .Must(url =>
                url is null || (Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
            .WithMessage("Give an absolute URL that begins with http:// or https://.");
}
