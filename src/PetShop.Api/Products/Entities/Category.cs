namespace PetShop.Api.Products.Entities;

/// <summary>A shelf of the shop. Categories form a tree; one serves several kinds of pets.</summary>
public sealed class Category : ReferenceEntry
{
    /// <summary>Levels of the tree: nobody finds a shelf deeper down, and the whole tree is read as one document.</summary>
    public const int MaxLevels = 8;

    /// <summary>The category it stands in; null at the top.</summary>
    public long? ParentId { get; set; }

    /// <summary>The second part of SKUs made for it, such as <c>FOOD</c>; null where the parent's holds.</summary>
    public string? SkuPrefix { get; init; }
}
