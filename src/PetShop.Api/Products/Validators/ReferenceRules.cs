using FluentValidation;
using PetShop.Api.Products.Entities;
using PetShop.Api.Products.Services.Reference;
using PetShop.Api.Products.Services.Shared;

namespace PetShop.Api.Products.Validators;

/// <summary>What the fields of categories, pet types and brands must be.</summary>
internal static class ReferenceRules
{
    public static void IsEntryName<T>(this IRuleBuilder<T, string?> rule) => rule.NotEmpty().MaximumLength(ReferenceEntry.NameLength);

    public static void IsSlug<T>(this IRuleBuilder<T, string?> rule) => rule.MaximumLength(ReferenceEntry.SlugLength)
        .Matches(Slugs.Pattern).WithMessage("Use lower-case ASCII letters and digits, joined by - or _, such as dry-food.");

    public static void IsParent<T>(this IRuleBuilder<T, string?> rule, IReferenceData reference) => rule
        .Must(slug => slug is null || reference.HasCategory(slug)).WithMessage((_, slug) => ReferenceSet.UnknownCategory(slug!));
}
