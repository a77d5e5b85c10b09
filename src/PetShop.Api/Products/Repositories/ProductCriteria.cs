namespace PetShop.Api.Products.Repositories;

/// <summary>
/// The sort orders of a product list. Each order up to <see cref="NameDescending"/> has an index that ends in the id.
/// </summary>
internal enum ProductSort
{
    Newest,
    Price,
    PriceDescending,
    Name,
    NameDescending,
    Relevance,

    /// <summary>The order of <see cref="ProductCriteria.Ids"/>.</summary>
    Given,
}

/// <summary>The folded search text.</summary>
/// <param name="Key">
/// The whole text or its hash, for finding a product with exactly this name or SKU. No other text has the same key.
/// </param>
/// <param name="Plain">Each word in quotes, so that none is an operator. All words must occur.</param>
/// <param name="Operators">
/// The text as a query, with its quotes, <c>or</c> and leading <c>-</c> as operators; null if it has none.
/// </param>
internal sealed record SearchWords(string Key, string Plain, string? Operators);

/// <summary>The filters and the sort order of a product list. A filter that is null is not applied.</summary>
internal sealed record ProductCriteria
{
    public required ProductSort Sort { get; init; }
    public long[]? Ids { get; init; }
    public long[]? CategoryIds { get; init; }
    public long[]? PetTypeIds { get; init; }
    public long[]? BrandIds { get; init; }
    public decimal? MinPrice { get; init; }
    public decimal? MaxPrice { get; init; }
    public bool? InStock { get; init; }
    public int? MinStock { get; init; }

    /// <summary>Whether the stock is low: at most the product's threshold or, without one, the shop's.</summary>
    public bool? IsLow { get; init; }

    /// <summary>The shop's low-stock limit.</summary>
    public int LowStock { get; init; }
    public bool? IsActive { get; init; }
    public SearchWords? Words { get; init; }

    /// <summary>Whether a filter depends on the stock figure.</summary>
    public bool HasStock => MinStock is not null || IsLow is not null;

    /// <summary>
    /// Brands whose name is exactly the search text, if the text has no letter or digit to search by.
    /// </summary>
    public long[] NamedBrandIds { get; init; } = [];

    /// <summary>Whether to search for <see cref="SearchWords.Operators"/> instead of all words.</summary>
    public bool UseOperators { get; init; }
}

/// <summary>A position in the list: the sort value of its row, and the row's id.</summary>
internal sealed record ProductPosition
{
    public long Id { get; init; }
    public decimal Price { get; init; }
    public string? Name { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public float Rank { get; init; }

    /// <summary>The number of given ids that come before.</summary>
    public int Given { get; init; }

    /// <summary>Whether the previous page searched by operators. The next page must do the same.</summary>
    public bool UsesOperators { get; init; }
}

/// <summary>A product with its position in the list.</summary>
internal sealed record ListedProduct
{
    public required ProductRow Row { get; init; }
    public required ProductPosition Place { get; init; }
}
