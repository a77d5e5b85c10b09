using PetShop.Api.Core.Cache;
using PetShop.Api.Core.Paging;
using PetShop.Api.Products.Repositories;
using PetShop.Api.Products.Services.Shared;

namespace PetShop.Api.Products.Services.Catalog;

/// <summary>A filter ready for the database: names converted into ids, the cursor checked.</summary>
/// <param name="CacheKey">The same for filters with the same meaning; null for a list that is not cached.</param>
internal sealed record ProductQuery(
    ProductCriteria Criteria, ProductPosition? After, int Limit, string ListName, string? CacheKey)
{
    public CacheEntry? Entry(TimeSpan ttl) =>
        CacheKey is null ? null : new(CacheKey, ttl, ProductCache.Lists, ProductCache.All) { Kind = Kind };

    /// <summary>Searches use their own slots, so that they do not delay other lists.</summary>
    public ReadKind Kind => Criteria.Words is null ? ReadKind.List : ReadKind.Search;

    /// <summary>The position of a product: only the values that the sort compares.</summary>
    public string CursorAfter(ListedProduct product) =>
        Cursor.Encode(ListName, PlaceOf(product) with { UsesOperators = Criteria.UseOperators });

    private ProductPosition PlaceOf(ListedProduct product)
    {
        var place = product.Place;
        return Criteria.Sort switch
        {
            ProductSort.Price or ProductSort.PriceDescending => new() { Id = place.Id, Price = place.Price },
            ProductSort.Name or ProductSort.NameDescending => new() { Id = place.Id, Name = place.Name },
            ProductSort.Relevance => new() { Id = place.Id, Rank = place.Rank },
            ProductSort.Given => new() { Given = Array.IndexOf(Criteria.Ids!, place.Id) + 1 },
            _ => new() { Id = place.Id, CreatedAt = place.CreatedAt },
        };
    }
}
