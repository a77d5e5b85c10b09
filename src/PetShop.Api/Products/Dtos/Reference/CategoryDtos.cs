using PetShop.Api.Core.Money;
using PetShop.Api.Core.Patching;

namespace PetShop.Api.Products.Dtos.Reference;

/// <summary>A category with its subcategories.</summary>
/// <param name="Id" example="1"></param>
/// <param name="Slug" example="food">Identifies it in filters and products.</param>
/// <param name="Name" example="Food"></param>
/// <param name="Parent">The slug of the parent category; null at the top.</param>
/// <param name="TaxClass">
/// The tax class of its products that have none of their own; null: the parent's, or standard at the top.
/// </param>
/// <param name="Children">The subcategories in the order of creation; empty for none.</param>
public sealed record CategoryResponse(
    long Id, string Slug, string Name, string? Parent, TaxClass? TaxClass, IReadOnlyList<CategoryResponse> Children);

/// <summary>A new category.</summary>
public sealed record CreateCategoryRequest
{
    /// <example>Winter wear</example>
    public string? Name { get; init; }

    /// <summary>Lower-case letters and digits, joined by - or _; generated from the name if absent.</summary>
    /// <example>winter-wear</example>
    public string? Slug { get; init; }

    /// <summary>The slug of the parent category; absent for a top-level category.</summary>
    /// <example>accessories</example>
    public string? Parent { get; init; }

    /// <summary>
    /// The tax class of its products that have none of their own; absent: the parent's, or standard at the top.
    /// </summary>
    public TaxClass? TaxClass { get; init; }
}

/// <summary>A change of a category (JSON Merge Patch).</summary>
public sealed record UpdateCategoryRequest
{
    /// <summary>The category's name.</summary>
    /// <example>Food</example>
    public Optional<string> Name { get; init; }

    /// <summary>
    /// Lower-case letters and digits, joined by - or _. Links and filters with the old slug stop working.
    /// </summary>
    public Optional<string> Slug { get; init; }

    /// <summary>
    /// The slug of the new parent category, which must not be in its own subtree; null moves it to the top.
    /// </summary>
    public Optional<string?> Parent { get; init; }

    /// <summary>
    /// The tax class of its products that have none of their own; null: the parent's, or standard at the top.
    /// </summary>
    public Optional<TaxClass?> TaxClass { get; init; }
}
