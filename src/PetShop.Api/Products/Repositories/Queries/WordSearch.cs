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
internal sealed record WordMatches(List<ProductPosition> Best, bool IsAll, long Estimate);

/// <summary>
/// Products by words. No search ranks more than <see cref="Most"/> products and those with just the SKU or name that
/// is searched for, however many have the words.
/// </summary>
internal sealed class WordSearch
{
    /// <summary>Matches that are ranked at most; where there are more, these are the newest.</summary>
    public const int Most = 1_000;

    private const string Vector = ProductSearchConfiguration.Vector;
    private const string Language = ProductSearchConfiguration.Language;
    private const string TokenLanguage = ProductSearchConfiguration.TokenLanguage;

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
            _isExactHere = And(_isExactHere, e => categories.Contains(e.CategoryId));
        if (criteria.PetTypeIds is { } petTypes)
            _isExactHere = And(_isExactHere, e => petTypes.Contains(e.PetTypeId));
        if (criteria.BrandIds is { } ofBrands)
            _isExactHere = And(_isExactHere, e => ofBrands.Contains(e.BrandId!.Value));
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
                .Concat(byWords.Take(Most).Where(match => !exact.Contains(match.Id)))
                .OrderByDescending(match => match.Rank).ThenByDescending(match => match.Id),
        ];
        if (byWords.Count <= Most && exact.Count <= Most)
            return new(best, true, best.Count);
        return new(best, false, EstimateFrom(byWords.Count > Most ? byWords : best));
    }

    /// <summary>
    /// All entries that match, tested one by one in the order of a sort's index. No id is below zero: what is added is
    /// never true, and keeps the words from being looked up.
    /// </summary>
    public IQueryable<ProductSearchEntry> Walked() =>
        _entries.Rest.Where(Or(Or(HasWords(), _isExactHere), e => e.ProductId < -e.ProductId));

    /// <summary>All entries that match after a place, found before they are sorted: the limit that is none keeps it so.</summary>
    public IQueryable<ProductSearchEntry> Gathered(ProductPosition? after) =>
        ProductKeyset.After(_entries.Rest.Where(Or(HasWords(), _isExactHere)), _criteria.Sort, after).Take(int.MaxValue);

    private IQueryable<ProductPosition> Exact()
    {
        var (key, query) = (_criteria.Words!.Key, _query);
        // Variables, so that they are parameters of type real: as literals they would make the sum a double, which a
        // cursor's float would not be equal to.
        var (exactSku, exactName) = (ExactSku, ExactName);
        return _entries.All.Where(_isExact).OrderByDescending(e => e.ProductId).Take(Most + 1)
            .Select(e => new ProductPosition
            {
                Id = e.ProductId,
                Rank = (e.SkuKey == key ? exactSku : exactName)
                    + EF.Property<NpgsqlTsVector>(e, Vector).Rank(EF.Functions.WebSearchToTsQuery(Language, query)),
            });
    }

    /// <summary>
    /// One more than are ranked, where there are more. A query without nodes is one of signs that are no words for
    /// PostgreSQL: it would leave the filters alone, which everything passes.
    /// </summary>
    private IQueryable<ProductPosition> Newest()
    {
        var (query, filters) = (_query, _filters.Length == 0 ? "" : _filters + " & ");
        Expression<Func<string, ProductSearchEntry, bool>> isInBlock = (block, e) =>
            EF.Functions.WebSearchToTsQuery(Language, query).GetNodeCount() > 0
            && EF.Property<NpgsqlTsVector>(e, Vector).Matches(EF.Functions.WebSearchToTsQuery(Language, query)
                .And(EF.Functions.ToTsQuery(TokenLanguage, filters + block)));
        return _entries.EachOf(_db.Database.SqlQueryRaw<string>(SearchTokens.NewestBlocks), isInBlock,
            found => found.OrderByDescending(e => e.ProductId).Take(Most + 1).Select(e => new ProductPosition
            {
                Id = e.ProductId,
                Rank = EF.Property<NpgsqlTsVector>(e, Vector).Rank(EF.Functions.WebSearchToTsQuery(Language, query)),
            })).Take(Most + 1);
    }

    private Expression<Func<ProductSearchEntry, bool>> HasWords()
    {
        var (query, filters) = (_query, _filters);
        return filters.Length == 0
            ? e => EF.Property<NpgsqlTsVector>(e, Vector).Matches(EF.Functions.WebSearchToTsQuery(Language, query))
            : e => EF.Functions.WebSearchToTsQuery(Language, query).GetNodeCount() > 0
                && EF.Property<NpgsqlTsVector>(e, Vector).Matches(EF.Functions.WebSearchToTsQuery(Language, query)
                .And(EF.Functions.ToTsQuery(TokenLanguage, filters)));
    }

    private static Expression<Func<T, bool>> Or<T>(Expression<Func<T, bool>> one, Expression<Func<T, bool>> other) =>
        Expression.Lambda<Func<T, bool>>(Expression.OrElse(one.Body, BodyOf(other, one.Parameters[0])), one.Parameters);

    private static Expression<Func<T, bool>> And<T>(Expression<Func<T, bool>> one, Expression<Func<T, bool>> other) =>
        Expression.Lambda<Func<T, bool>>(Expression.AndAlso(one.Body, BodyOf(other, one.Parameters[0])), one.Parameters);

    private static Expression BodyOf<T>(Expression<Func<T, bool>> condition, ParameterExpression of) =>
        ReplacingExpressionVisitor.Replace(condition.Parameters[0], of, condition.Body);

    /// <summary>As many in the whole shop as in the part of it that was read.</summary>
    private static long EstimateFrom(List<ProductPosition> newest)
    {
        var (top, bottom) = (newest.Max(match => match.Id), newest.Min(match => match.Id));
        return Math.Max(newest.Count, newest.Count * top / (top - bottom + 1));
    }
}
