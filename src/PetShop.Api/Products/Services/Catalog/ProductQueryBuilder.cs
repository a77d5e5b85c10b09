using System.Globalization;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Products.Dtos.Catalog;
using PetShop.Api.Products.Repositories;
using PetShop.Api.Products.Services.Reference;
using PetShop.Api.Products.Services.Search;
using PetShop.Api.Products.Services.Stock;

namespace PetShop.Api.Products.Services.Catalog;

/// <summary>Converts validated filters into queries.</summary>
internal sealed class ProductQueryBuilder(PublicStock figures)
{
    /// <param name="names">The current reference data.</param>
    /// <exception cref="ShopException">400: the filter has a parameter that only admins may use, or a forged cursor.
    /// 401: it has such a parameter, and the caller's token was rejected.</exception>
    public ProductQuery ForPublic(Actor actor, ProductFilter filter, ReferenceSnapshot names)
    {
        var forAdmins = new Dictionary<string, string[]>();
        Refuse("is_active", filter.IsActive is not null);
        Refuse("min_stock", filter.MinStock is not null);
        Refuse("low_stock", filter.LowStock is not null);
        if (forAdmins.Count > 0)
        {
            throw actor.NotAdmin(new ShopException(
                ProblemTypes.Validation, "Leave out the parameters named in errors, or sign in as an admin.")
            { Errors = forAdmins });
        }
        var query = ForAdmin(filter, names);
        return query with { Criteria = query.Criteria with { IsActive = true } };

        void Refuse(string name, bool isGiven)
        {
            if (isGiven)
                forAdmins[name] = ["Only admins can filter by this. Leave it out."];
        }
    }

    /// <inheritdoc cref="ForPublic"/>
    public ProductQuery ForAdmin(ProductFilter filter, ReferenceSnapshot names)
    {
        var criteria = CriteriaOf(filter, names);
        // A rank is only meaningful for its own words, and a position among given ids for those ids.
        var list = criteria.Sort switch
        {
            ProductSort.Relevance => $"products:relevance:{Format(criteria.Words!)}",
            ProductSort.Given => $"products:ids:{string.Join(',', criteria.Ids!)}",
            var sort => $"products:{sort}",
        };
        var after = Cursor.Decode<ProductPosition>(list, filter.Cursor);
        var useOperators = after is { UsesOperators: true } && criteria.Words?.Operators is not null;
        var key = KeyOf(filter, criteria, names);
        return new(criteria with { UseOperators = useOperators }, after, filter.PageSize, list, key);
    }

    private ProductCriteria CriteriaOf(ProductFilter filter, ReferenceSnapshot names)
    {
        var words = filter.Words is { } text ? SearchTerms.Read(text) : null;
        return new()
        {
            Sort = SortOf(filter),
            Ids = filter.Ids is { } ids ? [.. ids.Distinct()] : null,
            CategoryIds = Sorted(
                filter.Category, slug => names.SubtreeOf(names.Category(slug)).Select(below => below.Id)),
            PetTypeIds = Sorted(filter.PetType, slug => [names.PetType(slug).Id]),
            BrandIds = Sorted(filter.Brand, slug => [names.Brand(slug).Id]),
            MinPrice = filter.MinPrice,
            MaxPrice = filter.MaxPrice,
            InStock = filter.InStock,
            MinStock = filter.MinStock,
            IsLow = filter.LowStock,
            LowStock = figures.LowStock,
            IsActive = filter.IsActive,
            Words = words,
            NamedBrandIds = words is { Plain: "", Key: not "" }
                ? names.BrandsNamed(brand => SearchKey.Of(brand) == words.Key)
                : [],
        };
    }

    /// <summary>Null for no condition. An empty list cannot occur, because an empty parameter is rejected.</summary>
    private static long[]? Sorted(IReadOnlyList<string>? slugs, Func<string, IEnumerable<long>> idsOf) =>
        slugs is null or [] ? null : [.. slugs.SelectMany(idsOf).Distinct().Order()];

    private static ProductSort SortOf(ProductFilter filter) => filter.Sort switch
    {
        "newest" => ProductSort.Newest,
        "price" => ProductSort.Price,
        "-price" => ProductSort.PriceDescending,
        "name" => ProductSort.Name,
        "-name" => ProductSort.NameDescending,
        "relevance" => ProductSort.Relevance,
        _ when filter.Words is not null => ProductSort.Relevance,
        _ when filter.Ids is not null => ProductSort.Given,
        _ => ProductSort.Newest,
    };

    /// <summary>
    /// The same for filters with the same meaning: order and repetition of values, and case and accents of words, do
    /// not matter. Values are escaped, so that none can be mistaken for another parameter. If the filter uses reference
    /// data, its tag is part of the key: a request that began before a change of the data must not be answered to a
    /// request after it. A list of given ids is not cached, because it is rarely requested twice.
    /// </summary>
    private static string? KeyOf(ProductFilter filter, ProductCriteria criteria, ReferenceSnapshot names)
    {
        if (criteria.Ids is not null)
            return null;
        var hasNames = criteria is not { CategoryIds: null, PetTypeIds: null, BrandIds: null, NamedBrandIds: [] };
        var parts = new (string Name, string? Value)[]
        {
            ("names", hasNames ? names.Tag : null),
            ("category", Format(filter.Category)), ("pet_type", Format(filter.PetType)),
            ("brand", Format(filter.Brand)), ("min_price", Format(filter.MinPrice)),
            ("max_price", Format(filter.MaxPrice)),
            ("in_stock", filter.InStock switch { true => "true", false => "false", null => null }),
            ("q", criteria.Words is { } words ? Format(words) : null), ("sort", criteria.Sort.ToString()),
            ("limit", filter.PageSize.ToString(CultureInfo.InvariantCulture)), ("cursor", filter.Cursor),
        };
        return "products:list:" + string.Join('&',
            parts.Where(p => p.Value is not null).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}"));
    }

    private static string? Format(IReadOnlyList<string>? slugs) =>
        slugs is null or [] ? null : string.Join(',', slugs.Distinct().Order(StringComparer.Ordinal));

    private static string? Format(decimal? price) => price?.ToString("G29", CultureInfo.InvariantCulture);

    private static string Format(SearchWords words) =>
        words.Operators is null ? words.Key : $"{words.Key}|{words.Operators}";
}
