using System.Globalization;
using PetShop.Api.Core.Cache;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Security;
using PetShop.Api.Products.Dtos;
using PetShop.Api.Products.Repositories;
using PetShop.Api.Products.Services.Reference;
using PetShop.Api.Products.Services.Shared;
using PetShop.Api.Products.Services.Stock;

namespace PetShop.Api.Products.Services.Catalog;

/// <summary>A filter as the database is asked: names turned into ids, the cursor checked.</summary>
internal sealed record ProductQuery(ProductCriteria Criteria, ProductPosition? After, int Limit, string ListName, string CacheKey)
{
    public CacheEntry Entry(TimeSpan ttl) => new(CacheKey, ttl, ProductCache.Lists, ProductCache.All);

    /// <summary>The place of a row: only what the sort compares.</summary>
    public string CursorAfter(ProductRow row) => Cursor.Encode(ListName, Criteria.Sort switch
    {
        ProductSort.Price or ProductSort.PriceDescending => new ProductPosition { Id = row.Id, Price = row.Price },
        ProductSort.Name => new ProductPosition { Id = row.Id, Name = row.Name },
        ProductSort.Relevance => new ProductPosition { Id = row.Id, Rank = row.Rank },
        _ => new ProductPosition { Id = row.Id, CreatedAt = row.CreatedAt },
    });
}

/// <summary>Turns filters, which are validated, into queries.</summary>
internal sealed class ProductQueries(ReferenceData reference, StockFigures figures)
{
    /// <exception cref="ShopException">400: the filter has a parameter for admins, or a forged cursor. 401: it has, and the caller's token was refused.</exception>
    public ProductQuery ForPublic(Actor actor, ProductFilter filter)
    {
        var forAdmins = new Dictionary<string, string[]>();
        Refuse("is_active", filter.IsActive is not null);
        Refuse("min_stock", filter.MinStock is not null);
        Refuse("low_stock", filter.LowStock is not null);
        return forAdmins.Count == 0
            ? Make(filter) with { Criteria = CriteriaOf(filter) with { IsActive = true } }
            : throw actor.NotAdmin(new ShopException(ProblemTypes.Validation, "Leave out the parameters named in errors, or sign in as an admin.") { Errors = forAdmins });

        void Refuse(string name, bool isGiven)
        {
            if (isGiven)
                forAdmins[name] = ["Only admins can filter by this. Leave it out."];
        }
    }

    /// <inheritdoc cref="ForPublic"/>
    public ProductQuery ForAdmin(ProductFilter filter) => Make(filter);

    private ProductQuery Make(ProductFilter filter)
    {
        var criteria = CriteriaOf(filter);
        // A rank means something for its own words only.
        var list = criteria.Sort == ProductSort.Relevance ? $"products:relevance:{filter.Words}" : $"products:{criteria.Sort}";
        return new(criteria, Cursor.Decode<ProductPosition>(list, filter.Cursor), filter.Limit, list, KeyOf(filter));
    }

    private ProductCriteria CriteriaOf(ProductFilter filter)
    {
        var names = reference.Current;
        return new()
        {
            Sort = SortOf(filter),
            CategoryIds = filter.Category is { } category ? [.. names.SubtreeOf(names.Category(category)).Select(below => below.Id)] : null,
            PetTypeId = filter.PetType is { } petType ? names.PetType(petType).Id : null,
            BrandId = filter.Brand is { } brand ? names.Brand(brand).Id : null,
            MinPrice = filter.MinPrice,
            MaxPrice = filter.MaxPrice,
            MinStock = Highest(filter.InStock is true ? 1 : null, filter.MinStock, filter.LowStock is false ? figures.LowStock + 1 : null),
            MaxStock = filter.InStock is false ? 0 : filter.LowStock is true ? figures.LowStock : null,
            IsActive = filter.IsActive,
            Words = filter.Words,
        };
    }

    private static int? Highest(params int?[] limits) => limits.Max();

    private static ProductSort SortOf(ProductFilter filter) => filter.Sort switch
    {
        "price" => ProductSort.Price,
        "-price" => ProductSort.PriceDescending,
        "name" => ProductSort.Name,
        "relevance" => ProductSort.Relevance,
        null when filter.Words is not null => ProductSort.Relevance,
        _ => ProductSort.Newest,
    };

    /// <summary>
    /// The same for filters that mean the same. Values are escaped, so that none can pass for another parameter. With names it is a key for
    /// the reference data that made ids of them: those of a request that began before a change must not be answered to one after it.
    /// </summary>
    private string KeyOf(ProductFilter filter)
    {
        var hasNames = filter.Category is not null || filter.PetType is not null || filter.Brand is not null;
        var parts = new (string Name, string? Value)[]
        {
            ("names", hasNames ? reference.CurrentTag : null), ("category", filter.Category), ("pet_type", filter.PetType), ("brand", filter.Brand),
            ("min_price", filter.MinPrice?.ToString("G29", CultureInfo.InvariantCulture)), ("max_price", filter.MaxPrice?.ToString("G29", CultureInfo.InvariantCulture)),
            ("in_stock", filter.InStock switch { true => "true", false => "false", null => null }),
            ("q", filter.Words), ("sort", SortOf(filter).ToString()), ("limit", filter.Limit.ToString(CultureInfo.InvariantCulture)), ("cursor", filter.Cursor),
        };
        return "products:list:" + string.Join('&', parts.Where(p => p.Value is not null).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}"));
    }
}
