using PetShop.Api.Core.Patching;

namespace PetShop.Api.Products.Dtos.Reference;

/// <summary>A kind of pet that products are for.</summary>
/// <param name="Id" example="1"></param>
/// <param name="Slug" example="dog">Identifies it in filters and products.</param>
/// <param name="Name" example="Dog"></param>
public sealed record PetTypeResponse(long Id, string Slug, string Name);

/// <summary>A new pet type.</summary>
public sealed record CreatePetTypeRequest
{
    /// <example>Ferret</example>
    public string? Name { get; init; }

    /// <summary>Lower-case letters and digits, joined by - or _; generated from the name if absent.</summary>
    /// <example>ferret</example>
    public string? Slug { get; init; }
}

/// <summary>A change of a pet type (JSON Merge Patch).</summary>
public sealed record UpdatePetTypeRequest
{
    /// <summary>The pet type's name.</summary>
    /// <example>Dog</example>
    public Optional<string> Name { get; init; }

    /// <summary>
    /// Lower-case letters and digits, joined by - or _. Links and filters with the old slug stop working.
    /// </summary>
    public Optional<string> Slug { get; init; }
}
