using PetShop.Api.Core.Http;

namespace PetShop.Api.Products.Dtos;

/// <summary>Who makes a product.</summary>
/// <param name="Id" example="1"></param>
/// <param name="Slug" example="brackenfold">Names it in filters.</param>
/// <param name="Name" example="Brackenfold">Unique, whatever its case and however its letters are composed.</param>
public sealed record BrandResponse(long Id, string Slug, string Name);

/// <summary>A new brand.</summary>
public sealed record CreateBrandRequest
{
    /// <example>Otterbourne</example>
    public string? Name { get; init; }

    /// <summary>Lower-case letters and digits, joined by - or _; made from the name when absent.</summary>
    /// <example>otterbourne</example>
    public string? Slug { get; init; }
}

/// <summary>A change of a brand (JSON Merge Patch).</summary>
public sealed record UpdateBrandRequest
{
    /// <summary>What it is called.</summary>
    /// <example>Plumwick</example>
    public Optional<string> Name { get; init; }

    /// <summary>Lower-case letters and digits, joined by - or _. Links and filters with the old one stop working.</summary>
    public Optional<string> Slug { get; init; }
}
