using FluentValidation;
using PetShop.Api.Core.Http;
using PetShop.Api.Products.Dtos;
using PetShop.Api.Products.Entities;
using PetShop.Api.Products.Services.Reference;
using PetShop.Api.Products.Services.Shared;

namespace PetShop.Api.Products.Validators;

/// <summary>What the fields of categories, pet types and brands must be.</summary>
internal static class ReferenceRules
{
    public static void IsEntryName<T>(this IRuleBuilder<T, string?> rule) => rule.NotEmpty().IsAtMost(ReferenceEntry.NameLength);

    public static void IsSlug<T>(this IRuleBuilder<T, string?> rule) => rule.IsAtMost(ReferenceEntry.SlugLength)
        .Matches(Slugs.Pattern).WithMessage("Use lower-case ASCII letters and digits, joined by - or _, such as dry-food.");

    /// <summary>Slugs of a filter, each of which must exist.</summary>
    /// <param name="describe">What is said of one that does not.</param>
    public static void AreKnown<T>(
        this IRuleBuilderInitial<T, IReadOnlyList<string>?> rule, Func<string, bool> isKnown, Func<string, string> describe) => rule
        .Cascade(CascadeMode.Stop)
        .HasSize(1, ProductFilter.MaxValues, slugs => slugs!.Count)
            .WithMessage($"Give at most {ProductFilter.MaxValues} values.")
        .Must(slugs => slugs is null || slugs.All(isKnown))
            .WithMessage((_, slugs) => describe(slugs!.First(slug => !isKnown(slug))));

    public static void IsParent<T>(this IRuleBuilder<T, string?> rule, IReferenceData reference) => rule
        .Must(slug => slug is null || reference.HasCategory(slug)).WithMessage((_, slug) => ReferenceSet.UnknownCategory(slug!));
}
