using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;
using PetShop.Api.Products.Entities.Catalog;
using PetShop.Api.Products.Entities.Search;
using PetShop.Api.Products.Repositories.Queries;

namespace PetShop.Api.Products.Repositories.Lists;

/// <summary>
/// Lists products with keyset pagination. The positions of a page are read from the search entries alone, through an
/// index that ends in the sort key. Only then are the products read.
/// </summary>
internal sealed class ProductSearchRepository(PetShopDbContext db)
{
    /// <summary>
    /// If a price range contains at most this many products, they are read by price and then sorted. A larger range is
    /// so common that a scan of the sort's index soon finds a full page.
    /// </summary>
    private const int FewPrices = 5_000;

    /// <param name="after">Null for the first page.</param>
    public Task<ListResult<ListedProduct>> ListAsync(
        ProductCriteria criteria, ProductPosition? after, int count, CancellationToken ct)
    {
        if (criteria.Words is not null)
            return SearchAsync(criteria, after, count, ct);
        if (criteria.HasStock)
            return ReadStockAsync(criteria, after, count, ct);
        var isByPrice = criteria.Sort is ProductSort.Price or ProductSort.PriceDescending;
        return isByPrice || criteria is { MinPrice: null, MaxPrice: null } or { Ids: not null }
            ? ReadAsync(new EntryFilters(db, criteria), criteria, after, count, ct)
            : ReadPricesAsync(criteria, after, count, ct);
    }

    private Task<ListResult<ListedProduct>> ReadAsync(
        EntryFilters entries, ProductCriteria criteria, ProductPosition? after, int count, CancellationToken ct)
    {
        const int counted = ListTotals.ExactUpTo + 1;
        var beginning = entries.InParts(found => ProductKeyset.Page(found, criteria.Sort, null, counted));
        return db.ListAsync(
            PageOf(entries, criteria, after, count), beginning.Take(counted), entries.All, after is null, ct);
    }

    private IQueryable<ListedProduct> PageOf(
        EntryFilters entries, ProductCriteria criteria, ProductPosition? after, int count)
    {
        var places = entries.InParts(found => ProductKeyset.Page(found, criteria.Sort, after, count));
        return WithRows(ProductKeyset.Order(places, criteria.Sort).Limit(count));
    }

    /// <summary>The entries in the price range, read through the price index before they are sorted.</summary>
    private IQueryable<ProductSearchEntry> ByPrice(ProductCriteria criteria, ProductPosition? after) =>
        new EntryFilters(db, criteria).InParts(found => ProductKeyset.After(found, criteria.Sort, after)
            .OrderBy(e => e.Price).ThenBy(e => e.ProductId).Take(FewPrices + 1)).Take(FewPrices + 1);

    /// <summary>
    /// The low-stock list has an index. If its limit is that of the index, the index also counts it. No other index
    /// contains a stock quantity (docs/decisions/0009). For other stock filters, the database chooses between a scan of
    /// the list in order and one pass over the narrow stock table, which is the most that it costs.
    /// </summary>
    private Task<ListResult<ListedProduct>> ReadStockAsync(
        ProductCriteria criteria, ProductPosition? after, int count, CancellationToken ct)
    {
        var entries = new EntryFilters(db, criteria);
        if (criteria is not { IsLow: true, LowStock: <= ProductSearchEntry.FewUnits, Ids: null })
        {
            return db.ListAsync(
                WithRows(ProductKeyset.Page(entries.All, criteria.Sort, after, count)),
                entries.All.Select(e => e.ProductId), after is null, ct);
        }
        const int most = ListTotals.ExactUpTo + 1;
        var page = criteria.Sort == ProductSort.Newest
            ? FewLeft(entries, after, count)
            : ProductKeyset.Page(entries.All, criteria.Sort, after, count);
        var counted = criteria is { MinStock: null, LowStock: ProductSearchEntry.FewUnits }
            ? ProductKeyset.Page(entries.FewLeft, ProductSort.Newest, null, most)
            : FewLeft(entries, null, most);
        return db.ListAsync(WithRows(page), counted, entries.All, after is null, ct);
    }

    /// <summary>
    /// The limit of <c>int.MaxValue</c> excludes no row. It prevents PostgreSQL from looking up the stock quantities
    /// before the order is known.
    /// </summary>
    private static IQueryable<ProductPosition> FewLeft(EntryFilters entries, ProductPosition? after, int count)
    {
        var few = ProductKeyset.Page(entries.FewLeft, ProductSort.Newest, after, int.MaxValue);
        return ProductKeyset.Order(entries.WithStock(few), ProductSort.Newest).Limit(count);
    }

    private async Task<ListResult<ListedProduct>> ReadPricesAsync(
        ProductCriteria criteria, ProductPosition? after, int count, CancellationToken ct)
    {
        var total = await ByPrice(criteria, null).CountAsync(ct);
        if (total <= FewPrices)
        {
            var few = WithRows(ProductKeyset.Page(ByPrice(criteria, after), criteria.Sort, null, count));
            return new(await few.ToListAsync(ct), new(total, IsEstimate: false));
        }
        var page = PageOf(new EntryFilters(db, criteria, walkPrices: true), criteria, after, count);
        var all = new EntryFilters(db, criteria).All;
        return new(await page.ToListAsync(ct), await db.TotalAsync(total, () => all, ct));
    }

    private async Task<ListResult<ListedProduct>> SearchAsync(
        ProductCriteria criteria, ProductPosition? after, int count, CancellationToken ct)
    {
        var search = new WordSearch(db, criteria);
        var matches = await search.FindAsync(ct);
        var total = new Total(matches.Estimate, !matches.IsAll);
        if (criteria.Sort == ProductSort.Relevance)
            return new(await RankedAsync(matches, after, count, ct), total);
        var places = matches.IsAll
            ? search.PageOf([.. matches.Best.Select(match => match.Id)], after, count)
            : search.Page(matches, after, count);
        return new(await WithRows(places).ToListAsync(ct), total);
    }

    private async Task<List<ListedProduct>> RankedAsync(
        WordMatches matches, ProductPosition? after, int count, CancellationToken ct)
    {
        var page = matches.Best
            .Where(match => after is null || (match.Rank, match.Id).CompareTo((after.Rank, after.Id)) < 0)
            .Take(count).ToDictionary(match => match.Id);
        var ids = page.Keys.ToArray();
        var rows = await db.Set<Product>().AsNoTracking().Where(p => ids.Contains(p.Id)).Select(ProductRow.Shape)
            .ToDictionaryAsync(row => row.Id, ct);
        return [.. page.Values.Where(match => rows.ContainsKey(match.Id))
            .Select(match => new ListedProduct { Row = rows[match.Id], Place = match })];
    }

    private IQueryable<ListedProduct> WithRows(IQueryable<ProductPosition> places) => places.Join(
        db.Set<Product>().AsNoTracking().Select(ProductRow.Shape), place => place.Id, row => row.Id,
        (place, row) => new ListedProduct { Row = row, Place = place });
}
