namespace PetShop.Api.Products.Entities;

/// <summary>A shelf of the shop. Categories form a tree; one serves several kinds of pets.</summary>
public sealed class Category : ReferenceEntry
{
    /// <summary>The category it stands in; null at the top.</summary>
    public long? ParentId { get; set; }

    /// <summary>The second part of SKUs made for it, such as <c>FOOD</c>; null where the parent's holds.</summary>
    public string? SkuPrefix { get; init; }
}
