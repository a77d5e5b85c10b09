namespace PetShop.Api.Products.Entities.Reference;

/// <summary>A kind of pet that products are for.</summary>
public sealed class PetType : ReferenceEntity
{
    /// <summary>The first part of SKUs that are generated for it, such as <c>DOG</c>.</summary>
    public required string SkuPrefix { get; init; }
}
