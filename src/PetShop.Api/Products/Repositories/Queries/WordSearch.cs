using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using NpgsqlTypes;
using PetShop.Api.Core.Database;
using PetShop.Api.Products.Entities.Search;

namespace PetShop.Api.Products.Repositories.Queries;

/// <summary>What a search found.</summary>
/// <param name="Best">Places by rank, the best match first.</param>
/// <param name="IsAll">Whether nothing else matches.</param>
/// <param name="Estimate">How many match: the number of <paramref name="Best"/> where these are all.</param>
/// <param name="Exact">
/// Those with just this SKU or name, or one more than <see cref="WordSearch.MaxMatches"/> of them.
/// </param>
internal sealed record WordMatches(List<ProductPosition> Best, bool IsAll, long Estimate, long[] Exact);

/// <summary>
/// Products by words. No search ranks more than <see cref="MaxMatches"/> products and those with just the SKU or name
/// that is searched for, however many have the words.
/// </summary>
internal sealed class WordSearch
{
    /// <summary>
    /// Beyond so many matches a walk through the sort's index meets a page of them sooner than they are looked up and
    /// sorted; by price, a step of them at a time is.
    /// </summary>
    private const int Few = 6_000, FewByPrice = 40_000;

    /// <summary>Matches that are ranked at most; where there are more, these are the newest.</summary>
    public const int MaxMatches = 1_000;

    private const string Vector = ProductSearchConfiguration.Vector;
    private const string Language = ProductSearchConfiguration.Language;

    /// <summary>A rank by words stays below 1.</summary>
    private const float ExactSku = 3, ExactName = 2;

    private readonly PetShopDbContext _db;
    private readonly ProductCriteria _criteria;
    private readonly EntryFilters _entries;
    private readonly string _query;
    private readonly string _filters;
    private readonly Expression<Func<ProductSearchEntry, bool>> _isExact;

    /// <summary>The same with the filters that are tokens beside the words: here no token tests them.</summary>
    private readonly Expression<Func<ProductSearchEntry, bool>> _isExactHere;

