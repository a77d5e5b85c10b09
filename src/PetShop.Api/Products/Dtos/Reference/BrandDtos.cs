using PetShop.Api.Core.Patching;

namespace PetShop.Api.Products.Dtos.Reference;

/// <summary>The manufacturer of a product.</summary>
/// <param name="Id" example="1"></param>
/// <param name="Slug" example="brackenfold">Identifies it in filters.</param>
/// <param name="Name" example="Brackenfold">Unique, ignoring case and Unicode composition.</param>
public sealed record BrandResponse(long Id, string Slug, string Name);

/// <summary>A new brand.</summary>
public sealed record CreateBrandRequest
{
    /// <example>Otterbourne</example>
    public string? Name { get; init; }

    /// <summary>Lower-case letters and digits, joined by - or _; generated from the name if absent.</summary>
    /// <example>otterbourne</example>
    public string? Slug { get; init; }
}

/// <summary>A change of a brand (JSON Merge Patch).</summary>
public sealed record UpdateBrandRequest
{
    /// <summary>The brand's name.</summary>
    /// <example>Plumwick</example>
    public Optional<string> Name { get; init; }

    /// <summary>
    /// Lower-case letters and digits, joined by - or _. Links and filters with the old slug stop working.
    /// </summary>
    public Optional<string> Slug { get; init; }
}
