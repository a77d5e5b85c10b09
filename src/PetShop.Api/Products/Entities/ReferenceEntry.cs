namespace PetShop.Api.Products.Entities;

/// <summary>What categories, pet types and brands have in common: products are told apart by them.</summary>
public abstract class ReferenceEntry
{
    public const int SlugLength = 60;
    public const int NameLength = 50;
    public const int SkuPrefixLength = 8;

    public long Id { get; private set; }

    /// <summary>Names it in URLs and filters.</summary>
    public required string Slug { get; set; }

    public required string Name { get; set; }

    /// <summary>Counts edits, for If-Match.</summary>
    public long Version { get; private set; } = 1;

    public void MarkEdited() => Version++;
}
