using PetShop.Api.Core.Http;

namespace PetShop.Api.Products.Dtos;

/// <summary>A shelf of the shop, with those that stand in it.</summary>
/// <param name="Id" example="1"></param>
/// <param name="Slug" example="food">Names it in filters and products.</param>
/// <param name="Name" example="Food"></param>
/// <param name="Parent">The slug of the category it stands in; null at the top.</param>
/// <param name="Children">In the order they were made; empty for none.</param>
public sealed record CategoryResponse(long Id, string Slug, string Name, string? Parent, IReadOnlyList<CategoryResponse> Children);

/// <summary>A new category.</summary>
public sealed record CreateCategoryRequest
{
    /// <example>Winter wear</example>
    public string? Name { get; init; }

    /// <summary>Lower-case letters and digits, joined by - or _; made from the name when absent.</summary>
    /// <example>winter-wear</example>
    public string? Slug { get; init; }

    /// <summary>The slug of the category it is to stand in; absent for a top-level one.</summary>
    /// <example>accessories</example>
    public string? Parent { get; init; }
}

/// <summary>A change of a category (JSON Merge Patch).</summary>
public sealed record UpdateCategoryRequest
{
    /// <summary>What it is called.</summary>
    /// <example>Food</example>
    public Optional<string> Name { get; init; }

    /// <summary>Lower-case letters and digits, joined by - or _. Links and filters with the old one stop working.</summary>
    public Optional<string> Slug { get; init; }

    /// <summary>The slug of another category to move it into, never one of its own subtree; null moves it to the top.</summary>
    public Optional<string?> Parent { get; init; }
}
