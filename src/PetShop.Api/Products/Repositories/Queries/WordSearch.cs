using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using NpgsqlTypes;
using PetShop.Api.Core.Database;
using PetShop.Api.Products.Entities.Search;

namespace PetShop.Api.Products.Repositories.Queries;

/// <summary>
/// Searches products by words. However many products contain the words, a search ranks at most <see cref="MaxMatches"/>
/// of them, plus those whose SKU or name is exactly the search text.
/// </summary>
internal sealed class WordSearch
{
    /// <summary>
    /// With more matches than this, a scan of the sort's index finds a page of them sooner than looking up and
    /// sorting all of them. The limit is higher for sorting by price, where only one price step at a time is looked
    /// up and sorted.
    /// </summary>
    private const int Few = 6_000, FewByPrice = 40_000;

    /// <summary>The maximum number of ranked matches. If there are more matches, the newest ones are ranked.</summary>
    public const int MaxMatches = 1_000;

    private const string Vector = ProductSearchConfiguration.Vector;
    private const string Language = ProductSearchConfiguration.Language;

    /// <summary>A rank by words is always below 1.</summary>
    private const float ExactSku = 3, ExactName = 2;

    private readonly PetShopDbContext _db;
    private readonly ProductCriteria _criteria;
    private readonly EntryFilters _entries;
    private readonly string _query;
    private readonly string _filters;
    private readonly Expression<Func<ProductSearchEntry, bool>> _isExact;

    /// <summary>
    /// Like <see cref="_isExact"/>, plus the filters that are tokens in a word search: exact matches are not tested
    /// by token.
    /// </summary>
    private readonly Expression<Func<ProductSearchEntry, bool>> _isExactHere;

    public WordSearch(PetShopDbContext db, ProductCriteria criteria)
    {
        (_db, _criteria, _entries) = (db, criteria, new EntryFilters(db, criteria));
        _query = criteria.UseOperators ? criteria.Words!.Operators! : criteria.Words!.Plain;
        _filters = SearchTokens.Query(criteria);
        var (key, brands) = (criteria.Words.Key, criteria.NamedBrandIds);
        // The keys are compared in addition to the words, because some characters are letters here but not
        // in PostgreSQL.
        _isExact = brands is []
            ? e => e.NameKey == key || e.SkuKey == key
            : e => e.NameKey == key || e.SkuKey == key || brands.Contains(e.BrandId!.Value);
        _isExactHere = _isExact;
        if (criteria.CategoryIds is { } categories)
            _isExactHere = _isExactHere.And(e => categories.Contains(e.CategoryId));
        if (criteria.PetTypeIds is { } petTypes)
            _isExactHere = _isExactHere.And(e => petTypes.Contains(e.PetTypeId));
        if (criteria.BrandIds is { } ofBrands)
            _isExactHere = _isExactHere.And(e => ofBrands.Contains(e.BrandId!.Value));
    }

    /// <summary>
    /// All matches or, if there are too many, those among the newest products. Blocks of products are read from the
    /// newest on until there are enough matches, so that a frequent word costs no more than a rare one.
    /// </summary>
    public async Task<WordMatches> FindAsync(CancellationToken ct)
    {
        var found = await (_criteria.UseOperators ? Newest() : _query.Length == 0 ? Exact() : Exact().Concat(Newest()))
            .ToListAsync(ct);
        var exact = found.FindAll(match => match.Rank >= ExactName).ConvertAll(match => match.Id).ToHashSet();
        var byWords = found.FindAll(match => match.Rank < ExactName);
        List<ProductPosition> best =
        [
            .. found.FindAll(match => match.Rank >= ExactName)
                .Concat(byWords.Take(MaxMatches).Where(match => !exact.Contains(match.Id)))
                .OrderByDescending(match => match.Rank).ThenByDescending(match => match.Id),
        ];
        if (byWords.Count <= MaxMatches && exact.Count <= MaxMatches)
            return new(best, true, best.Count, [.. exact]);
        return new(best, false, EstimateFrom(byWords.Count > MaxMatches ? byWords : best), [.. exact]);
    }

    /// <summary>
    /// The positions after a given one, in order, if there are more matches than were found. If many products match,
    /// entries are tested one by one in sort order. If few match, they are looked up and then sorted; for a sort by
    /// price, one price step at a time.
    /// </summary>
    public IQueryable<ProductPosition> Page(WordMatches matches, ProductPosition? after, int count)
    {
        var isByPrice = _criteria.Sort is ProductSort.Price or ProductSort.PriceDescending;
        var places = matches.Estimate > (isByPrice ? FewByPrice : Few) ? Walked(after, count)
            : isByPrice && matches.Exact.Length <= MaxMatches ? ByPrice(matches, after, count)
            : Gathered(after, count);
        return ProductKeyset.Order(places, _criteria.Sort).Limit(count);
    }

    /// <summary>The positions of these products after a given one, in order.</summary>
    public IQueryable<ProductPosition> PageOf(long[] ids, ProductPosition? after, int count)
    {
        var each = _entries.EachOf(
            _db.Database.SqlQuery<long>($"SELECT unnest({ids}) AS \"Value\""),
            (id, e) => e.ProductId == id && e.ProductId >= id,
            found => ProductKeyset.Page(found, _criteria.Sort, after, 1));
        return ProductKeyset.Order(each, _criteria.Sort).Limit(count);
    }

    /// <summary>
    /// Tests entries in the order of the sort's index. The added condition is never true, because no id is negative; it
    /// prevents PostgreSQL from looking up the words.
    /// </summary>
    private IQueryable<ProductPosition> Walked(ProductPosition? after, int count) => _entries.EachOf(
        SearchPart.All(_db, _query, _filters), HasWordsOr(_isExactHere.Or(e => e.ProductId < -e.ProductId)),
        found => ProductKeyset.Page(found, _criteria.Sort, after, count));

