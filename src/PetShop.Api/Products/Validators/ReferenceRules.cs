using FluentValidation;
using PetShop.Api.Core.Http;
using PetShop.Api.Products.Dtos;
using PetShop.Api.Products.Entities;
using PetShop.Api.Products.Services.Reference;
using PetShop.Api.Products.Services.Shared;

namespace PetShop.Api.Products.Validators;

/// <summary>Rules for the fields of categories, pet types and brands.</summary>
internal static class ReferenceRules
{
    public static void IsEntryName<T>(this IRuleBuilder<T, string?> rule) => rule.NotEmpty().IsAtMost(ReferenceEntry.NameLength);

    public static void IsSlug<T>(this IRuleBuilder<T, string?> rule) => rule.IsAtMost(ReferenceEntry.SlugLength)
        .Matches(Slugs.Pattern).WithMessage("Use lower-case ASCII letters and digits, joined by - or _, such as dry-food.");

    /// <summary>Slugs of a filter, each of which must exist.</summary>
    public static void AreCategories<T>(this IRuleBuilderInitial<T, IReadOnlyList<string>?> rule) => rule.AreFew()
        .SetValidator(new KnownNameRule<T, IReadOnlyList<string>?>(Each, HasCategory, ReferenceSet.UnknownCategory));

    /// <inheritdoc cref="AreCategories"/>
    public static void ArePetTypes<T>(this IRuleBuilderInitial<T, IReadOnlyList<string>?> rule) => rule.AreFew()
        .SetValidator(new KnownNameRule<T, IReadOnlyList<string>?>(Each, HasPetType, ReferenceSet.UnknownPetType));

    /// <inheritdoc cref="AreCategories"/>
    public static void AreBrands<T>(this IRuleBuilderInitial<T, IReadOnlyList<string>?> rule) => rule.AreFew()
        .SetValidator(new KnownNameRule<T, IReadOnlyList<string>?>(Each, HasBrand, ReferenceSet.UnknownBrand));

    /// <summary>Null, or the slug of a category.</summary>
    public static IRuleBuilderOptions<T, string?> IsCategoryOrNull<T>(this IRuleBuilder<T, string?> rule) =>
        rule.SetValidator(new KnownNameRule<T, string?>(Only, HasCategory, ReferenceSet.UnknownCategory));

    /// <summary>Null, or the slug of a pet type.</summary>
    public static IRuleBuilderOptions<T, string?> IsPetTypeOrNull<T>(this IRuleBuilder<T, string?> rule) =>
        rule.SetValidator(new KnownNameRule<T, string?>(Only, HasPetType, ReferenceSet.UnknownPetType));

    private static IRuleBuilderOptions<T, IReadOnlyList<string>?> AreFew<T>(
        this IRuleBuilderInitial<T, IReadOnlyList<string>?> rule) => rule
        .Cascade(CascadeMode.Stop)
        .HasSize(1, ProductFilter.MaxValues, slugs => slugs!.Count)
        .WithMessage($"Give at most {ProductFilter.MaxValues} values.");

    private static IEnumerable<string> Each(IReadOnlyList<string>? slugs) => slugs!;

    private static IEnumerable<string> Only(string? slug) => [slug!];

    private static bool HasCategory(ReferenceSet names, string slug) => names.HasCategory(slug);

    private static bool HasPetType(ReferenceSet names, string slug) => names.HasPetType(slug);

    private static bool HasBrand(ReferenceSet names, string slug) => names.HasBrand(slug);
}
