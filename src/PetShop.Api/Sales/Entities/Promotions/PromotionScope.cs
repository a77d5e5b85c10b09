using System.Text.Json.Serialization;

namespace PetShop.Api.Sales.Entities.Promotions;

/// <summary>A set of products. A product belongs to it if one of the lists names it.</summary>
public sealed record PromotionScope
{
    public static readonly PromotionScope AllGoods = new();

    public IReadOnlyCollection<long> ProductIds { get; init; } = [];

    /// <summary>With all categories below them.</summary>
    public IReadOnlyCollection<long> CategoryIds { get; init; } = [];

    public IReadOnlyCollection<long> BrandIds { get; init; } = [];

    public IReadOnlyCollection<long> PetTypeIds { get; init; } = [];

    [JsonIgnore]
    public bool IsAllGoods => ProductIds.Count + CategoryIds.Count + BrandIds.Count + PetTypeIds.Count == 0;

    /// <param name="categoryIds">The product's category and all categories above it.</param>
    public bool Contains(long productId, IReadOnlyCollection<long> categoryIds, long? brandId, long petTypeId) =>
        IsAllGoods || ProductIds.Contains(productId) || CategoryIds.Any(categoryIds.Contains)
        || (brandId is { } brand && BrandIds.Contains(brand)) || PetTypeIds.Contains(petTypeId);
}