    /// <summary>Looks up the matching entries, then sorts them.</summary>
    private IQueryable<ProductPosition> Gathered(ProductPosition? after, int count) => _entries.EachOf(
        SearchPart.All(_db, _query, _filters), HasWordsOr(_isExactHere), found => Sorted(found, after, count));

    /// <summary>
    /// Looks up and sorts the matches of one price step after the other. Exact matches are read separately: they may
    /// have the name without matching any of its words.
    /// </summary>
    private IQueryable<ProductPosition> ByPrice(WordMatches matches, ProductPosition? after, int count)
    {
        var (exact, isDescending) = (matches.Exact, _criteria.Sort == ProductSort.PriceDescending);
        var steps = SearchPart.ByPrice(
            _db, _query, _filters, isDescending, after?.Price, matches.LikelyEnd(isDescending, after, count));
        if (exact.Length == 0)
            return _entries.EachOf(steps, HasWordsInPart(), found => Sorted(found, after, count)).Limit(count);
        return PageOf(exact, after, count).Concat(_entries.EachOf(steps, HasWordsInPart(),
            found => Sorted(found.Where(e => !exact.Contains(e.ProductId)), after, count)).Limit(count));
    }

    /// <summary>
    /// The limit of <c>int.MaxValue</c> excludes no row. It prevents PostgreSQL from testing the matches in sort order.
    /// </summary>
    private IQueryable<ProductPosition> Sorted(
        IQueryable<ProductSearchEntry> found, ProductPosition? after, int count) => ProductKeyset.Page(
            ProductKeyset.After(found, _criteria.Sort, after).Take(int.MaxValue), _criteria.Sort, null, count);

    private IQueryable<ProductPosition> Exact()
    {
        var (key, query) = (_criteria.Words!.Key, _query);
        // Variables, so that they become parameters of type real. As literals they would make the sum a double, which
        // would not equal a cursor's float.
        var (exactSku, exactName) = (ExactSku, ExactName);
        return _entries.All.Where(_isExact).OrderByDescending(e => e.ProductId).Take(MaxMatches + 1)
            .Select(e => new ProductPosition
            {
                Id = e.ProductId,
                Price = e.Price,
                Rank = (e.SkuKey == key ? exactSku : exactName)
                    + EF.Property<NpgsqlTsVector>(e, Vector).Rank(EF.Functions.WebSearchToTsQuery(Language, query)),
            });
    }

    /// <summary>
    /// The newest matches, at most one more than are ranked. They have a rank only if the list is sorted by it.
    /// </summary>
    private IQueryable<ProductPosition> Newest()
    {
        var (isIn, unranked) = (HasWordsInPart(), 0f);
        Expression<Func<SearchPart, ProductSearchEntry, ProductPosition>> ranked =
            _criteria.Sort == ProductSort.Relevance
                ? (part, e) => new ProductPosition
                {
                    Id = e.ProductId,
                    Price = e.Price,
                    Rank = EF.Property<NpgsqlTsVector>(e, Vector).Rank(part.Words),
                }
                : (part, e) => new ProductPosition { Id = e.ProductId, Price = e.Price, Rank = unranked };
        var ofPart = Expression.Lambda<Func<ProductSearchEntry, ProductPosition>>(
            ReplacingExpressionVisitor.Replace(ranked.Parameters[0], isIn.Parameters[0], ranked.Body),
            ranked.Parameters[1]);
        return _entries.EachOf(SearchPart.Newest(_db, _query, _filters), isIn,
            found => found.OrderByDescending(e => e.ProductId).Limit(MaxMatches + 1).Select(ofPart))
            .Limit(MaxMatches + 1);
    }

    /// <summary>The part is the first condition, so that PostgreSQL looks for the words only in the part.</summary>
    private Expression<Func<SearchPart, ProductSearchEntry, bool>> HasWordsInPart() => _filters.Length == 0
        ? (part, e) => EF.Property<NpgsqlTsVector>(e, Vector).Matches(part.Part)
            && EF.Property<NpgsqlTsVector>(e, Vector).Matches(part.Words)
        : (part, e) => EF.Property<NpgsqlTsVector>(e, Vector).Matches(part.Part)
            && EF.Property<NpgsqlTsVector>(e, Vector).Matches(part.Words)
            && EF.Property<NpgsqlTsVector>(e, Vector).Matches(part.Filters);

    private Expression<Func<SearchPart, ProductSearchEntry, bool>> HasWordsOr(
        Expression<Func<ProductSearchEntry, bool>> other)
    {
        Expression<Func<SearchPart, ProductSearchEntry, bool>> hasWords = _filters.Length == 0
            ? (part, e) => EF.Property<NpgsqlTsVector>(e, Vector).Matches(part.Words)
            : (part, e) => EF.Property<NpgsqlTsVector>(e, Vector).Matches(part.Words)
                && EF.Property<NpgsqlTsVector>(e, Vector).Matches(part.Filters);
        return Expression.Lambda<Func<SearchPart, ProductSearchEntry, bool>>(
            Expression.OrElse(hasWords.Body, other.BodyOf(hasWords.Parameters[1])), hasWords.Parameters);
    }

    /// <summary>Assumes that matches are as frequent in the whole shop as in the range of ids that was read.</summary>
    private static long EstimateFrom(List<ProductPosition> newest)
    {
        var (top, bottom) = (newest.Max(match => match.Id), newest.Min(match => match.Id));
        return Math.Max(newest.Count, newest.Count * top / (top - bottom + 1));
    }
}