    public WordSearch(PetShopDbContext db, ProductCriteria criteria)
    {
        (_db, _criteria, _entries) = (db, criteria, new EntryFilters(db, criteria));
        _query = criteria.UseOperators ? criteria.Words!.Operators! : criteria.Words!.Plain;
        _filters = SearchTokens.Query(criteria);
        var (key, brands) = (criteria.Words.Key, criteria.NamedBrandIds);
        // The keys besides the words: some signs are letters for us and not for PostgreSQL.
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
    /// All that match or, where they are too many, those of the newest products. Blocks of products are read from the
    /// newest on until there are enough, so that a frequent word costs no more than a rare one.
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
    /// The places after one, in order, where more match than were found: by price step by step; otherwise, what few
    /// products have is found before it is sorted, and what many have is tested one by one in the order of the sort.
    /// </summary>
    public IQueryable<ProductPosition> Page(WordMatches matches, ProductPosition? after, int count)
    {
        var isByPrice = _criteria.Sort is ProductSort.Price or ProductSort.PriceDescending;
        var places = matches.Estimate > (isByPrice ? FewByPrice : Few) ? Walked(after, count)
            : isByPrice && matches.Exact.Length <= MaxMatches ? ByPrice(matches.Exact, after, count)
            : Gathered(after, count);
        return ProductKeyset.Order(places, _criteria.Sort).Limit(count);
    }

    /// <summary>Places of these products after one, in order.</summary>
    public IQueryable<ProductPosition> PageOf(long[] ids, ProductPosition? after, int count)
    {
        var each = _entries.EachOf(
            _db.Database.SqlQuery<long>($"SELECT unnest({ids}) AS \"Value\""),
            (id, e) => e.ProductId == id && e.ProductId >= id,
            found => ProductKeyset.Page(found, _criteria.Sort, after, 1));
        return ProductKeyset.Order(each, _criteria.Sort).Limit(count);
    }

    /// <summary>
    /// Entries tested in the order of the sort's index. No id is below zero: what is added is never true, and keeps
    /// the words from being looked up.
    /// </summary>
    private IQueryable<ProductPosition> Walked(ProductPosition? after, int count) => _entries.EachOf(
        SearchPart.All(_db, _query, _filters), HasWordsOr(_isExactHere.Or(e => e.ProductId < -e.ProductId)),
        found => ProductKeyset.Page(found, _criteria.Sort, after, count));

    /// <summary>Entries that are looked up, and then sorted.</summary>
    private IQueryable<ProductPosition> Gathered(ProductPosition? after, int count) => _entries.EachOf(
        SearchPart.All(_db, _query, _filters), HasWordsOr(_isExactHere), found => Sorted(found, after, count));

    /// <param name="exact">These may have the name and none of its words.</param>
    private IQueryable<ProductPosition> ByPrice(long[] exact, ProductPosition? after, int count)
    {
        var steps = SearchPart.ByPrice(_db, _query, _filters, _criteria.Sort == ProductSort.PriceDescending);
        if (exact.Length == 0)
            return _entries.EachOf(steps, HasWordsInPart(), found => Sorted(found, after, count)).Limit(count);
        return PageOf(exact, after, count).Concat(_entries.EachOf(steps, HasWordsInPart(),
            found => Sorted(found.Where(e => !exact.Contains(e.ProductId)), after, count)).Limit(count));
    }

    /// <summary>The limit that is none keeps what is found from being tested in the order of the sort.</summary>
    private IQueryable<ProductPosition> Sorted(
        IQueryable<ProductSearchEntry> found, ProductPosition? after, int count) => ProductKeyset.Page(
            ProductKeyset.After(found, _criteria.Sort, after).Take(int.MaxValue), _criteria.Sort, null, count);

    private IQueryable<ProductPosition> Exact()
    {
        var (key, query) = (_criteria.Words!.Key, _query);
        // Variables, so that they are parameters of type real: as literals they would make the sum a double, which a
        // cursor's float would not be equal to.
        var (exactSku, exactName) = (ExactSku, ExactName);
        return _entries.All.Where(_isExact).OrderByDescending(e => e.ProductId).Take(MaxMatches + 1)
            .Select(e => new ProductPosition
            {
                Id = e.ProductId,
                Rank = (e.SkuKey == key ? exactSku : exactName)
                    + EF.Property<NpgsqlTsVector>(e, Vector).Rank(EF.Functions.WebSearchToTsQuery(Language, query)),
            });
    }

    /// <summary>One more than are ranked, where there are more.</summary>
    private IQueryable<ProductPosition> Newest()
    {
        var isIn = HasWordsInPart();
        Expression<Func<SearchPart, ProductSearchEntry, ProductPosition>> ranked = (part, e) => new ProductPosition
        {
            Id = e.ProductId,
            Rank = EF.Property<NpgsqlTsVector>(e, Vector).Rank(part.Words),
        };
        var ofPart = Expression.Lambda<Func<ProductSearchEntry, ProductPosition>>(
            ReplacingExpressionVisitor.Replace(ranked.Parameters[0], isIn.Parameters[0], ranked.Body),
            ranked.Parameters[1]);
        return _entries.EachOf(SearchPart.Newest(_db, _query, _filters), isIn,
            found => found.OrderByDescending(e => e.ProductId).Limit(MaxMatches + 1).Select(ofPart))
            .Limit(MaxMatches + 1);
    }

    /// <summary>The part first: then PostgreSQL looks for the words in it alone.</summary>
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

    /// <summary>As many in the whole shop as in the part of it that was read.</summary>
    private static long EstimateFrom(List<ProductPosition> newest)
    {
        var (top, bottom) = (newest.Max(match => match.Id), newest.Min(match => match.Id));
        return Math.Max(newest.Count, newest.Count * top / (top - bottom + 1));
    }
}
