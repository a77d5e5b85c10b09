using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using NpgsqlTypes;
using PetShop.Api.Core.Database;
using PetShop.Api.Products.Entities;
using PetShop.Api.Products.Entities.Search;

namespace PetShop.Api.Products.Repositories;

/// <summary>Pages of products by keyset: a row comparison that one index answers, never OFFSET.</summary>
internal sealed class ProductSearchRepository(PetShopDbContext db)
{
    private const string Vector = ProductSearchConfiguration.Vector;
    private const string Language = ProductSearchConfiguration.Language;

    private static readonly Expression<Func<ProductSearchEntry, ProductPosition>> Place = entry => new ProductPosition
    {
        Id = entry.ProductId,
        Price = entry.Price,
        Name = entry.Name,
        CreatedAt = entry.CreatedAt,
    };

    /// <summary>The page's places are found in the search entries alone; only then are the products read.</summary>
    /// <param name="after">Null for the first page.</param>
    public Task<List<ListedProduct>> ListAsync(
        ProductCriteria criteria, ProductPosition? after, int count, CancellationToken ct)
    {
        var found = Matching(criteria);
        var page = criteria.Sort == ProductSort.Relevance
            ? ByRank(found, criteria, after).Take(count)
            : Sorted(found, criteria.Sort, after).Take(count).Select(Place);
        var rows = db.Set<Product>().AsNoTracking().Select(ProductRow.Shape);
        return page.Join(rows, place => place.Id, row => row.Id, (place, row) => new ListedProduct(row, place)).ToListAsync(ct);
    }

    public Task<Total> CountAsync(ProductCriteria criteria, CancellationToken ct) =>
        db.CountAsync(Matching(criteria), ct);

    private static IQueryable<ProductSearchEntry> Sorted(
        IQueryable<ProductSearchEntry> found, ProductSort sort, ProductPosition? after) => sort switch
        {
            ProductSort.Price => (after is null ? found : found.Where(e => EF.Functions.GreaterThan(
                ValueTuple.Create(e.Price, e.ProductId), ValueTuple.Create(after.Price, after.Id))))
                .OrderBy(e => e.Price).ThenBy(e => e.ProductId),
            ProductSort.PriceDescending => (after is null ? found : found.Where(e => EF.Functions.LessThan(
                ValueTuple.Create(e.Price, e.ProductId), ValueTuple.Create(after.Price, after.Id))))
                .OrderByDescending(e => e.Price).ThenByDescending(e => e.ProductId),
            ProductSort.Name => (after is null ? found : found.Where(e => EF.Functions.GreaterThan(
                ValueTuple.Create(e.Name, e.ProductId), ValueTuple.Create(after.Name!, after.Id))))
                .OrderBy(e => e.Name).ThenBy(e => e.ProductId),
            ProductSort.NameDescending => (after is null ? found : found.Where(e => EF.Functions.LessThan(
                ValueTuple.Create(e.Name, e.ProductId), ValueTuple.Create(after.Name!, after.Id))))
                .OrderByDescending(e => e.Name).ThenByDescending(e => e.ProductId),
            ProductSort.Given => found.OrderBy(e => e.ProductId),       // a hundred at most, which the caller puts in order
            _ => (after is null ? found : found.Where(e => EF.Functions.LessThan(
                ValueTuple.Create(e.CreatedAt, e.ProductId), ValueTuple.Create(after.CreatedAt, after.Id))))
                .OrderByDescending(e => e.CreatedAt).ThenByDescending(e => e.ProductId),
        };

    /// <summary>
    /// A product with just this SKU or name first, then the best match. The rank has no index: all that match are
    /// ranked, and the database keeps the best.
    /// </summary>
    private static IQueryable<ProductPosition> ByRank(
        IQueryable<ProductSearchEntry> found, ProductCriteria criteria, ProductPosition? after)
    {
        var (key, query) = (criteria.Words!.Key, QueryOf(criteria));
        // A rank by words stays below 1. Variables, so that they are parameters of type real: as literals they would
        // make the sum a double, which a cursor's float would not be equal to.
        var (exactSku, exactName, notExact) = (3f, 2f, 0f);
        var ranked = found.Select(e => new
        {
            e.ProductId,
            Rank = (e.SkuKey == key ? exactSku : e.NameKey == key ? exactName : notExact)
                + EF.Property<NpgsqlTsVector>(e, Vector).Rank(EF.Functions.WebSearchToTsQuery(Language, query)),
        });
        if (after is not null)
            ranked = ranked.Where(r => EF.Functions.LessThan(
                ValueTuple.Create(r.Rank, r.ProductId), ValueTuple.Create(after.Rank, after.Id)));
        return ranked.OrderByDescending(r => r.Rank).ThenByDescending(r => r.ProductId)
            .Select(r => new ProductPosition { Id = r.ProductId, Rank = r.Rank });
    }

    private IQueryable<ProductSearchEntry> Matching(ProductCriteria criteria)
    {
        var found = db.Set<ProductSearchEntry>().AsNoTracking();
        if (criteria.IsActive is { } isActive)
            found = found.Where(e => e.IsActive == isActive);
        if (criteria.Ids is { } ids)
            found = found.Where(e => ids.Contains(e.ProductId));
        if (criteria.CategoryIds is { } categories)
            found = found.Where(e => categories.Contains(e.CategoryId));
        if (criteria.PetTypeIds is { } petTypes)
            found = found.Where(e => petTypes.Contains(e.PetTypeId));
        if (criteria.BrandIds is { } brands)
            found = found.Where(e => brands.Contains(e.BrandId!.Value));
        if (criteria.MinPrice is { } minPrice)
            found = found.Where(e => e.Price >= minPrice);
        if (criteria.MaxPrice is { } maxPrice)
            found = found.Where(e => e.Price <= maxPrice);
        if (criteria.InStock is { } inStock)
            found = found.Where(e => e.InStock == inStock);
        if (criteria is not { MinStock: null, MaxStock: null })
            found = WithStock(found, criteria.MinStock ?? 0, criteria.MaxStock ?? int.MaxValue);
        return criteria.Words is null ? found : WithWords(found, criteria);
    }

    /// <summary>
    /// No index names the figure (docs/decisions/0009), so this reads the narrow stock table, and that alone.
    /// </summary>
    private IQueryable<ProductSearchEntry> WithStock(IQueryable<ProductSearchEntry> found, int least, int most) =>
        from entry in found
        join stock in db.Set<ProductStock>() on entry.ProductId equals stock.ProductId
        where stock.Quantity >= least && stock.Quantity <= most
        select entry;

    private static IQueryable<ProductSearchEntry> WithWords(
        IQueryable<ProductSearchEntry> found, ProductCriteria criteria)
    {
        var (key, query, brands) = (criteria.Words!.Key, QueryOf(criteria), criteria.NamedBrandIds);
        if (criteria.UseOperators)
            return found.Where(e => EF.Property<NpgsqlTsVector>(e, Vector)
                .Matches(EF.Functions.WebSearchToTsQuery(Language, query)));
        if (query.Length == 0)
            return found.Where(e => e.NameKey == key || e.SkuKey == key || brands.Contains(e.BrandId!.Value));
        // The keys besides: some signs are letters for us and not for PostgreSQL, and a name may have no others.
        return found.Where(e => EF.Property<NpgsqlTsVector>(e, Vector)
            .Matches(EF.Functions.WebSearchToTsQuery(Language, query)) || e.NameKey == key || e.SkuKey == key);
    }

    private static string QueryOf(ProductCriteria criteria) =>
        criteria.UseOperators ? criteria.Words!.Operators! : criteria.Words!.Plain;
}
