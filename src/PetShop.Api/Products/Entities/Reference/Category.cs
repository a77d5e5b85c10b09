using PetShop.Api.Core.Money;

namespace PetShop.Api.Products.Entities.Reference;

/// <summary>
/// A category of products. Categories form a tree; one category can contain products for several kinds of pets.
/// </summary>
public sealed class Category : ReferenceEntity
{
    /// <summary>
    /// The maximum depth of the tree: deeper categories are hard to find, and the whole tree is returned as one
    /// document.
    /// </summary>
    public const int MaxLevels = 8;

    /// <summary>The parent category; null at the top.</summary>
    public long? ParentId { get; set; }

    /// <summary>
    /// The second part of SKUs that are generated for it, such as <c>FOOD</c>; null to use the parent's.
    /// </summary>
    public string? SkuPrefix { get; init; }

    /// <summary>
    /// The tax class of products that have none of their own; null: the parent's, or standard at the top.
    /// </summary>
    public TaxClass? TaxClass { get; set; }
}
