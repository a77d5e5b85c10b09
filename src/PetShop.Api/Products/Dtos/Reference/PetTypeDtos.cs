using PetShop.Api.Core.Http;

namespace PetShop.Api.Products.Dtos;

/// <summary>A kind of animal that products are for.</summary>
/// <param name="Id" example="1"></param>
/// <param name="Slug" example="dog">Names it in filters and products.</param>
/// <param name="Name" example="Dog"></param>
public sealed record PetTypeResponse(long Id, string Slug, string Name);

/// <summary>A new pet type.</summary>
public sealed record CreatePetTypeRequest
{
    /// <example>Ferret</example>
    public string? Name { get; init; }

    /// <summary>Lower-case letters and digits, joined by - or _; made from the name when absent.</summary>
    /// <example>ferret</example>
    public string? Slug { get; init; }
}

/// <summary>A change of a pet type (JSON Merge Patch).</summary>
public sealed record UpdatePetTypeRequest
{
    /// <summary>What it is called.</summary>
    /// <example>Dog</example>
    public Optional<string> Name { get; init; }

    /// <summary>Lower-case letters and digits, joined by - or _. Links and filters with the old one stop working.</summary>
    public Optional<string> Slug { get; init; }
}
