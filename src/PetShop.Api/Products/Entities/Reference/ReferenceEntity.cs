namespace PetShop.Api.Products.Entities.Reference;

/// <summary>The common base of categories, pet types and brands, which classify products.</summary>
public abstract class ReferenceEntity
{
    public const int SlugLength = 60;
    public const int NameLength = 50;
    public const int SkuPrefixLength = 8;

    public long Id { get; private set; }

    /// <summary>Identifies it in URLs and filters.</summary>
    public required string Slug { get; set; }

    public required string Name { get; set; }

    /// <summary>Counts edits, for If-Match.</summary>
    public long Version { get; private set; } = 1;

    public void MarkEdited() => Version++;
}
