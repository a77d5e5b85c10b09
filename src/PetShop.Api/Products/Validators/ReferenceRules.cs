using FluentValidation;
using PetShop.Api.Core.Validation;
using PetShop.Api.Products.Dtos.Catalog;
using PetShop.Api.Products.Entities.Reference;
using PetShop.Api.Products.Services.Reference;
using PetShop.Api.Products.Services.Shared;

namespace PetShop.Api.Products.Validators;

/// <summary>Rules for the fields of categories, pet types and brands.</summary>
internal static class ReferenceRules
{
    public static void IsEntryName<T>(this IRuleBuilder<T, string?> rule) =>
        rule.NotEmpty().IsAtMost(ReferenceEntity.NameLength);

    public static void IsSlug<T>(this IRuleBuilder<T, string?> rule) => rule.IsAtMost(ReferenceEntity.SlugLength)
        .Matches(Slugs.Pattern)
        .WithMessage("Use lower-case ASCII letters and digits, joined by - or _, such as dry-food.");

    /// <summary>Slugs of a filter, each of which must exist.</summary>
    public static void AreCategories<T>(this IRuleBuilderInitial<T, IReadOnlyList<string>?> rule) => rule.AreFew()
        .SetValidator(
            new ReferenceExistsRule<T, IReadOnlyList<string>?>(Each, HasCategory, ReferenceSnapshot.UnknownCategory));

    /// <inheritdoc cref="AreCategories"/>
    public static void ArePetTypes<T>(this IRuleBuilderInitial<T, IReadOnlyList<string>?> rule) => rule.AreFew()
        .SetValidator(
            new ReferenceExistsRule<T, IReadOnlyList<string>?>(Each, HasPetType, ReferenceSnapshot.UnknownPetType));

    /// <inheritdoc cref="AreCategories"/>
    public static void AreBrands<T>(this IRuleBuilderInitial<T, IReadOnlyList<string>?> rule) => rule.AreFew()
        .SetValidator(
            new ReferenceExistsRule<T, IReadOnlyList<string>?>(Each, HasBrand, ReferenceSnapshot.UnknownBrand));

    /// <summary>Null, or the slug of a category.</summary>
    public static IRuleBuilderOptions<T, string?> IsCategoryOrNull<T>(this IRuleBuilder<T, string?> rule) =>
        rule.SetValidator(new ReferenceExistsRule<T, string?>(Only, HasCategory, ReferenceSnapshot.UnknownCategory));

    /// <summary>Null, or the slug of a pet type.</summary>
    public static IRuleBuilderOptions<T, string?> IsPetTypeOrNull<T>(this IRuleBuilder<T, string?> rule) =>
        rule.SetValidator(new ReferenceExistsRule<T, string?>(Only, HasPetType, ReferenceSnapshot.UnknownPetType));

    private static IRuleBuilderOptions<T, IReadOnlyList<string>?> AreFew<T>(
        this IRuleBuilderInitial<T, IReadOnlyList<string>?> rule) => rule
        .Cascade(CascadeMode.Stop)
        .HasSize(1, ProductFilter.MaxValues, slugs => slugs!.Count)
        .WithMessage($"Give at most {ProductFilter.MaxValues} values.");

    private static IEnumerable<string> Each(IReadOnlyList<string>? slugs) => slugs!;

    private static IEnumerable<string> Only(string? slug) => [slug!];

    private static bool HasCategory(ReferenceSnapshot names, string slug) => names.HasCategory(slug);

    private static bool HasPetType(ReferenceSnapshot names, string slug) => names.HasPetType(slug);

    private static bool HasBrand(ReferenceSnapshot names, string slug) => names.HasBrand(slug);
}
