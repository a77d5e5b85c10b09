using Microsoft.EntityFrameworkCore;
using NpgsqlTypes;
using PetShop.Api.Core.Database;
using PetShop.Api.Products.Entities;

namespace PetShop.Api.Products.Repositories;

/// <summary>The orders a list of products can be read in. Each but the last has an index that ends in the id.</summary>
internal enum ProductSort
{
    Newest,
    Price,
    PriceDescending,
    Name,
    Relevance,
}

/// <summary>Which products; null for no condition.</summary>
internal sealed record ProductCriteria
{
    public required ProductSort Sort { get; init; }
    public long[]? CategoryIds { get; init; }
    public long? PetTypeId { get; init; }
    public long? BrandId { get; init; }
    public decimal? MinPrice { get; init; }
    public decimal? MaxPrice { get; init; }
    public int? MinStock { get; init; }
    public int? MaxStock { get; init; }
    public bool? IsActive { get; init; }
    public string? Words { get; init; }
}

/// <summary>A place in the list: the sort's own value in the row before, and its id.</summary>
internal sealed record ProductPosition
{
    public long Id { get; init; }
    public decimal Price { get; init; }
    public string? Name { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public float Rank { get; init; }
}

/// <summary>Pages of products by keyset: a row comparison that one index answers, never OFFSET.</summary>
internal sealed class ProductSearchRepository(PetShopDbContext db)
{
    /// <param name="after">Null for the first page.</param>
    public Task<List<ProductRow>> ListAsync(ProductCriteria criteria, ProductPosition? after, int count, CancellationToken ct)
    {
        var found = Matching(criteria);
        var page = criteria.Sort switch
        {
            ProductSort.Price => (after is null ? found
                : found.Where(p => EF.Functions.GreaterThan(ValueTuple.Create(p.Price, p.Id), ValueTuple.Create(after.Price, after.Id))))
                .OrderBy(p => p.Price).ThenBy(p => p.Id),
            ProductSort.PriceDescending => (after is null ? found
                : found.Where(p => EF.Functions.LessThan(ValueTuple.Create(p.Price, p.Id), ValueTuple.Create(after.Price, after.Id))))
                .OrderByDescending(p => p.Price).ThenByDescending(p => p.Id),
            ProductSort.Name => (after is null ? found
                : found.Where(p => EF.Functions.GreaterThan(ValueTuple.Create(p.Name, p.Id), ValueTuple.Create(after.Name!, after.Id))))
                .OrderBy(p => p.Name).ThenBy(p => p.Id),
            ProductSort.Relevance => ByRank(found, criteria.Words!, after),
            _ => (after is null ? found
                : found.Where(p => EF.Functions.LessThan(ValueTuple.Create(p.CreatedAt, p.Id), ValueTuple.Create(after.CreatedAt, after.Id))))
                .OrderByDescending(p => p.CreatedAt).ThenByDescending(p => p.Id),
        };
        return page.Take(count).Select(ProductRow.Shape(criteria.Words)).ToListAsync(ct);
    }

    public Task<Total> CountAsync(ProductCriteria criteria, CancellationToken ct) => db.CountAsync(Matching(criteria), ct);

    /// <summary>Best match first. The rank has no index: all that match are ranked, and the database keeps the best.</summary>
    private static IOrderedQueryable<Product> ByRank(IQueryable<Product> found, string words, ProductPosition? after)
    {
        if (after is not null)
            found = found.Where(p => EF.Functions.LessThan(
                ValueTuple.Create(EF.Property<NpgsqlTsVector>(p, ProductConfiguration.SearchVector).Rank(EF.Functions.WebSearchToTsQuery(ProductConfiguration.Language, words)), p.Id),
                ValueTuple.Create(after.Rank, after.Id)));
        return found
            .OrderByDescending(p => EF.Property<NpgsqlTsVector>(p, ProductConfiguration.SearchVector).Rank(EF.Functions.WebSearchToTsQuery(ProductConfiguration.Language, words)))
            .ThenByDescending(p => p.Id);
    }

    private IQueryable<Product> Matching(ProductCriteria criteria)
    {
        var found = db.Set<Product>().AsNoTracking();
        if (criteria.IsActive is { } isActive)
            found = found.Where(p => p.IsActive == isActive);
        if (criteria.CategoryIds is { } categories)
            found = found.Where(p => categories.Contains(p.CategoryId));
        if (criteria.PetTypeId is { } petType)
            found = found.Where(p => p.PetTypeId == petType);
        if (criteria.BrandId is { } brand)
            found = found.Where(p => p.BrandId == brand);
        if (criteria.MinPrice is { } minPrice)
            found = found.Where(p => p.Price >= minPrice);
        if (criteria.MaxPrice is { } maxPrice)
            found = found.Where(p => p.Price <= maxPrice);
        if (criteria.MinStock is { } minStock)
            found = found.Where(p => p.Stock!.Quantity >= minStock);
        if (criteria.MaxStock is { } maxStock)
            found = found.Where(p => p.Stock!.Quantity <= maxStock);
        if (criteria.Words is { } words)
            found = found.Where(p => EF.Property<NpgsqlTsVector>(p, ProductConfiguration.SearchVector).Matches(EF.Functions.WebSearchToTsQuery(ProductConfiguration.Language, words)));
        return found;
    }
}
