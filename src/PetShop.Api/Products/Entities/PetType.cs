namespace PetShop.Api.Products.Entities;

/// <summary>A kind of animal that products are for.</summary>
public sealed class PetType : ReferenceEntry
{
    /// <summary>What SKUs made for it begin with, such as <c>DOG</c>.</summary>
    public required string SkuPrefix { get; init; }
}
